using System.Collections.Immutable;
using System.Globalization;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Appraisals.Keys;

/// <summary>Changes and ways in words.</summary>
internal static class KeyText
{
    private const int WaysTold = 2;
    private const int NamesTold = 3;

    /// <summary>The change with its words.</summary>
    /// <param name="change">The change.</param>
    /// <param name="onTwoDays">A single reading would not do.</param>
    public static Change Written(Change change, bool onTwoDays) => change with { Text = Phrase(change) + (onTwoDays ? " on two days" : "") };

    /// <summary>The ways as one line: «opens …; or …».</summary>
    public static string Opens(ImmutableArray<Way> ways)
    {
        string more = ways.Length > WaysTold ? $"; {Number(ways.Length - WaysTold)} more {(ways.Length == WaysTold + 1 ? "way" : "ways")}" : "";
        return $"opens {string.Join("; or ", ways.Take(WaysTold).Select(Told))}{more}";
    }

    /// <summary>What never changes, as one line.</summary>
    public static string Stays(IEnumerable<string> what) => $"stays closed: {Joined([.. what.Distinct(StringComparer.Ordinal)], "and")}";

    /// <summary>A fact that never changes, by name and value.</summary>
    public static string Lasting(Change change) => change.From switch
    {
        FlagValue { Truth: Truth.True } or SetValue => FactWords.Name(change.Fact.Name),
        NumberValue number => Amount($"{FactWords.Name(change.Fact.Name)} {number.Interval switch { { Exact: { } exact } => Number(exact), var interval => interval.ToString() }}", change.Fact),
        var value => $"{FactWords.Name(change.Fact.Name)} {value}",
    };

    private static string Told(Way way)
    {
        string changes = Joined([.. way.Changes.Select(change => change.Text)], "and");
        if (way.Standing != Standing.NeedsInformation) return changes;
        string[] names = [.. way.Missing.Select(fact => FactWords.Name(fact.Name))];
        return names.Length == 0 ? changes + ", then needs information"
            : $"{changes}, then needs {string.Join(", ", names.Take(NamesTold))}{(names.Length > NamesTold ? $" and {Number(names.Length - NamesTold)} more" : "")}";
    }

    private static string Phrase(Change change)
    {
        string name = FactWords.Name(change.Fact.Name);
        if (change is { When: { } day, Event: { } what })
            return what.Contains(", at the latest", StringComparison.Ordinal) ? $"by {DateSpan.Iso(day)}, {what}" : $"on {DateSpan.Iso(day)}, {what}";
        if (change.Event is { } happens) return happens;
        return change.To switch
        {
            FlagValue { Truth: Truth.True } => "with " + name,
            FlagValue => "without " + name,
            SetValue => "without " + Joined(change.Without.IsEmpty ? [.. ((SetValue)change.From).Present.Except(((SetValue)change.To).Present)] : change.Without, "and"),
            NumberValue { Interval: { Low: { } low } interval } => Amount($"with {name} {(interval.LowOpen ? "above" : "of at least")} {Number(low)}", change.Fact),
            NumberValue { Interval: { High: { } high } interval } => Amount($"with {name} {(interval.HighOpen ? "below" : "of at most")} {Number(high)}", change.Fact),
            var value => $"with {name} {value}",
        };
    }

    private static string Amount(string text, FactDefinition fact) => FactWords.Unit(fact.Unit) is { Length: > 0 } unit ? $"{text} {unit}" : text;

    private static string Joined(IReadOnlyList<string> parts, string last) =>
        parts.Count <= 1 ? string.Concat(parts) : $"{string.Join(", ", parts.Take(parts.Count - 1))} {last} {parts[^1]}";

    private static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
