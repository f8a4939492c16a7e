using System.Collections.Immutable;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Appraisals.Keys;

/// <summary>Changes and ways in words.</summary>
internal static class KeyText
{
    private const int WaysTold = 2;
    private const int NamesTold = 3;
    private static readonly Span Near = new(12, "mo");

    /// <summary>The change with its words.</summary>
    public static Change Written(Change change) => change with { Text = change.OnTwoDays ? Texts.Of("key-two-days", Phrase(change)) : Phrase(change) };

    /// <summary>The ways as one line: «opens …; or …». Who can have it sooner is not told to wait for years.</summary>
    public static string Opens(ImmutableArray<Way> ways, DateOnly asOf)
    {
        ImmutableArray<Way> soon = ways.RemoveAll(way => IsFar(way, asOf)), told = soon.IsEmpty ? ways : soon;
        string text = Texts.Of("key-opens", told.Length == 1 ? Told(told[0], asOf) : string.Join(Texts.Of("key-or"), told.Take(WaysTold).Select(way => Told(way, asOf))));
        return told.Length > WaysTold ? Texts.Counted("key-ways", told.Length - WaysTold, text) : text;
    }

    /// <summary>What never changes, as one line.</summary>
    public static string Stays(IEnumerable<string> what) => Texts.Of("key-stays", Joined([.. what.Distinct(StringComparer.Ordinal)], Texts.Of("and")));

    /// <summary>A fact that never changes, by name and value.</summary>
    public static string Lasting(Change change) => change.From switch
    {
        FlagValue { Truth: Truth.True } or SetValue => FactWords.Name(change.Fact.Name),
        NumberValue { Interval.Exact: { } exact } => Amount($"{FactWords.Name(change.Fact.Name)} {FactWords.Number(change.Fact.Name == "Age" ? decimal.Truncate(exact) : exact)}", change.Fact),
        var value => $"{FactWords.Name(change.Fact.Name)} {value}",
    };

    private static string Told(Way way, DateOnly asOf)
    {
        string changes = way.Changes is [var only] ? only.Text : ToldTogether(way);
        if (way.Standing != Standing.NeedsInformation) return changes;
        // What is asked years ahead is asked then.
        if (way.Missing.IsEmpty || IsFar(way, asOf)) return Texts.Of("key-then-unknown", changes);
        string[] names = new string[Math.Min(NamesTold, way.Missing.Length)];
        for (int i = 0; i < names.Length; i++) names[i] = FactWords.Name(way.Missing[i].Name);
        string some = string.Join(", ", names);
        return Texts.Of("key-then-known", changes, way.Missing.Length > NamesTold ? Texts.Of("and-more", some, way.Missing.Length - NamesTold) : some);
    }

    /// <summary>Several changes; of two days the later one tells both.</summary>
    private static string ToldTogether(Way way)
    {
        DateOnly? last = way.LastDay;
        string[] parts = [.. way.Changes.Where(change => change.When is null || change.When == last).Select(change => change.Text).Distinct(StringComparer.Ordinal)];
        return Joined(parts, Texts.Of(parts.Any(part => part.Contains(',', StringComparison.Ordinal)) ? "and-after-comma" : "and"));
    }

    private static bool IsFar(Way way, DateOnly asOf) => way.LastDay > Near.After(asOf);

    private static string Phrase(Change change)
    {
        string name = FactWords.Name(change.Fact.Name);
        if (change is { When: { } day, Event: { } what }) return Texts.Of(change.AtLatest ? "key-by" : "key-on", DateSpan.Iso(day), what);
        if (change.Event is { } happens) return happens;
        return change.To switch
        {
            FlagValue { Truth: Truth.True } => Texts.Of("key-with", name),
            FlagValue => Texts.Of("key-without", name),
            SetValue => Texts.Of("key-without", Joined(change.Without.IsEmpty ? [.. ((SetValue)change.From).Present.Except(((SetValue)change.To).Present)] : change.Without, Texts.Of("and"))),
            NumberValue { Interval: { Low: { } low } interval } => Amount(Texts.Of(interval.LowOpen ? "key-above" : "key-at-least", name, FactWords.Number(low)), change.Fact),
            NumberValue { Interval: { High: { } high } interval } => Amount(Texts.Of(interval.HighOpen ? "key-below" : "key-at-most", name, FactWords.Number(high)), change.Fact),
            var value => Texts.Of("key-answer", value, name),
        };
    }

    private static string Amount(string text, FactDefinition fact) => FactWords.Unit(fact.Unit) is { Length: > 0 } unit ? $"{text} {unit}" : text;

    private static string Joined(IReadOnlyList<string> parts, string last) =>
        parts.Count <= 1 ? string.Concat(parts) : $"{string.Join(", ", parts.Take(parts.Count - 1))}{last} {parts[^1]}";
}
