using System.Collections.Immutable;
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

    private static ImmutableArray<(DateOnly Day, decimal Value)> Course(IReadOnlyList<Finding> findings, DateOnly asOf) =>
    [
        .. from finding in findings
           where finding.Status == FindingStatus.Present && (finding.Known ?? finding.When?.First) <= asOf
           let value = (finding.Value as NumberValue)?.Interval.Exact
           where value is not null && finding.When is { } day && day.First == day.Last && day.First <= asOf
           group value.Value by finding.When!.Value.First into day
           orderby day.Key
           select (day.Key, day.Max()),
    ];
}
