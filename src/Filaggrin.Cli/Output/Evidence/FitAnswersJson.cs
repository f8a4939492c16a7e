using System.Text.Json;
using Filaggrin.Evidence;
using Filaggrin.Evidence.Comparisons;

namespace Filaggrin.Cli.Output.Evidence;

/// <summary>Answers as members of <c>filaggrin.network/1</c>, each only where it was asked for.</summary>
internal static class FitAnswersJson
{
    public static void Write(Utf8JsonWriter json, Network network, FitAnswers answers)
    {
        if (answers.Splits is { } splits) Array(json, "nodeSplits", splits, Split);
        if (answers.Designs is { } designs) Designs(json, designs);
        if (answers.Contributions is { } contributions) Contributions(json, network, contributions);
        if (answers.Omissions is { } omissions) Array(json, "leaveOneOut", omissions, Omission);
        if (answers.Thresholds is { } thresholds) Array(json, "thresholds", thresholds, Threshold);
        if (answers.Funnel is { } funnel) Funnel(json, funnel);
        if (answers.Regression is { } regression) Regression(json, regression);
        if (answers.Absolute is { } absolute) Array(json, "absolute", absolute, Absolute);
    }

    private static void Split(Utf8JsonWriter json, NodeSplit split)
    {
        json.WriteString("treatment", split.Treatment);
        json.WriteString("comparator", split.Comparator);
        json.WriteNumber("trials", split.Trials);
        json.WriteNumber("directShare", split.DirectShare);
        Source(json, "network", split.Network);
        Source(json, "direct", split.Direct);
        Source(json, "indirect", split.Indirect);
        Source(json, "difference", split.Difference);
        json.Number("p", split.PValue);
    }

    private static void Designs(Utf8JsonWriter json, DesignDecomposition designs)
    {
        json.WriteStartObject("designDecomposition");
        Array(json, "designs", designs.Designs, (writer, design) =>
        {
            writer.Texts("design", design.Design);
            writer.WriteNumber("trials", design.Trials);
            Q(writer, "within", design.Within);
            Q(writer, "detached", design.Detached);
        });
        json.WriteNumber("tauWithin", designs.TauWithin);
        Q(json, "interaction", designs.Interaction);
        json.WriteEndObject();
    }

    private static void Contributions(Utf8JsonWriter json, Network network, ContributionMatrix matrix)
    {
        json.WriteStartObject("contributions");
        Array(json, "comparisons", matrix.Comparisons, (writer, pair) =>
        {
            writer.WriteString("treatment", pair.Treatment);
            writer.WriteString("comparator", pair.Comparator);
        });
        Array(json, "estimates", network.Treatments.SelectMany((first, at) => network.Treatments.Skip(at + 1), (first, second) => (first, second)), (writer, pair) =>
        {
            writer.WriteString("treatment", pair.first);
            writer.WriteString("comparator", pair.second);
            writer.WriteStartArray("shares");
            foreach (double share in matrix.Row(pair.first, pair.second)) writer.WriteNumberValue(share);
            writer.WriteEndArray();
        });
        json.WriteEndObject();
    }

    private static void Omission(Utf8JsonWriter json, OmittedTrial omission)
    {
        json.WriteString("study", omission.Study);
        json.Texts("lost", omission.Lost);
        json.Number("tau", omission.Tau);
        Array(json, "effects", omission.Effects, (writer, effect) =>
        {
            writer.WriteString("treatment", effect.Treatment);
            writer.WriteNumber("estimate", effect.Estimate);
            writer.WriteNumber("se", effect.StandardError);
        });
    }

    private static void Threshold(Utf8JsonWriter json, Threshold threshold)
    {
        json.WriteString("study", threshold.Study);
        json.WriteString("treatment", threshold.Treatment);
        json.WriteString("comparator", threshold.Comparator);
        json.Number("lower", threshold.Lower);
        json.WriteString("firstBelow", threshold.FirstBelow);
        json.Number("upper", threshold.Upper);
        json.WriteString("firstAbove", threshold.FirstAbove);
    }

    private static void Funnel(Utf8JsonWriter json, FunnelAnswer funnel)
    {
        json.WriteStartObject("funnel");
        Array(json, "points", funnel.Points, (writer, point) =>
        {
            writer.WriteString("study", point.Study);
            writer.WriteString("treatment", point.Treatment);
            writer.WriteString("comparator", point.Comparator);
            writer.WriteNumber("estimate", point.Estimate);
            writer.WriteNumber("se", point.StandardError);
            writer.WriteNumber("adjusted", point.Adjusted);
        });
        if (funnel.Asymmetry is { } asymmetry)
        {
            json.WriteStartObject("asymmetry");
            json.WriteNumber("slope", asymmetry.Slope);
            json.WriteNumber("se", asymmetry.StandardError);
            json.WriteNumber("df", asymmetry.DegreesOfFreedom);
            json.Number("p", asymmetry.PValue);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("asymmetry");
        }

        json.WriteEndObject();
    }

    private static void Regression(Utf8JsonWriter json, MetaRegression regression)
    {
        json.WriteStartObject("regression");
        Array(json, "coefficients", regression.Coefficients, (writer, coefficient) =>
        {
            writer.WriteString("name", coefficient.Name);
            writer.WriteNumber("estimate", coefficient.Estimate);
            writer.WriteNumber("se", coefficient.StandardError);
            writer.WriteNumber("lower", coefficient.Lower);
            writer.WriteNumber("upper", coefficient.Upper);
            writer.Number("p", coefficient.PValue);
        });
        json.WriteNumber("tau2", regression.TauSquared);
        if (regression.TauSquaredStandardError is { } error) json.Number("seTau2", error);
        json.Number("logLikelihood", regression.LogLikelihood);
        json.Number("restrictedLogLikelihood", regression.RestrictedLogLikelihood);
        json.Number("i2", regression.ISquared);
        json.Number("explained", regression.Explained);
        Q(json, "residual", regression.Residual);
        Q(json, "moderators", regression.Moderators);
        json.WriteEndObject();
    }

    private static void Absolute(Utf8JsonWriter json, (string Treatment, AbsoluteComparison Absolute) row)
    {
        json.WriteString("treatment", row.Treatment);
        json.WriteNumber("baselineRisk", row.Absolute.Baseline.Risk);
        json.Proportion("risk", row.Absolute.TreatmentRisk);
        json.Proportion("difference", row.Absolute.Difference);
        json.WriteString("numberNeededToTreat", row.Absolute.NumberNeeded.ToString());
    }

    private static void Source(Utf8JsonWriter json, string name, SourceEstimate? source)
    {
        if (source is not { } known)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("estimate", known.Estimate);
        json.WriteNumber("se", known.StandardError);
        json.WriteEndObject();
    }

    private static void Q(Utf8JsonWriter json, string name, QStatistic? statistic)
    {
        if (statistic is not { } q)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("q", q.Q);
        json.WriteNumber("df", q.DegreesOfFreedom);
        json.Number("p", q.PValue);
        json.WriteEndObject();
    }

    private static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
