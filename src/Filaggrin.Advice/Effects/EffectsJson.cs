using System.Globalization;
using System.Text.Json;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Evidence.Comparisons;
using Filaggrin.Evidence.Trials;

namespace Filaggrin.Advice.Effects;

/// <summary>Writes what the trials say of an option; estimates with three significant digits.</summary>
internal static class EffectsJson
{
    public static void Write(Utf8JsonWriter json, AgentEffects? effects)
    {
        if (effects is null)
        {
            json.WriteNull("effects");
            return;
        }

        json.WriteStartObject("effects");
        json.WriteString("outcome", effects.Outcome.Id);
        json.WriteBoolean("randomisedEvidence", effects.HasTrials || !effects.OtherTrials.IsEmpty);
        json.OptionalString("population", effects.HasTrials ? SettingWords.Word(effects.Population) : null);
        json.OptionalString("background", effects.HasTrials ? SettingWords.Word(effects.Background) : null);
        json.Array("borrowed", effects.Borrowed, (writer, what) => writer.WriteStringValue(what));
        json.Array("notComparable", effects.NotComparable, (writer, other) => writer.WriteStringValue(other));
        json.Array("estimates", effects.Estimates, Estimate);
        json.Array("otherTrials", effects.OtherTrials, (writer, trial) =>
        {
            writer.WriteStartObject();
            Named(writer, trial);
            writer.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void Estimate(Utf8JsonWriter json, EffectEstimate estimate)
    {
        json.WriteStartObject();
        json.WriteString("treatment", estimate.Treatment);
        json.WriteString("regimen", estimate.Regimen);
        json.WriteString("comparator", estimate.Comparator);
        json.WriteString("measure", estimate.Measure);
        Number(json, "estimate", estimate.Value);
        Number(json, "lower", estimate.Lower);
        Number(json, "upper", estimate.Upper);
        Number(json, "predictionLower", estimate.PredictionLower);
        Number(json, "predictionUpper", estimate.PredictionUpper);
        if (estimate.Absolute is { } absolute)
        {
            json.WriteStartObject("per100");
            Proportion(json, "treatment", absolute.TreatmentRisk);
            Proportion(json, "comparator", absolute.ComparatorRisk);
            Number(json, "placebo", 100 * absolute.Baseline.Risk);
            json.WriteString("numberNeeded", absolute.NumberNeeded.ToString());
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("per100");
        }

        json.WriteNumber("directTrials", estimate.DirectTrials);
        json.WriteNumber("patients", estimate.Patients);
        Number(json, "provisionalShare", estimate.Provisional);
        json.Array("trials", estimate.Trials, (writer, entry) =>
        {
            writer.WriteStartObject();
            Named(writer, entry.Trial);
            Number(writer, "share", entry.Share);
            writer.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void Named(Utf8JsonWriter json, Trial trial)
    {
        json.WriteString("id", trial.Id);
        json.WriteString("name", trial.Name);
        json.WriteString("reference", trial.Reference);
        json.OptionalString("registry", trial.Registry is { Length: > 0 } registry ? registry : null);
        json.OptionalString("doi", trial.Doi is { Length: > 0 } doi ? doi : null);
    }

    private static void Proportion(Utf8JsonWriter json, string name, Proportion proportion)
    {
        json.WriteStartObject(name);
        Number(json, "estimate", 100 * proportion.Estimate);
        Number(json, "lower", 100 * proportion.Lower);
        Number(json, "upper", 100 * proportion.Upper);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number) json.WriteNumber(name, decimal.Parse(number.ToString("G3", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture));
        else json.WriteNull(name);
    }
}
