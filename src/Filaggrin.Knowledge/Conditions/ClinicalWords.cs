using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Conditions;

/// <summary>Conditions in the words of a clinician: <c>Age &gt;= 12 'a' and Age &lt; 18 'a'</c> is «12 to 17 years».</summary>
/// <remarks>Two conditions that mean different things never have the same words; brackets stand only where «and» and «or» would otherwise mix.</remarks>
public static partial class ClinicalWords
{
    private const int MembersShown = 4;
    private const string Alternatives = "or";
    private static readonly ImmutableArray<string> Plurals = ["ors", "ers", "ives"];

    /// <summary>A condition in words.</summary>
    public static string Of(Expr condition) => Write(condition, isPart: false);

    /// <summary>A number with its unit, as conditions print it: «30 mL/min/1.73 m²», «1 year».</summary>
    public static string Amount(decimal value, string? unit) => ComparisonWords.Exact(value) + ComparisonWords.Unit(value, unit);

    /// <summary>A schedule with its times spelled out: «every 2 weeks for 12 weeks».</summary>
    public static string Schedule(string schedule) => Times().Replace(
        schedule, match => Amount(decimal.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture), match.Groups["unit"].Value));

    /// <summary>Names with «or» before the last.</summary>
    public static string Either(IReadOnlyList<string> names) => Listed(names, Alternatives);

    private static string Write(Expr condition, bool isPart) => condition switch
    {
        AndExpr and => Joined([.. ComparisonWords.Merge(and.Conjuncts()).Select(part => part.Words ?? Write(part.Condition, isPart: true))], "and", isPart),
        OrExpr or => Joined([.. or.Disjuncts().Select(part => Write(part, isPart: true))], Alternatives, isPart),
        XorExpr xor => Bracketed($"either {Write(xor.Left, isPart: true)} or {Write(xor.Right, isPart: true)} but not both", isPart),
        NotExpr not => Contrary(not.Part, isPart),
        FlagExpr flag => FactWords.Yes(flag.Fact),
        CompareExpr compare => ComparisonWords.Of(compare),
        InExpr member => Membership(member, holds: true, isPart),
        IsNullExpr isNull => $"{(isNull.Negated ? "known" : "not known")}{(isNull.Fact.Type == FactType.Flag ? " whether " : ": ")}{Subject(isNull.Fact)}",
        _ => condition.Text,
    };

    private static string Contrary(Expr part, bool isPart) => part switch
    {
        NotExpr not => Write(not.Part, isPart),
        FlagExpr flag => FactWords.No(flag.Fact),
        CompareExpr compare => ComparisonWords.Of(compare with { Operator = compare.Operator.Contrary() }),
        InExpr member => Membership(member, holds: false, isPart),
        IsNullExpr isNull => Write(isNull with { Negated = !isNull.Negated }, isPart),
        _ => $"not ({Write(part, isPart: false)})",
    };

    private static string Membership(InExpr member, bool holds, bool isPart)
    {
        string lead = holds || member.Fact.Type == FactType.Code ? FactWords.Yes(member.Fact) : FactWords.No(member.Fact);
        string denial = !holds && member.Fact.Type == FactType.Code ? " not" : "";
        if (member.Group is { } group) return $"{lead}{denial} {OneOf(group)} ({Some(member.Members)})";
        string names = Either(member.Members);
        return $"{lead}{denial} {(member.Members.Length > 1 && (isPart || denial.Length > 0) ? $"({names})" : names)}";
    }

    // A group is named after its members in the plural: StrongCYP3A4Inhibitors is «a strong CYP3A4 inhibitor».
    private static string OneOf(string group)
    {
        string name = FactWords.Name(group);
        if (!Plurals.Any(plural => name.EndsWith(plural, StringComparison.Ordinal))) return $"a medicine of the group {name}";
        return (name[0] is 'a' or 'e' or 'i' or 'o' ? "an " : "a ") + name[..^1];
    }

    private static string Some(ImmutableArray<string> members) => members.Length <= MembersShown + 1
        ? string.Join(", ", members)
        : string.Join(", ", members.Take(MembersShown)) + string.Create(CultureInfo.InvariantCulture, $" and {members.Length - MembersShown} more");

    private static string Subject(FactDefinition fact) => fact.Type == FactType.Set ? FactWords.Name(fact.Name) : FactWords.Yes(fact);

    private static string Joined(string[] parts, string word, bool isPart) => parts.Length == 1 ? parts[0] : Bracketed(Listed(parts, word), isPart);

    private static string Listed(IReadOnlyList<string> parts, string word) =>
        parts.Count == 1 ? parts[0] : $"{string.Join(", ", parts.Take(parts.Count - 1))} {word} {parts[^1]}";

    private static string Bracketed(string text, bool isPart) => isPart ? $"({text})" : text;

    // «3 a day» is no three years.
    [GeneratedRegex(@"\b(?<count>\d+(\.\d+)?) (?<unit>a|mo|wk|d)\b(?! (day|week|month|year)\b)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Times();
}
