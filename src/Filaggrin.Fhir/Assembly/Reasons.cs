using System.Collections.Immutable;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Assembly;

/// <summary>What a visit, an operation or a medicine was for beside what the record itself says of it: most visits repeat a diagnosis.</summary>
internal static class Reasons
{
    // What a visit of long ago was for is not what is so today, unless the record says so itself.
    private static readonly Span Lasts = new(12, "mo");

    /// <summary>Drops the doubts of reasons that a diagnosis, a result or an answer settles: one that ran on that day, or is of that day or later. Those that stay last a year where they speak of the present.</summary>
    public static void DropTold(List<Finding> findings)
    {
        Dictionary<FactDefinition, FactDefinition[]> measures = [];
        foreach (Finding finding in findings)
        {
            if (finding.IsReason && !measures.ContainsKey(finding.Fact)) measures.Add(finding.Fact, MeasuredBy(finding.Fact));
        }

        if (measures.Count == 0) return;
        HashSet<FactDefinition> bearing = [.. measures.Keys, .. measures.Values.SelectMany(parts => parts)];
        ILookup<FactDefinition, Finding> told = findings.Where(finding => bearing.Contains(finding.Fact) && !finding.IsReason).ToLookup(finding => finding.Fact);
        findings.RemoveAll(finding => finding.IsReason && IsTold(finding, measures[finding.Fact], told));
        for (int i = 0; i < findings.Count; i++)
        {
            if (findings[i].IsReason && findings[i].Fact.Reads.Kind == ReadsKind.Now) findings[i] = findings[i] with { Holds = Lasts };
        }
    }

    private static bool IsTold(Finding reason, FactDefinition[] measures, ILookup<FactDefinition, Finding> told) =>
        told[reason.Fact].Any(other => Settles(other, reason)) || Array.Exists(measures, part => told[part].Any(result => IsMeasuredSince(result, reason)));

    // What a fact is by definition, or what denies it: under treatment a normal blood pressure denies no hypertension.
    private static FactDefinition[] MeasuredBy(FactDefinition fact) => [.. fact.Is?.Facts() ?? [], .. fact.NoWhen?.Facts() ?? []];

    // Counts of that day or later tell of neutropenia what a visit for it could.
    private static bool IsMeasuredSince(Finding result, Finding reason) =>
        result is { Fact.Type: FactType.Number or FactType.Code, Value: not null, Status: FindingStatus.Present, When: { } when } && reason.When is { } day && when.First >= day.First;

    private static bool Settles(Finding told, Finding reason)
    {
        if (told.Fact.Type == FactType.Set && !Members(told.Value).IsSupersetOf(Members(reason.Value))) return false;
        if (reason.When is not { } day || told.When is not { } when) return false;
        if (when.First >= day.First) return true;
        // A pregnancy that nobody ended is not the one of a visit years later.
        return when.First <= day.Last && (told.End is { } end ? end.Last >= day.First : told.Status == FindingStatus.Present && told.Fact.Holds.Yes is null);
    }

    private static ImmutableSortedSet<string> Members(FactValue? value) => value is SetValue set ? [.. set.Present, .. set.Possible] : [];
}
