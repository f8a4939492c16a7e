using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Wording;

/// <summary>Reasons as sentences with the facts and sources that they rest on.</summary>
public static class ReasonText
{
    private const int FactsShown = 3;
    private const int SourcesShown = 2;

    // A sentence shorter than this («Ciclosporin is nephrotoxic.») tells too little alone.
    private const int Telling = 35;

    /// <summary>The reasons of an option: the one that decides its standing, then those that rest on facts of the record, notes last.</summary>
    public static ImmutableArray<Reason> InOrder(Option option)
    {
        List<Reason> ordered = [.. option.Reasons
            .OrderBy(reason => reason.Verdict == Verdict.Note).ThenBy(reason => !RestsOnRecord(reason)).ThenBy(reason => reason.Verdict)];
        Verdict? decisive = option.Standing switch
        {
            Standing.Contraindicated => Verdict.Contraindicated,
            Standing.NotAdvised or Standing.Unavailable => Verdict.NotAdvised,
            Standing.Caution => Verdict.Caution,
            _ => null,
        };
        int first = ordered.FindIndex(reason => reason.Verdict == decisive);
        if (first > 0)
        {
            Reason reason = ordered[first];
            ordered.RemoveAt(first);
            ordered.Insert(0, reason);
        }

        return [.. ordered];
    }

    /// <summary>The same, without what another reason says by itself: that a pregnancy is not excluded, where she is pregnant.</summary>
    public static ImmutableArray<Reason> Told(Option option)
    {
        ImmutableArray<Reason> all = InOrder(option);
        return [.. all.Where(reason => !all.Any(other => !ReferenceEquals(other, reason) && IsToldBy(reason, other)))];
    }

    /// <summary>The one rests on it that something is not excluded, the other, as grave, on nothing but that it is there.</summary>
    private static bool IsToldBy(Reason reason, Reason other) =>
        reason is { Limit: null, Until: null } && reason.Verdict == other.Verdict && !other.Facts.IsEmpty
        && reason.Facts.Any(fact => fact is { Truth: Truth.False, Definition.Is: AndExpr exclusion } && other.Facts.All(there => there.Truth == Truth.True && Excludes(exclusion, there.Name)));

    private static bool Excludes(AndExpr exclusion, string fact) => exclusion.Parts.Any(part => part is NotExpr { Part: FlagExpr flag } && flag.Fact.Name == fact);

    /// <summary>A fact of the record, not an assumption, made it fire.</summary>
    public static bool RestsOnRecord(Reason reason) => reason.Facts.Any(IsOnRecord);

    /// <summary>The reason with limit, end, facts and sources.</summary>
    public static string Sentence(Reason reason, Option option, string region)
    {
        string text = Stop(reason.Text);
        if (reason.Limit is { } limit && StandingText.Of(limit) is { Length: > 0 } words) text += " " + Texts.Of("limit", words);
        if (reason.Until is { } until) text += " " + Texts.Of("until", DateSpan.Iso(until));
        return text + Facts(reason.Facts, option.Agent.ConditionOf(reason.Rule)) + Sources(reason.Sources, reason.Recalled, Elsewhere(reason.Regions, region));
    }

    /// <summary>The deciding facts in square brackets, those of the record first.</summary>
    public static string Facts(IEnumerable<Fact> facts, Expr? condition)
    {
        Fact[] all = [.. facts];
        Fact[] recorded = [.. all.Where(fact => IsOnRecord(fact) && (fact.State == FactState.Known || fact.Definition.Is is null))];
        if (recorded.Length == 0) recorded = [.. all.Where(IsOnRecord)];
        Fact[] shown = [.. (recorded.Length > 0 ? recorded : all.Where(fact => !fact.Value.IsUnknown))
            .Where(fact => fact.Definition.Name != "TriedBefore").DistinctBy(fact => fact.Name, StringComparer.Ordinal).Take(FactsShown)];
        return shown.Length == 0 ? "" : $" [{string.Join("; ", shown.Select(fact => FactText.Of(fact, Members(condition, fact.Definition))))}]";
    }

    /// <summary>The sources in round brackets.</summary>
    public static string Sources(ImmutableArray<SourceReference> sources, bool recalled, string? region = null)
    {
        List<string> parts = [.. sources.Take(SourcesShown).Select(reference => reference.At is { } at ? $"{reference.Source.Id}#{at}" : reference.Source.Id)];
        if (sources.Length > SourcesShown) parts.Add("+" + FactText.Count(sources.Length - SourcesShown));
        if (region is not null) parts.Add(region);
        if (recalled) parts.Add(Texts.Of("not-verified"));
        return parts.Count == 0 ? "" : $" ({string.Join(", ", parts)})";
    }

    /// <summary>The regions that say it, where the reader's is not among them.</summary>
    public static string? Elsewhere(ImmutableArray<string> regions, string region) =>
        regions.IsEmpty || regions.Contains(region, StringComparer.Ordinal) ? null : Texts.Of("elsewhere-sources", string.Join("/", regions));

    /// <summary>A text that begins as a sentence does.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>A text that ends as a sentence does.</summary>
    public static string Stop(string text)
    {
        text = text.TrimEnd();
        return text.Length == 0 || text[^1] is '.' or '!' or '?' or ':' ? text : text + ".";
    }

    /// <summary>A text as a sentence of its own.</summary>
    public static string Sentence(string text) => Capital(Stop(text));

    /// <summary>The first sentence of a text that says something, cut at a word where it is long.</summary>
    [SuppressMessage("Naming", "CA1720", Justification = "The adjective, not the type.")]
    public static string Short(string text, int letters)
    {
        text = First(text);
        if (text.Length <= letters) return text;
        int cut = text.LastIndexOf(' ', letters - 1);
        return text[..(cut > 0 ? cut : letters - 1)].TrimEnd(',', ';', ':', '.', ' ') + " …";
    }

    /// <summary>The first sentence of a text that says something, whole.</summary>
    public static string First(string text) => text[..EndOfSentence(text, Telling)];

    /// <summary>As many whole sentences of a text as fit, the first however long it is.</summary>
    public static string Whole(string text, int letters)
    {
        int end = EndOfSentence(text, Telling);
        while (end < text.Length && EndOfSentence(text, end) is var next && next <= letters) end = next;
        return text[..end];
    }

    /// <summary>As many whole sentences of a text as fit; what to do often stands in the second.</summary>
    public static string Brief(string text, int letters) => Whole(text, letters) is var whole && whole.Length <= letters ? whole : Short(text, letters);

    /// <summary>The end of the first sentence that ends after so many letters; the point of an abbreviation («S. aureus», «spp. and») ends none.</summary>
    private static int EndOfSentence(string text, int from)
    {
        for (int at = text.IndexOf(". ", Math.Min(from, text.Length), StringComparison.Ordinal); at > 0; at = text.IndexOf(". ", at + 1, StringComparison.Ordinal))
        {
            bool initial = at == 1 || !char.IsLetterOrDigit(text[at - 2]);
            if (!(initial && char.IsLetter(text[at - 1])) && !(at + 2 < text.Length && char.IsLower(text[at + 2]))) return at + 1;
        }

        return text.Length;
    }

    private static bool IsOnRecord(Fact fact) =>
        fact.State is not FactState.Assumed && !fact.Value.IsUnknown && (fact.State == FactState.Known || fact.Evidence.Length > 0);

    /// <summary>The members of a set that a condition asks for, itself or through the facts it names.</summary>
    public static ImmutableHashSet<string> Members(Expr? condition, FactDefinition fact)
    {
        ImmutableHashSet<string>.Builder members = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        if (fact.Type == FactType.Set && condition is not null) Collect(condition, fact, members, []);
        return members.ToImmutable();
    }

    private static void Collect(Expr condition, FactDefinition fact, ImmutableHashSet<string>.Builder members, HashSet<string> seen)
    {
        foreach (Expr leaf in condition.Leaves())
        {
            if (leaf is InExpr member && member.Fact == fact) members.UnionWith(member.Members);
            else if (leaf is FlagExpr { Fact.Is: { } formula } flag && seen.Add(flag.Fact.Name)) Collect(formula, fact, members, seen);
        }
    }
}
