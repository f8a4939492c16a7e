using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge.Agents;

namespace Filaggrin.Advice.Appraisals;

/// <summary>Orders options: by standing, best first, and within a standing by the reader's criterion. Never by a point estimate.</summary>
internal static class OptionRanking
{
    private static readonly string[] Grades = ["strong-for", "conditional-for", "none", "conditional-against", "strong-against"];

    public static ImmutableArray<Option> Order(Option[] options, AppraisalRequest request)
    {
        (int Standing, bool Rare, int Place, string Id)[] keys = Array.ConvertAll(options, option => (-(int)option.Standing, !option.Agent.OrdinaryUse, Place(option, request), option.Agent.Id));
        Array.Sort(keys, options, Comparer<(int Standing, bool Rare, int Place, string Id)>.Create(static (one, other) =>
            one.Standing != other.Standing ? one.Standing.CompareTo(other.Standing)
            : one.Rare != other.Rare ? one.Rare.CompareTo(other.Rare)
            : one.Place != other.Place ? one.Place.CompareTo(other.Place)
            : string.CompareOrdinal(one.Id, other.Id)));
        return ImmutableCollectionsMarshal.AsImmutableArray(options);
    }

    /// <summary>What guidelines grade, those of the region first, then for any region, the EU, the UK and the US; of each the newest first.</summary>
    public static IEnumerable<EvidenceItem> Graded(Option option, string region) => option.Evidence.Where(item => item.Grade != "none")
        .OrderBy(item => RegionChoice.Distance(item, region)).ThenByDescending(item => item.Year);

    /// <summary>The grade that leads.</summary>
    public static string GradeOf(Option option, string region)
    {
        EvidenceItem? leading = null;
        int least = int.MaxValue;
        foreach (EvidenceItem item in option.Evidence)
        {
            if (item.Grade == "none") continue;
            int distance = RegionChoice.Distance(item, region);
            if (distance < least || (distance == least && item.Year > leading!.Year)) (leading, least) = (item, distance);
        }

        return leading?.Grade ?? "none";
    }

    private static int Place(Option option, AppraisalRequest request) => request.Order switch
    {
        OptionOrder.Evidence => Grade(option, request.Region),
        OptionOrder.Onset => Onset(option, request.Region),
        OptionOrder.Monitoring => option.Plan.Tests.Length,
        _ => 0,
    };

    private static int Grade(Option option, string region) => Array.IndexOf(Grades, GradeOf(option, region));

    private static int Onset(Option option, string region) => RegionChoice.For(option.Agent.Onset, region)
        .Select(item => item.From ?? item.To ?? item.Duration).OfType<Knowledge.Facts.Span>()
        .Select(span => span.After(DateOnly.MinValue).DayNumber).DefaultIfEmpty(int.MaxValue).Min();
}
