using System.Globalization;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Knowledge.Units;

namespace Filaggrin.Advice.Appraisals.Keys;

/// <summary>Works out when time alone changes a fact.</summary>
internal sealed class Timing(PatientSheet patient, FactSheet sheet)
{
    /// <summary>Time moves the number the other way: nobody grows younger.</summary>
    public static bool Against(FactDefinition fact, bool up) => fact switch
    {
        { Name: "Age" or "WeeksOnTreatment" } or { Derive.Kind: "days-since" } => !up,
        { Name: "GlucocorticoidCoursesLast12Months" } or { Derive.Kind: "days-until" } => up,
        _ => false,
    };

    /// <summary>The first day on which a number has passed a bound, and the event in words.</summary>
    public (DateOnly? When, string? Event) Passes(FactDefinition fact, Interval bound)
    {
        decimal limit = bound.Low ?? bound.High!.Value;
        bool open = bound.LowOpen || bound.HighOpen;
        switch (fact)
        {
            case { Name: "Age" } when patient.Birth is { } birth:
                DateOnly birthday = birth.Last.AddMonths((int)decimal.Round(limit * 12m)).AddDays(open ? 1 : 0);
                string precision = birth.IsExact ? "" : $", at the latest: the birth date is known as {birth}";
                return (birthday, $"{(limit == decimal.Truncate(limit) ? $"the {Ordinal((int)limit)} birthday" : $"the age of {Number(limit)} years")}{precision}");
            case { Name: "WeeksOnTreatment" }:
                return (sheet[fact].Evidence is [{ Date: { } from }, ..] ? from.Last.AddDays(Days(limit, 7m, open)) : null, $"{Number(limit)} weeks after the start");
            case { Name: "GlucocorticoidCoursesLast12Months" }:
                return (patient.GlucocorticoidCoursesFallTo((int)decimal.Ceiling(limit) - (open ? 1 : 0)), fact.Changing.Ends);
            case { Derive: { Kind: "days-since", Of: [var of] } } when sheet[of].Value is DateValue { Span: { } day }:
                decimal length = UnitOfMeasure.DaysOf(fact.Unit);
                return (day.Last.AddDays(Days(limit, length, open)), $"{Number(limit)} {FactWords.Unit(fact.Unit)} after the {FactWords.Name(of)}");
            case { Derive: { Kind: "days-until", Of: [var of] } } when sheet[of].Value is DateValue { Span: { } day }:
                return (day.Last.AddDays(Days(-limit, 1m, open)), $"{Number(-limit)} days after the {FactWords.Name(of)}");
            default:
                return (null, fact.Changing.Ends);
        }
    }

    /// <summary>The first day on which a yes has passed by itself.</summary>
    public (DateOnly? When, string? Event) Ends(FactDefinition fact)
    {
        DateOnly? day = fact switch
        {
            { Reads: { Kind: ReadsKind.Within, Within: { } within } } => patient.LastDayOf(fact) is { } last ? within.After(last).AddDays(1) : null,
            { Absence: Absence.AssumedNo, Holds.Yes: { } holds } => sheet[fact].Evidence.Max(entry => entry.Date?.First) is { } told ? holds.After(told).AddDays(1) : null,
            _ => null,
        };
        return (day, fact.Changing.Ends);
    }

    private static int Days(decimal limit, decimal length, bool open) => (int)(open ? decimal.Floor(limit * length) + 1m : decimal.Ceiling(limit * length));

    private static string Ordinal(int number) => Number(number) + ((number % 100) is >= 11 and <= 13 ? "th" : (number % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" });

    private static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
