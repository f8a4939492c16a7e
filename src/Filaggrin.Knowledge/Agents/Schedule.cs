using System.Collections.Immutable;
using System.Globalization;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Agents;

/// <summary>When a test is due during treatment: one or several courses side by side, each a sequence of phases.</summary>
/// <param name="Text">As written, such as <c>every 2 wk for 12 wk, then every 4 wk</c>.</param>
/// <param name="Courses">The courses.</param>
public sealed record Schedule(string Text, ImmutableArray<ScheduleCourse> Courses)
{
    /// <summary>What is wrong: a phase that is never reached, or tests that stop while treatment goes on and do not say so.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (ScheduleCourse course in Courses)
        {
            SchedulePhase? endless = course.Phases.SkipLast(1).FirstOrDefault(phase => !phase.Ends);
            if (endless is not null) yield return $"«{endless.Text}» never ends, so what follows it is never reached.";
            else if (course.Phases[^1] is { Ends: true, Only: false } last && course.Start != ScheduleStart.DoseIncrease)
                yield return $"the tests stop after «{last.Text}» while treatment goes on; say what follows («, then …»), or «only» where nothing does.";
        }
    }

    /// <summary>The days after the first dose on which the test falls due by the calendar, those alone that no visit, judgement or dose change decides.</summary>
    /// <param name="most">The last day that is asked for.</param>
    public IEnumerable<int> DaysWithin(int most) => Courses.Where(course => course.Start == ScheduleStart.Treatment).SelectMany(course => DaysOf(course, most)).Distinct().Order();

    private static IEnumerable<int> DaysOf(ScheduleCourse course, int most)
    {
        int begun = 0;
        foreach (SchedulePhase phase in course.Phases)
        {
            switch (phase)
            {
                case RepeatedPhase repeated:
                    int every = DaysOf(repeated.Every.Shortest), end = repeated.For is { } length ? begun + DaysOf(length.Longest) : most;
                    for (int day = begun + every; day <= Math.Min(end, most); day += every) yield return day;
                    begun = end;
                    break;
                case TimedPhase timed:
                    foreach (int day in timed.At.Select(at => DaysOf(at.Longest)).Where(day => day <= most)) yield return day;
                    begun = Math.Max(begun, timed.At.Max(at => DaysOf(at.Longest)));
                    break;
                default:
                    yield break;
            }
        }
    }

    private static int DaysOf(Span span) => span.After(Anchor).DayNumber - Anchor.DayNumber;

    private static readonly DateOnly Anchor = new(2001, 1, 1);

    /// <inheritdoc />
    public override string ToString() => Text;
}

/// <summary>A sequence of phases.</summary>
/// <param name="Start">What it counts from.</param>
/// <param name="Phases">The phases, each from the end of the one before.</param>
public sealed record ScheduleCourse(ScheduleStart Start, ImmutableArray<SchedulePhase> Phases);

/// <summary>What a course counts from.</summary>
public enum ScheduleStart
{
    /// <summary>The first dose.</summary>
    Treatment,

    /// <summary>The time from which the dose and the tests are stable.</summary>
    Stable,

    /// <summary>Each increase of the dose.</summary>
    DoseIncrease,
}

/// <summary>One phase of a course.</summary>
/// <param name="Text">As written.</param>
public abstract record SchedulePhase(string Text)
{
    /// <summary>It comes to an end by itself.</summary>
    public abstract bool Ends { get; }

    /// <summary>It says that nothing follows it.</summary>
    public bool Only { get; init; }
}

/// <summary>At equal distances.</summary>
/// <param name="Text">As written.</param>
/// <param name="Every">The distance.</param>
/// <param name="For">How long, or null.</param>
/// <param name="UntilStable">It lasts until the dose and the tests are stable, and at least <paramref name="For"/>.</param>
/// <param name="StableFor">How long they must have been stable, or null.</param>
public sealed record RepeatedPhase(string Text, SpanRange Every, SpanRange? For, bool UntilStable, SpanRange? StableFor) : SchedulePhase(Text)
{
    /// <inheritdoc />
    public override bool Ends => For is not null || UntilStable;
}

/// <summary>At single times.</summary>
/// <param name="Text">As written.</param>
/// <param name="At">The times after the start of the course.</param>
/// <param name="NotLater">Any time until then will do.</param>
public sealed record TimedPhase(string Text, ImmutableArray<SpanRange> At, bool NotLater) : SchedulePhase(Text)
{
    /// <inheritdoc />
    public override bool Ends => true;
}

/// <summary>With each visit or session.</summary>
/// <param name="Text">As written.</param>
/// <param name="Event"><c>visit</c>, <c>review</c>, <c>injection</c>, <c>infusion</c> or <c>session</c>.</param>
public sealed record EventPhase(string Text, string Event) : SchedulePhase(Text)
{
    /// <inheritdoc />
    public override bool Ends => false;
}

/// <summary>Whenever someone judges it due: no date can be given.</summary>
/// <param name="Text">By whom or by what, as written.</param>
public sealed record JudgedPhase(string Text) : SchedulePhase(Text)
{
    /// <inheritdoc />
    public override bool Ends => false;
}

/// <summary>A length of time with some play, such as 8 to 12 weeks.</summary>
/// <param name="Least">The shortest.</param>
/// <param name="Most">The longest.</param>
/// <param name="Unit">UCUM: a, mo, wk or d.</param>
public readonly record struct SpanRange(int Least, int Most, string Unit)
{
    /// <summary>The shortest as a length of calendar time.</summary>
    public Span Shortest => new(Least, Unit);

    /// <summary>The longest as a length of calendar time.</summary>
    public Span Longest => new(Most, Unit);

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Least == Most ? "" : $"{Least}-")}{Most} {Unit}");
}
