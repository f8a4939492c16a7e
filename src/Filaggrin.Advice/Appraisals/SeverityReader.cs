using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Scores;

namespace Filaggrin.Advice.Appraisals;

/// <summary>The newest score of every instrument with its band, and the measured extent by region; older ones are marked, not dropped.</summary>
internal static class SeverityReader
{
    private static readonly (string Fact, string Instrument)[] Scores =
    [
        ("EASI", "EASI"), ("SCORAD", "SCORAD"), ("ObjectiveSCORAD", "objective SCORAD"), ("IGA", "IGA"), ("BSA", "BSA"), ("PPNRS", "PP-NRS"), ("DLQI", "DLQI"),
        ("CDLQI", "CDLQI"), ("POEM", "POEM"),
        ("EczemaExtentHeadNeck", SeverityEntry.Extent + "head-neck"), ("EczemaExtentTrunk", SeverityEntry.Extent + "trunk"),
        ("EczemaExtentUpperExtremities", SeverityEntry.Extent + "upper-limbs"), ("EczemaExtentLowerExtremities", SeverityEntry.Extent + "lower-limbs"),
    ];

    public static ImmutableArray<SeverityEntry> Read(PatientSheet patient)
    {
        FactSheet sheet = patient.Facts;
        ImmutableArray<SeverityEntry>.Builder entries = ImmutableArray.CreateBuilder<SeverityEntry>();
        foreach ((string name, string instrument) in Scores)
        {
            if (sheet.Dictionary.Find(name) is not { } definition) continue;
            Fact fact = sheet[definition];
            decimal? value = (fact.Value as NumberValue)?.Interval.Exact;
            FactOrigin? evidence = fact.Evidence.FirstOrDefault();
            if (value is null && fact is { State: FactState.OutOfDate, Evidence: [var old, ..] }
                && patient.EntriesOf(definition).FirstOrDefault(finding => finding.Source == old.Source)?.Value is NumberValue past)
            {
                value = past.Interval.Exact;
            }

            if (value is { } total && evidence is not null)
                entries.Add(new(instrument, total, definition.Unit ?? "{score}", Instruments.BandOf(instrument, total), evidence, fact.State == FactState.OutOfDate) { Earlier = Course(patient.EntriesOf(definition), patient.AsOf) });
        }

        return entries.ToImmutable();
    }

    // Of several of one day the highest.
    private static ImmutableArray<(DateOnly Day, decimal Value)> Course(IReadOnlyList<Finding> findings, DateOnly asOf)
    {
        SortedList<DateOnly, decimal> course = [];
        foreach (Finding finding in findings)
        {
            if (finding is not { Status: FindingStatus.Present, Value: NumberValue { Interval.Exact: { } value }, When: { } when } || when.First != when.Last || when.First > asOf || finding.Known > asOf) continue;
            course[when.First] = course.TryGetValue(when.First, out decimal other) ? Math.Max(other, value) : value;
        }

        (DateOnly, decimal)[] days = new (DateOnly, decimal)[course.Count];
        for (int i = 0; i < days.Length; i++) days[i] = (course.GetKeyAtIndex(i), course.GetValueAtIndex(i));
        return ImmutableCollectionsMarshal.AsImmutableArray(days);
    }
}
