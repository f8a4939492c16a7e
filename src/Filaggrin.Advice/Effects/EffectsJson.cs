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
        Signs(json, effects.Signs);
        json.Array("otherTrials", effects.OtherTrials, (writer, trial) =>
        {
            writer.WriteStartObject();
            Named(writer, trial);
            writer.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void Signs(Utf8JsonWriter json, SignsEffects? signs)
    {
        if (signs is null)
        {
            json.WriteNull("signs");
            return;
        }

        json.WriteStartObject("signs");
        json.Array("comparisons", signs.Effects, (writer, effect) =>
        {
            writer.WriteStartObject();
            writer.WriteString("population", effect.Population is { } population ? SettingWords.Word(population) : "any");
            writer.WriteString("background", effect.Background is { } background ? SettingWords.Word(background) : "any");
            writer.Array("borrowed", effect.Borrowed, (inner, what) => inner.WriteStringValue(what));
            writer.WritePropertyName("estimate");
            Estimate(writer, effect.Estimate);
            writer.WriteEndObject();
        });
        json.Array("notComparable", signs.NotComparable, (writer, other) => writer.WriteStringValue(other));
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
        Interval(json, "common", estimate.Common);
        if (estimate.Informed is { } informed)
        {
            json.WriteStartObject("informed");
            json.WriteNumber("degreesOfFreedom", informed.DegreesOfFreedom);
            json.WriteString("prior", informed.Prior.Prior.Form);
            json.WriteString("source", informed.Prior.Source);
            Interval(json, "effect", informed.Effect);
            Interval(json, "prediction", informed.Prediction);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("informed");
        }

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
        if (estimate.Reported is { } reported)
        {
            json.WriteStartObject("reported");
            json.WriteNumber("from", reported.First);
            json.WriteNumber("to", reported.Last);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("reported");
        }

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

    private static void Interval(Utf8JsonWriter json, string name, EffectInterval interval)
    {
        json.WriteStartObject(name);
        Number(json, "estimate", interval.Value);
        Number(json, "lower", interval.Lower);
        Number(json, "upper", interval.Upper);
        json.WriteEndObject();
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
        if (PrintedFigure.InJson(value) is { } figure) json.WriteNumber(name, figure);
        else json.WriteNull(name);
    }
}
