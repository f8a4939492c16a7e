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

    /// <summary>The first day on which a number has passed a bound, the event in words, and whether it may come earlier.</summary>
    public (DateOnly? When, string? Event, bool AtLatest) Passes(FactDefinition fact, Interval bound)
    {
        decimal limit = bound.Low ?? bound.High!.Value;
        bool open = bound.LowOpen || bound.HighOpen;
        switch (fact)
        {
            case { Name: "Age" } when patient.Birth is { } birth:
                DateOnly birthday = birth.Last.AddMonths((int)decimal.Round(limit * 12m)).AddDays(open ? 1 : 0);
                string age = limit == decimal.Truncate(limit) ? Texts.Of("time-birthday", Ordinal((int)limit)) : Texts.Of("time-age", FactWords.Number(limit));
                return (birthday, birth.IsExact ? age : Texts.Of("time-at-latest", age, birth), !birth.IsExact);
            case { Name: "WeeksOnTreatment" }:
                return (sheet[fact].Evidence is [{ Date: { } from }, ..] ? from.Last.AddDays(Days(limit, 7m, open)) : null, Texts.Of("time-weeks-after-start", FactWords.Number(limit)), false);
            case { Name: "GlucocorticoidCoursesLast12Months" }:
                return (patient.GlucocorticoidCoursesFallTo((int)decimal.Ceiling(limit) - (open ? 1 : 0)), fact.Changing.Ends, false);
            case { Derive: { Kind: "days-since", Of: [var of] } } when sheet[of].Value is DateValue { Span: { } day }:
                decimal length = UnitOfMeasure.DaysOf(fact.Unit);
                return (day.Last.AddDays(Days(limit, length, open)), Texts.Of("time-after", FactWords.Number(limit), FactWords.Unit(fact.Unit), FactWords.Name(of)), false);
            case { Derive: { Kind: "days-until", Of: [var of] } } when sheet[of].Value is DateValue { Span: { } day }:
                return (day.Last.AddDays(Days(-limit, 1m, open)), Texts.Of("time-days-after", FactWords.Number(-limit), FactWords.Name(of)), false);
            default:
                return (null, fact.Changing.Ends, false);
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

    private static string Ordinal(int number) => Texts.Of((number % 100) is >= 11 and <= 13 ? "ordinal" : (number % 10) switch { 1 => "ordinal-1", 2 => "ordinal-2", 3 => "ordinal-3", _ => "ordinal" }, number);
}
