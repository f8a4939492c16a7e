using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;

namespace Filaggrin.Cli.Output;

/// <summary>The figures of doses and times with which the engine works, in words.</summary>
internal static class DoseFigures
{
    /// <summary>Steps, range and maximum: «4 mg every day, at most 4 mg a day».</summary>
    public static string Of(DoseItem dose)
    {
        List<string> parts = [.. dose.Steps.Select(Of)];
        if (dose.Range is { } range)
            parts.Add($"{(range.From == range.To ? "" : ClinicalWords.Amount(range.From, null) + " to ")}{FactText.Amount(range.To, range.Unit)}{Divided(range.Divided)}{(range.Round is { } round ? $", rounded to {FactText.Amount(round, "mg")}" : "")}");
        if (dose.Maximum is { } maximum) parts.Add("at most " + FactText.Amount(maximum.Amount, maximum.Unit));
        return string.Join(", ", parts);
    }

    /// <summary>From when to when, how long, at which dose; nothing where the item gives no time.</summary>
    public static string Of(TimeItem item)
    {
        List<string> parts = [];
        if (item is { From: { } from, To: { } to }) parts.Add(from == to ? Time(to) : from.Unit == to.Unit ? $"{ClinicalWords.Amount(from.Amount, null)} to {Time(to)}" : $"{Time(from)} to {Time(to)}");
        else if (item.From is { } only) parts.Add("from " + Time(only));
        else if (item.To is { } until) parts.Add("up to " + Time(until));
        if (item.Duration is { } duration) parts.Add(Time(duration));
        if (item.Dose is { } dose) parts.Add("with at least " + FactText.Amount(dose.Amount, dose.Unit));
        return parts.Count == 0 ? "" : $" Worked with: {string.Join(", ", parts)}.";
    }

    private static string Of(DoseStep step) =>
        $"{FactText.Amount(step.Amount, step.Unit)}{(step.Every is { } every ? every.Amount == 1 ? " every " + Time(every)[2..] : " every " + Time(every) : "")}{(step.At is { } at ? " " + at : "")}{Divided(step.Divided)}";

    private static string Divided(int? parts) => parts is null or 1 ? "" : $" in {FactText.Count(parts.Value)} doses";

    private static string Time(Knowledge.Facts.Span span) => ClinicalWords.Amount(span.Amount, span.Unit);
}
