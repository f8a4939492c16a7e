using System.Buffers;
using System.Numerics;
using System.Text.Json;
using Filaggrin.Advice.Records;
using Filaggrin.Fhir.Elements;
using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Fhir.Medicines;

/// <summary>Reads on how many days of a week a medicine is taken, whatever its amount; words count as a hint, where nothing structured tells.</summary>
internal static class DosingDaysReader
{
    private const decimal Week = 7m, HoursOfDay = 24m;

    // More doses a week than a weekly amount is ever split into are days; up to here they may be taken within two of them.
    private const decimal MostOfOneSplit = 3m;

    private static readonly string[] WordsOfDays =
    [
        " daily ", " every day ", " each day ", " a day ", " per day ", " every morning ", " every evening ", " each morning ", " qd ", " od ", " bd ", " bid ", " tid ",
        " täglich ", " taeglich ", " tgl ", " pro tag ", " am tag ", " 1 tag ", " 1x tag ", " jeden tag ", " jeden morgen ", " jeden abend ",
        " par jour ", " tous les jours ", " chaque jour ", " quotidien ", " 1 0 0 ", " 0 0 1 ", " 0 1 0 ", " 1 0 1 ",
    ];

    private static readonly string[] PartsOfWeeks = ["week", "woche", "wöchentlich", "semaine", "hebdo", " wk "];

    private static readonly string[][] NamesOfDays =
    [
        ["monday", " mon ", "montag", "lundi"], ["tuesday", " tue ", " tues ", "dienstag", "mardi"], ["wednesday", " wed ", "mittwoch", "mercredi"], ["thursday", " thu ", " thur ", " thurs ", "donnerstag", "jeudi"],
        ["friday", " fri ", "freitag", "vendredi"], ["saturday", " sat ", "samstag", "sonnabend", "samedi"], ["sunday", " sun ", "sonntag", "dimanche"],
    ];

    private const decimal NumberOfWorkingDays = 5m;

    private static readonly string[] WorkingDays =
        ["mon-fri", "mon - fri", "mon to fri", "monday-friday", "monday - friday", "monday to friday", "monday through friday", "mo-fr", "mo - fr", "mo bis fr", "montag-freitag", "montag - freitag", "montag bis freitag", "lundi au vendredi"];

    private static readonly string[] WordsOfThreeDays =
    [
        " three times a week ", " three times per week ", " three times weekly ", " thrice weekly ", " 3 times a week ", " 3 times per week ", " 3 times weekly ", " 3x week ", " 3x a week ", " 3x weekly ", " 3 x week ",
        " tiw ", " dreimal pro woche ", " dreimal in der woche ", " dreimal wöchentlich ", " 3x pro woche ", " 3 x pro woche ", " 3x woche ", " 3 x woche ", " 3x wöchentlich ", " trois fois par semaine ", " 3 fois par semaine ",
    ];

    // One look tells of most texts that they do not matter.
    private static readonly SearchValues<string> Signs = SearchValues.Create(
        ["daily", "day", "mon", "tue", "wed", "thu", "fri", "week", "tiw", "woch", "semaine", "lundi", "mardi", "credi", "jeudi", "morning", "evening", "qd", "od", "bd", "bid", "tid", "glich", "tgl", "tag", "morgen", "abend", "jour", "quotidien", "-0", "- 0", "0-"], StringComparison.OrdinalIgnoreCase);

    /// <summary>The days of all instructions of an entry together; null where none tells.</summary>
    public static DosingDays? Read(Element[] instructions)
    {
        uint named = 0;
        decimal most = 0m, perhaps = 0m;
        foreach (Element instruction in instructions)
        {
            Element timing = instruction.Get("timing"u8), repeat = timing.Get("repeat"u8);
            uint week = NamedDays(repeat.Get("dayOfWeek"u8));
            named |= week;
            if (week > 0) continue;
            if ((Told(repeat) ?? ByCode(timing) ?? ByRate(instruction)) is { } days) most = Math.Max(most, days);
            else perhaps = Math.Max(perhaps, PerhapsSplit(repeat));
        }

        most = Math.Min(Math.Max(most, BitOperations.PopCount(named)), Week);
        if (most > 0m) return new(most, IsSure: true);
        if (perhaps > 0m) return new(perhaps, IsSure: false);
        decimal words = 0m;
        foreach (Element instruction in instructions) words = Math.Max(words, InWords(instruction));
        return words > 0m ? new(words, IsSure: false) : null;
    }

    private static decimal InWords(Element instruction) => Math.Max(
        InWords(instruction.Get("text"u8).Text()), Math.Max(InWords(instruction.Get("patientInstruction"u8).Text()), InWords(instruction.Get("timing"u8).Get("code"u8).Get("text"u8).Text())));

    private static uint NamedDays(Element week)
    {
        if (week.ValueKind != JsonValueKind.Array) return 0;
        uint days = 0;
        foreach (Element day in week.Items())
        {
            int place = Array.IndexOf(["mon", "tue", "wed", "thu", "fri", "sat", "sun"], day.Text());
            if (place >= 0) days |= 1u << place;
        }

        return days;
    }

    private static decimal? Told(Element repeat)
    {
        if (repeat.Get("period"u8).Number() is not (> 0m and var period)) return null;
        decimal times = repeat.Get("frequency"u8).Number() ?? 1m;
        if (times <= 0m) return null;
        return repeat.Get("periodUnit"u8).Text() switch
        {
            "h" => OfWeek(times, period / HoursOfDay),
            "d" => OfWeek(times, period),
            "wk" => OfWeek(times, period * Week),
            _ => null,
        };

        // Doses within a day are one day; a few within a week may be one dose that is split.
        static decimal? OfWeek(decimal times, decimal days) => (times, days) switch
        {
            (_, <= 1m) => Week,
            (1m, _) => Week / days,
            ( > MostOfOneSplit, _) => Math.Min(times, days) * Week / days,
            _ => null,
        };
    }

    // So much a day is taken every day.
    private static decimal? ByRate(Element instruction)
    {
        foreach (Element rate in instruction.Get("doseAndRate"u8).Items())
        {
            if (Quantity.Read(rate.Get("rateRatio"u8).Get("denominator"u8)) is { Unit: "d", Interval.Exact: 1m } || rate.Get("rateQuantity"u8).Get("code"u8).Is("mg/d"u8)) return Week;
        }

        return null;
    }

    // Two or three doses a week: on as many days, or one after the other.
    private static decimal PerhapsSplit(Element repeat) => repeat.Get("periodUnit"u8).Text() == "wk" && repeat.Get("period"u8).Number() == 1m && repeat.Get("frequency"u8).Number() is > 1m and <= MostOfOneSplit and var times ? times : 0m;

    private static decimal? ByCode(Element timing)
    {
        foreach (Element coding in timing.Get("code"u8).Get("coding"u8).Items())
        {
            switch (coding.Get("code"u8).Text())
            {
                case "QD" or "BID" or "TID" or "QID" or "AM" or "PM" or "BED" or "Q4H" or "Q6H" or "Q8H" or "Q1H" or "Q2H" or "Q3H": return Week;
                case "QOD": return Week / 2m;
                case "WK": return 1m;
            }
        }

        return null;
    }

    // Every day, or three days and more; one or two are a weekly amount, split or not.
    private static decimal InWords(string? text)
    {
        if (text is null || !text.AsSpan().ContainsAny(Signs)) return 0m;
        string normal = $" {MedicineCatalog.Normalise(text).Trim()} ";
        int named = Stands(" fol") ? 0 : NamesOfDays.Count(names => Array.Exists(names, Stands)); // folic acid has its own days
        if (Array.Exists(WorkingDays, words => text.Contains(words, StringComparison.OrdinalIgnoreCase))) return NumberOfWorkingDays;
        if (named > MostOfOneSplit - 1m) return named;
        if (Array.Exists(WordsOfThreeDays, Stands)) return MostOfOneSplit;
        return named == 0 && Array.Exists(WordsOfDays, Stands) && !Array.Exists(PartsOfWeeks, Stands) ? Week : 0m;

        bool Stands(string words) => normal.Contains(words, StringComparison.Ordinal);
    }
}
