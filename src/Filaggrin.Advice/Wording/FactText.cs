using System.Globalization;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Wording;

/// <summary>Facts in words: their names, values and dates as a clinician would write them.</summary>
public static class FactText
{
    private const decimal ToddlerYears = 2m;
    private const decimal MonthsOfYear = 12m;
    private const int Twelfths = 6;

    /// <summary>A blank at which no line breaks.</summary>
    public const char Glue = '\u00A0';

    /// <summary>A number with its unit, kept on one line.</summary>
    public static string Amount(decimal value, string? unit) => WithUnit(FactWords.Number(value), unit);

    /// <summary>A dose as it was ordered, with the rate that is reckoned with: «300 mg every 2 weeks (150 mg a week)».</summary>
    public static string Amount(Records.Dose dose) => dose.AsOrdered is { } ordered
        ? Texts.Of("dose-as-ordered", Amount(ordered.Amount, ordered.Unit), Texts.Counted("every-" + ordered.Every.Unit, ordered.Every.Amount), Amount(dose.Amount, dose.Unit))
        : Amount(dose.Amount, dose.Unit);

    /// <summary>The value of a fact: yes, no, a number with its unit, an answer, or the members that count.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="members">The members of a set that matter; empty: all.</param>
    public static string Value(Fact fact, IReadOnlyCollection<string> members)
    {
        switch (fact.Value)
        {
            case NumberValue { Interval: { IsAny: false } interval }:
                if (fact.Name == "Age") return AgeWithUnit(interval);
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
        FactOrigin? evidence = fact.Evidence.FirstOrDefault(one => named.Any(member => one.Value?.Contains(member, StringComparison.Ordinal) == true)) ?? fact.Evidence.FirstOrDefault();
        string text = $"{FactWords.Name(fact.Name)}{(isNumber ? "" : ":")}{(isNumber ? Glue : ' ')}{value}";
        if (fact.Name == "CurrentMedicineClass" && evidence?.Value is { } told && told.IndexOf('(', StringComparison.Ordinal) is > 0 and var at) text += " " + told[at..];
        if (fact.State == FactState.Assumed) return Texts.Of("fact-assumed", text);
        return fact.Name is "Age" or "Sex" || evidence?.Date is not { } date ? text : $"{text}, {date}";
    }

    /// <summary>A fact that is taken to be absent, in a list of such: a time since an event by the event, a set by what its members are.</summary>
    public static string Absent(FactDefinition fact) => fact.Type switch
    {
        FactType.Set when fact.Text.Length > 0 => PlanText.Lower(fact.Text.Split(';')[0].TrimEnd('.')),
        FactType.Number when Event(fact.Name) is { } name => FactWords.Name(name),
        FactType.Date => FactWords.Name(fact.Name),
        _ => FactWords.Yes(fact),
    };

    /// <summary>An age in years, below two years in months: «7 years», «5 months».</summary>
    public static string AgeWithUnit(Interval age) => Months(age) ?? Texts.Of("age-years", Age(age));

    /// <summary>An age below two years in completed months; null from two years on. A twelfth of a year is no finite decimal, so it is rounded before it is cut.</summary>
    public static string? Months(Interval age)
    {
        if (age is not { Low: { } low, High: { } high } || high >= ToddlerYears) return null;
        string months = Age(Interval.Closed(decimal.Round(low * MonthsOfYear, Twelfths), decimal.Round(high * MonthsOfYear, Twelfths)));
        return Texts.Of(months == "1" ? "age-months-one" : "age-months", months);
    }

    /// <summary>The value that a fact had when it was last known, and when: «173 µmol/L, 2023-07-22»; null where no entry gives one.</summary>
    public static string? LastKnown(Fact fact) => fact.State == FactState.OutOfDate ? Told(fact) : null;

    /// <summary>What the record holds of a fact that is to be asked, and why that does not do; null where it holds nothing.</summary>
    public static string? OnFile(Fact fact) =>
        LastKnown(fact) is { } last ? Texts.Of("on-file-out-of-date", last)
        : fact.Why is not { } why ? null
        : fact.Definition.Type == FactType.Number && Told(fact) is { } told ? Texts.Of("on-file-open", told, why) : why;

    private static string? Told(Fact fact)
    {
        if (fact.Evidence is not [{ Value: { } value, Date: var date }, ..]) return null;
        string number = decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal exact) ? FactWords.Number(exact) : value;
        string text = fact.Definition.Type == FactType.Number ? WithUnit(number, fact.Definition.Unit) : Texts.Word(value);
        return date is { } day ? $"{text}, {day}" : text;
    }

    /// <summary>Completed years, or the span of them where the birth date is not known to the day.</summary>
    public static string Age(Interval age)
    {
        if (age.Low is not { } low || age.High is not { } high) return Texts.Of("unknown-age");
        int from = (int)decimal.Truncate(low), to = (int)decimal.Truncate(high);
        return from == to ? Count(from) : Texts.Of("range", from, to);
    }

    /// <summary>A count.</summary>
    public static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Event(string name)
    {
        foreach (string lead in (ReadOnlySpan<string>)["DaysSince", "MonthsSince", "DaysTo"])
        {
            if (name.StartsWith(lead, StringComparison.Ordinal)) return name[lead.Length..];
        }

        return null;
    }

    private static string WithUnit(string number, string? unit) => FactWords.Unit(unit) is { Length: > 0 } plain ? number + Glue + plain.Replace(' ', Glue) : number;
}
