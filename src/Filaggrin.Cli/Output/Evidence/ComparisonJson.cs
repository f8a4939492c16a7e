using System.Text.Json;
using Filaggrin.Evidence;
using Filaggrin.Evidence.Comparisons;
using Filaggrin.Evidence.Trials;

namespace Filaggrin.Cli.Output.Evidence;

/// <summary>Two agents as JSON, <c>docs/schema/comparison.json</c>; ratios as natural logarithms, risks from 0 to 1.</summary>
internal static class ComparisonJson
{
    private const double Normal975 = 1.959963984540054;

    public static void Write(Utf8JsonWriter json, AgentComparison comparison)
    {
        json.WriteStartObject();
        json.WriteString("schema", "filaggrin.comparison/1");
        Members(json, comparison);
        if (comparison.Signs is { } signs)
        {
            json.WriteStartObject("signs");
            Members(json, signs);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Members(Utf8JsonWriter json, AgentComparison comparison)
    {
        EvidenceData data = comparison.Data;
        json.WriteString("treatment", comparison.First);
        json.WriteString("comparator", comparison.Second);
        json.Texts("outcomes", data.Request.Query.Outcomes);
        json.WriteString("outcomeName", data.OutcomeWords);
        json.WriteString("better", data.Outcome.HigherIsBetter ? "higher" : "lower");
        json.WriteString("population", data.Request.Population);
        json.WriteString("background", data.Request.Background);
        json.WriteString("weeks", data.Request.Weeks);
        json.WriteBoolean("includesUnconfirmed", data.Request.Query.IncludeUnconfirmed);
        json.WriteString("measure", data.Network.Measure.Symbol());
        json.WriteString("scale", data.Network.Measure.IsRatio() ? "log" : "natural");
        if (EvidenceData.Unit(data.Outcome) is { Length: > 0 } unit && data.Network.Measure == EffectMeasure.MeanDifference) json.WriteString("unit", unit);
        json.WriteStartObject("network");
        json.WriteNumber("trials", data.Network.Trials.Length);
        json.WriteNumber("patients", data.Selected.Patients.Values.Sum());
        json.WriteNumber("treatments", data.Network.Treatments.Length);
        json.WriteNumber("parts", data.Network.Components.Length);
        json.WriteEndObject();
        json.WriteStartObject("prior");
        json.WriteString("form", comparison.Prior.Prior.Form);
        json.WriteString("source", comparison.Prior.Source);
        json.WriteEndObject();
        json.Texts("withoutTrials", comparison.Missing);
        json.WriteStartArray("pairs");
        foreach (PairComparison pair in comparison.Pairs) Write(json, data, pair);
        json.WriteEndArray();
        json.Texts("warnings", data.Network.Warnings);
        json.WriteStartArray("leftOut");
        foreach (LeftOut left in data.Selection.Left.Where(left => !left.OtherSetting))
        {
            json.WriteStartObject();
            json.WriteString("trial", left.Trial);
            if (left.Arm is { } arm) json.WriteString("arm", arm);
            json.WriteString("reason", left.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, EvidenceData data, PairComparison pair)
    {
        json.WriteStartObject();
        json.WriteString("treatment", pair.Treatment);
        json.WriteString("comparator", pair.Comparator);
        json.WriteBoolean("comparable", pair.Comparison is not null);
        json.Texts("remarks", pair.Remarks);
        if (pair.Comparison is { } found)
        {
            Heterogeneity heterogeneity = found.Fit.Heterogeneity;
            json.WriteStartObject("heterogeneity");
            json.WriteNumber("tau", found.Fit.Tau);
            json.WriteNumber("i2", heterogeneity.ISquared);
            json.WriteNumber("q", heterogeneity.Total.Q);
            json.WriteNumber("df", heterogeneity.Total.DegreesOfFreedom);
            json.WriteEndObject();
            Interval(json, "random", found.Network.Estimate, found.Network.Lower, found.Network.Upper, found.Network.PredictionLower, found.Network.PredictionUpper);
            Interval(json, "common", found.Common.Estimate, found.Common.Lower, found.Common.Upper, null, null);
            json.WriteNumber("directTrials", found.Split.Trials);
            json.WriteNumber("directShare", found.Split.DirectShare);
            Source(json, "direct", found.Split.Direct);
            Source(json, "indirect", found.Split.Indirect);
            json.Number("inconsistencyP", found.Split.PValue);
            if (found.WithoutBounds is { } why)
            {
                json.WriteNull("bayesian");
                json.WriteString("notBounded", ComparisonPage.PriorOnly(why));
                json.WriteNull("probabilityBetter");
            }
            else
            {
                Interval(json, "bayesian", found.Posterior.Median, found.Posterior.Lower, found.Posterior.Upper, found.Prediction.Lower, found.Prediction.Upper);
                json.WriteNumber("probabilityBetter", found.ProbabilityBetter);
            }

            json.WriteNumber("provisionalShare", Math.Min(1, pair.ProvisionalShare));
            if (pair.Absolute is { } absolute) Write(json, absolute);
            else json.WriteNull("absolute");
            json.WriteStartArray("trials");
            foreach ((string study, double share) in ComparisonPage.ByTrial(found)) Trial(json, data, study, share);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AbsoluteComparison absolute)
    {
        json.WriteStartObject("absolute");
        json.WriteStartObject("baseline");
        json.WriteString("treatment", absolute.Baseline.Treatment);
        json.WriteNumber("risk", absolute.Baseline.Risk);
        json.WriteString("origin", absolute.Baseline.Events is null ? "stated" : "pooled");
        json.Number("events", absolute.Baseline.Events);
        json.Number("patients", absolute.Baseline.Patients);
        json.Number("trials", absolute.Baseline.Trials);
        json.WriteEndObject();
        json.Proportion("treatmentRisk", absolute.TreatmentRisk);
        json.Proportion("comparatorRisk", absolute.ComparatorRisk);
        json.Proportion("difference", absolute.Difference);
        json.WriteString("numberNeededToTreat", absolute.NumberNeeded.ToString());
        json.WriteEndObject();
    }

    private static void Trial(Utf8JsonWriter json, EvidenceData data, string study, double share)
    {
        json.WriteStartObject();
        json.WriteString("trial", study);
        json.WriteString("name", data.Name(study));
        json.WriteNumber("share", Math.Min(1, share));
        json.WriteStartArray("arms");
        foreach (SelectedArm arm in data.Selection.Arms.Where(arm => arm.Trial == study))
        {
            json.WriteStartObject();
            json.WriteString("treatment", arm.Treatment);
            json.WriteString("outcome", arm.Outcome);
            json.WriteNumber("week", arm.Week);
            json.WriteNumber("n", arm.N);
            if (arm.Events is { } events) json.WriteNumber("events", events);
            if (arm.Mean is { } mean) json.WriteNumber("mean", mean);
            if (arm.Sd is { } sd) json.WriteNumber("sd", sd);
            json.WriteString("tier", Provenance.Word(arm.Tier));
            json.WriteBoolean("superseded", arm.Rows.Any(row => row.Flag == RowFlag.Superseded));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.Texts("sources", ComparisonPage.Sources(data, study));
        json.WriteEndObject();
    }

    private static void Source(Utf8JsonWriter json, string name, SourceEstimate? source)
    {
        if (source is { } known) Interval(json, name, known.Estimate, known.Estimate - Normal975 * known.StandardError, known.Estimate + Normal975 * known.StandardError, null, null);
        else json.WriteNull(name);
    }

    private static void Interval(Utf8JsonWriter json, string name, double estimate, double lower, double upper, double? predictionLower, double? predictionUpper)
    {
        json.WriteStartObject(name);
        json.WriteNumber("estimate", estimate);
        json.WriteNumber("lower", lower);
        json.WriteNumber("upper", upper);
        json.Number("predictionLower", predictionLower);
        json.Number("predictionUpper", predictionUpper);
        json.WriteEndObject();
    }
}
