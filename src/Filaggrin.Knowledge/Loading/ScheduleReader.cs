using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Filaggrin.Knowledge.Agents;

namespace Filaggrin.Knowledge.Loading;

/// <summary>Reads the text of a schedule.</summary>
/// <remarks>
/// <code>
/// schedule = course { "; " course }
/// course   = phase { ", then " phase } [ " once stable" | " after each dose increase" ]
/// phase    = "every " time [ " for " time [ " and until stable" ] | " until stable" [ " for " time ] ] [ " only" ]
///          | [ "once " ] ( "at " time { " and " time } | "by " time ) [ " only" ]
///          | "at each " ( "visit" | "review" | "injection" | "infusion" | "session" )
///          | "periodically" | "closely" | ( "as " | "by " | "when " ) words
/// time     = number [ "-" number ] " " ( "d" | "wk" | "mo" | "a" )
/// </code>
/// </remarks>
internal static partial class ScheduleReader
{
    private const string OnceStable = " once stable";
    private const string AfterIncrease = " after each dose increase";

    /// <summary>The schedule, or null with what was expected.</summary>
    public static Schedule? Read(string text, out string fault)
    {
        ImmutableArray<ScheduleCourse>.Builder courses = ImmutableArray.CreateBuilder<ScheduleCourse>();
        foreach (string part in text.Split("; "))
        {
            (ScheduleStart start, string phases) =
                part.EndsWith(OnceStable, StringComparison.Ordinal) ? (ScheduleStart.Stable, part[..^OnceStable.Length])
                : part.EndsWith(AfterIncrease, StringComparison.Ordinal) ? (ScheduleStart.DoseIncrease, part[..^AfterIncrease.Length])
                : (ScheduleStart.Treatment, part);
            ImmutableArray<SchedulePhase>.Builder read = ImmutableArray.CreateBuilder<SchedulePhase>();
            foreach (string phase in phases.Split(", then "))
            {
                if (Phase(phase) is not { } known)
                {
                    fault = $"«{phase}» is no phase; write «every 2 wk for 12 wk, then every 4 wk», «at 4 wk and 12 wk only», «at each visit» or «by guideline».";
                    return null;
                }

                read.Add(known);
            }

            courses.Add(new(start, read.ToImmutable()));
        }

        fault = "";
        return new(text, courses.ToImmutable());
    }

    private static SchedulePhase? Phase(string text)
    {
        if (Repeated().Match(text) is { Success: true } every)
        {
            return new RepeatedPhase(text, Time(every.Groups["every"])!.Value, Time(every.Groups["for"]), every.Groups["stable"].Success, Time(every.Groups["stablefor"]))
            {
                Only = every.Groups["only"].Success,
            };
        }

        if (Timed().Match(text) is { Success: true } at)
        {
            return new TimedPhase(text, [.. at.Groups["time"].Captures.Select(capture => Time(capture)!.Value)], at.Groups["by"].Success)
            {
                Only = at.Groups["only"].Success || at.Groups["once"].Success,
            };
        }

        if (AtEvent().Match(text) is { Success: true } each) return new EventPhase(text, each.Groups["event"].Value);
        return Judged().IsMatch(text) ? new JudgedPhase(text) : null;
    }

    private static SpanRange? Time(Capture capture)
    {
        if (capture is Group { Success: false }) return null;
        string[] parts = capture.Value.Split(' ', '-');
        int least = int.Parse(parts[0], CultureInfo.InvariantCulture), most = int.Parse(parts[^2], CultureInfo.InvariantCulture);
        return new(least, most, parts[^1]);
    }

    private const RegexOptions Strict = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const string Length = @"[1-9]\d{0,3}(-[1-9]\d{0,3})? (d|wk|mo|a)";

    [GeneratedRegex("^every (?<every>" + Length + ")( for (?<for>" + Length + ")( and (?<stable>until stable))?| (?<stable>until stable)( for (?<stablefor>" + Length + "))?)?(?<only> only)?$", Strict, 60_000)]
    private static partial Regex Repeated();

    [GeneratedRegex("^(?<once>once )?(at|(?<by>by)) (?<time>" + Length + ")( and (?<time>" + Length + "))*(?<only> only)?$", Strict, 60_000)]
    private static partial Regex Timed();

    [GeneratedRegex("^at each (?<event>visit|review|injection|infusion|session)$", Strict, 60_000)]
    private static partial Regex AtEvent();

    [GeneratedRegex(@"^(periodically|closely|(as|by|when) [a-z][a-z, ]*)$", Strict, 60_000)]
    private static partial Regex Judged();
}
