using System.Collections.Immutable;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Cli.Output;

/// <summary>What was assumed, in words.</summary>
internal static class AssumedText
{
    /// <summary>Everything in one paragraph; of a long list as many as asked for, those first that most options rest on.</summary>
    public static string Of(Appraisal appraisal, int most)
    {
        string[] names = [.. Names(Facts(appraisal))];
        string absent = names.Length == 0 ? "" : Texts.Of("assumed-absent", Listed(names, most));
        return string.Join(" ", new[] { Taken(appraisal, most), absent }.Where(text => text.Length > 0));
    }

    /// <summary>What was taken to be so for want of a list or of a newer order.</summary>
    public static string Taken(Appraisal appraisal, int most) =>
        string.Join(" ", appraisal.Assumptions.Append(Ended(appraisal.AssumedEnded, most)).Where(text => text.Length > 0));

    /// <summary>What was taken to be absent, by the list that would name it; what no list names comes last.</summary>
    public static IEnumerable<(RecordList List, string Names)> Absent(Appraisal appraisal) => Facts(appraisal)
        .GroupBy(fact => fact.List).OrderBy(group => group.Key == RecordList.None).ThenBy(group => group.Key)
        .Select(group => (group.Key, string.Join(", ", Names(group))));

    private static IEnumerable<FactDefinition> Facts(Appraisal appraisal) => appraisal.Options
        .Where(option => option.Agent.RulesWritten).SelectMany(option => option.Assumed)
        .GroupBy(fact => fact.Name, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => group.First());

    private static IEnumerable<string> Names(IEnumerable<FactDefinition> facts) => facts.Select(FactText.Absent).Distinct(StringComparer.Ordinal);

    private static string Ended(ImmutableArray<EndedOrder> orders, int most) => orders.IsEmpty ? "" : Texts.Of(
        "assumed-ended", Listed([.. orders.Select(order => order.Medicine + (order.Date is { } day ? $" ({DateSpan.Iso(day)})" : ""))], most));

    private static string Listed(string[] names, int most) =>
        names.Length > most ? Texts.Of("and-more", string.Join(", ", names.Take(most)), names.Length - most) : string.Join(", ", names);
}
