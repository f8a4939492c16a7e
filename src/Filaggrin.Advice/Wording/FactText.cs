using System.Globalization;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Wording;

/// <summary>Facts in words: their names, values and dates as a clinician would write them.</summary>
public static class FactText
{
    /// <summary>A blank at which no line breaks.</summary>
    public const char Glue = '\u00A0';

    /// <summary>A number with its unit, kept on one line.</summary>
    public static string Amount(decimal value, string? unit) => WithUnit(FactWords.Number(value), unit);

    /// <summary>The value of a fact: yes, no, a number with its unit, an answer, or the members that count.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="members">The members of a set that matter; empty: all.</param>
    public static string Value(Fact fact, IReadOnlyCollection<string> members)
    {
        switch (fact.Value)
        {
            case NumberValue { Interval: { IsAny: false } interval }:
                if (fact.Name == "Age") return Texts.Of("age-years", Age(interval));
                string number = (interval.Low, interval.High) switch
                {
                    (null, { } high) => (interval.HighOpen ? "<" : "≤") + Glue + FactWords.Number(high),
                    ({ } low, null) => (interval.LowOpen ? ">" : "≥") + Glue + FactWords.Number(low),
                    ({ } low, { } high) when low == high => FactWords.Number(low),
                    _ => Texts.Of("range", FactWords.Number(interval.Low!.Value), FactWords.Number(interval.High!.Value)),
                };
                return WithUnit(number, fact.Definition.Unit);
            case SetValue { IsUnknown: false } set:
                string[] named = [.. set.Present.Where(member => members.Count == 0 || members.Contains(member, StringComparer.Ordinal))];
                if (named.Length == 0) named = [.. set.Possible.Where(member => members.Count == 0 || members.Contains(member, StringComparer.Ordinal)).Select(member => Texts.Of("member-uncertain", member))];
                return named.Length == 0 ? Texts.Of("no-member") : named.Length <= 4 ? string.Join(", ", named) : Texts.Of("and-more", string.Join(", ", named.Take(4)), named.Length - 4);
            case NotApplicableValue:
                return Texts.Of("not-applicable");
            case FlagValue or { IsUnknown: true }:
                return Texts.Word(fact.Value.ToString());
            case CodeValue code:
                return string.Join(Texts.Of("or"), code.Possible);
            default:
                return fact.Value.ToString();
        }
    }

    /// <summary>A fact with its value and its date: «eGFR 23 mL/min/1.73 m², 2026-04-02».</summary>
    public static string Of(Fact fact, IReadOnlyCollection<string>? members = null)
    {
        IReadOnlyCollection<string> named = members ?? [];
        bool isNumber = fact.Value is NumberValue { IsUnknown: false };
        string value = Value(fact, named);
        Evidence? evidence = fact.Evidence.FirstOrDefault(one => named.Any(member => one.Value?.Contains(member, StringComparison.Ordinal) == true)) ?? fact.Evidence.FirstOrDefault();
        string text = $"{FactWords.Name(fact.Name)}{(isNumber ? "" : ":")}{(isNumber ? Glue : ' ')}{value}";
        if (fact.State == FactState.Assumed) return Texts.Of("fact-assumed", text);
        return fact.Name is "Age" or "Sex" || evidence?.Date is not { } date ? text : $"{text}, {date}";
    }

    /// <summary>Completed years, or the span of them where the birth date is not known to the day; months below two years.</summary>
    public static string Age(Interval age)
    {
        if (age.Low is not { } low || age.High is not { } high) return Texts.Of("unknown-age");
        int from = (int)decimal.Truncate(low), to = (int)decimal.Truncate(high);
        return from == to ? Count(from) : Texts.Of("range", from, to);
    }

    /// <summary>A count.</summary>
    public static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string WithUnit(string number, string? unit) => FactWords.Unit(unit) is { Length: > 0 } plain ? number + Glue + plain.Replace(' ', Glue) : number;
}
