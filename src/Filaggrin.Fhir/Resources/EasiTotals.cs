using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Scores;

namespace Filaggrin.Fhir.Resources;

/// <summary>Computes the EASI from its items by the weights for the age on the day of the examination.</summary>
internal static class EasiTotals
{
    private const int WeightsChangeAt = 8;

    /// <summary>The finding, and what is to be said when it cannot be computed.</summary>
    public static (Finding Finding, NotUnderstood? Remark) Compute(EasiExamination examination, DateSpan? birth, FactDefinition fact)
    {
        Finding finding = new(fact, null, FindingStatus.Present, examination.Time.Start, null, examination.Time.Known, examination.Source) { Via = "component" };
        string? why = examination.Time.IsUnreadable ? Texts.Of("read-date") : null;
        if (why is null && Regions(examination, out why) is [var head, var trunk, var upper, var lower])
        {
            decimal Points(decimal age) => Easi.Compute(age, head, trunk, upper, lower).Value!.Value;
            bool? child = IsChild(birth, examination.Time.Start);
            decimal young = Points(WeightsChangeAt - 1), old = Points(WeightsChangeAt);
            Interval total = child switch
            {
                true => Interval.Exactly(young),
                false => Interval.Exactly(old),
                null => Interval.Closed(Math.Min(young, old), Math.Max(young, old)),
            };
            return (finding with { Value = new NumberValue(total) }, null);
        }

        return (finding with { Why = why }, new(examination.Source, "EASI", why!));
    }

    // Null: the eighth birthday lies within what is not known of birth or examination.
    private static bool? IsChild(DateSpan? birth, DateSpan? day)
    {
        if (birth is not { } born || day is not { } examined) return null;
        if (examined.Last < born.First.AddYears(WeightsChangeAt)) return true;
        return examined.First >= born.Last.AddYears(WeightsChangeAt) ? false : null;
    }

    private static EasiRegion[]? Regions(EasiExamination examination, out string? why)
    {
        EasiRegion[] regions = new EasiRegion[EasiExamination.Regions];
        for (int region = 0; region < regions.Length; region++)
        {
            int first = region * EasiExamination.Items;
            decimal?[] values = [.. examination.Values.AsSpan(first, EasiExamination.Items)];
            if (values[0] == 0m) values = [.. values.Select(value => value ?? 0m)]; // nothing is graded where no skin is affected
            int missing = Array.IndexOf(values, null);
            if (missing >= 0)
            {
                why = Texts.Of("read-easi-missing", EasiItems.Name(first + missing));
                return null;
            }

            try
            {
                regions[region] = new(values[0]!.Value, values[1]!.Value, values[2]!.Value, values[3]!.Value, values[4]!.Value);
            }
            catch (ArgumentOutOfRangeException)
            {
                why = Texts.Of("read-easi-impossible", EasiItems.Name(first).Replace(" extent", "", StringComparison.Ordinal));
                return null;
            }
        }

        why = null;
        return regions;
    }
}
