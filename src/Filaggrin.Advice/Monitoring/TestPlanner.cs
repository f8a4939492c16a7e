using System.Collections.Immutable;
using Filaggrin.Advice.Sheets;
using Filaggrin.Advice.Treatments;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Monitoring;

/// <summary>When each test of an agent in use is due next, counted from the last time that it was done.</summary>
internal sealed class TestPlanner(KnowledgeBase knowledge, PatientSheet sheet, string region)
{
    // A pause longer than this moves the schedule; a shorter one is within the play of any visit.
    private const int DaysOfShortPause = 7;

    private static readonly Span Ahead = new(12, "mo");

    // What a schedule without a time of its own calls stable, as the fact StableOnTreatment says.
    private static readonly Span Stable = new(6, "wk");

    /// <summary>The tests of an agent, one line for each: where several items ask for the same test, the earliest time.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="course">Its course.</param>
    /// <param name="frame">The facts in its frame.</param>
    /// <param name="abnormal">The day of the latest result that asks for a repeat, a lower dose or a stop; null where none does.</param>
    public IEnumerable<PlannedTest> For(Agent agent, Course course, FactSheet frame, DateOnly? abnormal) => Items(agent, course, frame, abnormal, ahead: false)
        .GroupBy(test => test.Test.Id, StringComparer.Ordinal).Select(same =>
        {
            PlannedTest first = same.OrderBy(test => test.Due is null).ThenBy(test => test.Status == TestStatus.Done).ThenBy(test => test.Due).First();
            return first with { Later = [.. same.SelectMany(test => test.Due is { } due ? test.Later.Prepend(due) : test.Later).Where(day => day > first.Due).Distinct().Order()] };
        });

    /// <summary>The tests of an agent as each item of the knowledge asks for them.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="course">Its course.</param>
    /// <param name="frame">The facts in its frame.</param>
    /// <param name="abnormal">The day of the latest result that asks for a repeat, a lower dose or a stop; null where none does.</param>
    /// <param name="ahead">Those too that begin only once dose and results have been stable, as if they stayed so.</param>
    public IEnumerable<PlannedTest> Items(Agent agent, Course course, FactSheet frame, DateOnly? abnormal, bool ahead)
    {
        if (course.From is not { } from) return [];
        ImmutableArray<DoseChange> changes = DoseHistory.Changes(course);
        Anchors anchors = new(
            from.Last, [.. DoseHistory.Pauses(course).Where(pause => pause.Days > DaysOfShortPause)],
            from.Last, from.Last, changes.LastOrDefault(change => change.Direction > 0)?.On, abnormal);
        foreach (DoseChange change in changes) anchors = anchors.Changed(change);
        TestItem[] chosen = [.. Chosen(agent)];
        return
            from item in chosen
            where item.Holds(frame) != Truth.False
            from id in item.Tests
            where knowledge.Pathway.Tests.ContainsKey(id)
            from planned in Plan(agent, item, knowledge.Pathway.Tests[id], anchors, ahead)
            select planned with
            {
                Elsewhere = [.. agent.Monitoring.Where(other => item.Topic is not null && other.Topic == item.Topic && other.Tests.Contains(id, StringComparer.Ordinal))
                    .Except(chosen).Where(other => other.Holds(frame) != Truth.False && !IsAmong(chosen, other))],
            };
    }

    /// <summary>What only guidelines and labels of other regions ask for, and those that the reader's region picked from; not what is followed here too.</summary>
    public IEnumerable<TestItem> Elsewhere(Agent agent, FactSheet frame)
    {
        TestItem[] chosen = [.. Chosen(agent)];
        return agent.Monitoring.Except(chosen).Where(item => item.Holds(frame) != Truth.False && !IsAmong(chosen, item));
    }

    /// <summary>Another region asks for the very schedule that is followed here.</summary>
    private static bool IsAmong(TestItem[] chosen, TestItem other) => Array.Exists(chosen, item =>
        item.Schedule is { } schedule && schedule.Text == other.Schedule?.Text && other.Tests.All(test => item.Tests.Contains(test, StringComparer.Ordinal)));

    /// <summary>A test that one region asks for binds nobody elsewhere, unlike a warning: there it is told, not planned.</summary>
    private IEnumerable<TestItem> Chosen(Agent agent) =>
        RegionChoice.For(agent.Monitoring, region).Where(item => item.Topic is not null || item.Regions.IsEmpty || item.Regions.Contains(region, StringComparer.Ordinal));

    private IEnumerable<PlannedTest> Plan(Agent agent, TestItem item, TestDefinition test, Anchors anchors, bool ahead)
    {
        ImmutableArray<DateOnly> done = sheet.Results.DaysOf(test.Facts, test.NeedsAll);
        DateOnly? last = done.IsEmpty ? null : done[^1];
        if (item.Schedule is not { } schedule)
        {
            yield return new(agent, item, test, TestStatus.Upcoming, null, null, last, null);
            yield break;
        }

        foreach (ScheduleCourse course in schedule.Courses)
        {
            Occasion? usual = Next(course, done, anchors with { Abnormal = null }, sheet.AsOf) ?? (ahead ? Next(course, done, anchors, Ahead.After(sheet.AsOf)) : null);
            if (Sooner(usual, anchors.Abnormal is null ? null : Next(course, done, anchors, sheet.AsOf)) is not { } next) continue;
            yield return next.Due is { } due
                ? new(agent, item, test, StatusOf(next.From ?? due, due, IsSpan(next) ? 0 : next.Play, next.Play), next.From, due, last, null) { Later = Later(course, done, anchors, due) }
                : new(agent, item, test, next.Phase is null ? TestStatus.Done : TestStatus.Upcoming, null, null, last, next.Phase?.Text);
        }
    }

    /// <summary>An abnormal result may bring a test forward and never puts it off.</summary>
    private static Occasion? Sooner(Occasion? usual, Occasion? now) => now is { Due: { } due } && (usual is not { Due: { } other } || due < other) ? now : usual ?? now;

    /// <summary>The days that follow one within a year, if each is kept; what is overdue is kept today.</summary>
    private ImmutableArray<DateOnly> Later(ScheduleCourse course, ImmutableArray<DateOnly> done, Anchors anchors, DateOnly due)
    {
        DateOnly horizon = Ahead.After(sheet.AsOf);
        ImmutableArray<DateOnly>.Builder later = ImmutableArray.CreateBuilder<DateOnly>();
        for (DateOnly kept = due > sheet.AsOf ? due : sheet.AsOf; ; kept = later[^1])
        {
            done = done.Add(kept);
            if (Next(course, done, anchors, horizon) is not { Due: { } next } || next > horizon || next <= kept) return later.ToImmutable();
            later.Add(next);
        }
    }

    // «Every one to three months» is early enough after one.
    private static bool IsSpan(Occasion next) => next is { Phase: RepeatedPhase, From: { } from, Due: { } due } && from < due;

    private TestStatus StatusOf(DateOnly from, DateOnly due, int early, int late) =>
        sheet.AsOf > due.AddDays(late) ? TestStatus.Overdue : sheet.AsOf >= from.AddDays(-early) ? TestStatus.Due : TestStatus.Upcoming;

    /// <summary>The next time of one course of a schedule; null where the course has not begun. Without a day the phase tells when; without a phase nothing follows.</summary>
    /// <param name="course">The course.</param>
    /// <param name="done">When the test was done.</param>
    /// <param name="anchors">What the course counts from.</param>
    /// <param name="known">The day up to which dose and results are taken to stay as they are.</param>
    private static Occasion? Next(ScheduleCourse course, ImmutableArray<DateOnly> done, Anchors anchors, DateOnly known)
    {
        DateOnly? start = course.Start switch
        {
            ScheduleStart.Treatment => anchors.Start,
            ScheduleStart.DoseIncrease => anchors.Increase,
            _ => anchors.StableSince(Stable, known),
        };
        if (start is not { } anchor) return null;
        DateOnly[] since = [.. done.Where(day => day > anchor)];
        DateOnly begun = anchor;
        foreach (SchedulePhase phase in course.Phases)
        {
            switch (phase)
            {
                case TimedPhase timed:
                    foreach (SpanRange at in timed.At)
                    {
                        DateOnly from = anchors.After(anchor, at.Shortest), due = anchors.After(anchor, at.Longest);
                        int play = Play(at.Longest.After(anchor).DayNumber - anchor.DayNumber);
                        if (!Array.Exists(since, day => timed.NotLater || day >= from.AddDays(-play))) return new(timed.NotLater ? anchor : from, due, play, phase);
                        begun = begun > due ? begun : due;
                    }

                    break;
                case RepeatedPhase repeated:
                    DateOnly? end = EndOf(repeated, begun, anchors, known);
                    DateOnly[] within = [.. since.Where(day => end is null || day <= end)];
                    DateOnly last = anchors.Reopened(repeated, within.Length > 0 ? within[^1] : begun, Stable), next = anchors.After(last, repeated.Every.Longest);
                    int grace = Play(repeated.Every.Longest.After(last).DayNumber - last.DayNumber);
                    // A result from after the end answers what was missed before it.
                    bool isOver = end is { } over && (next > over.AddDays(grace) || Array.Exists(since, day => day > over));
                    if (!isOver) return new(anchors.After(last, repeated.Every.Shortest), next, grace, phase);
                    if (repeated.Only) return new(null, null, 0, null);
                    begun = end!.Value;
                    break;
                default:
                    return new(null, null, 0, phase);
            }
        }

        return new(null, null, 0, null);
    }

    private static DateOnly? EndOf(RepeatedPhase phase, DateOnly begun, Anchors anchors, DateOnly known)
    {
        DateOnly? time = phase.For is { } length ? anchors.After(begun, length.Longest) : null;
        if (!phase.UntilStable) return time;
        DateOnly? stable = anchors.StableSince(phase.StableFor?.Longest ?? Stable, known);
        return stable is null ? null : time > stable ? time : stable;
    }

    /// <summary>The days by which a date may be missed or come early: a quarter of the interval, three days at least.</summary>
    private static int Play(int days) => Math.Max(3, days / 4);

    private readonly record struct Occasion(DateOnly? From, DateOnly? Due, int Play, SchedulePhase? Phase);

    /// <summary>The days from which the courses of a schedule count.</summary>
    /// <param name="Start">The start of treatment.</param>
    /// <param name="Pauses">Pauses that move the schedule.</param>
    /// <param name="DoseSince">The day from which the dose has been as it is.</param>
    /// <param name="DoseBefore">The day from which it was as it had been before.</param>
    /// <param name="Increase">The last increase.</param>
    /// <param name="Abnormal">The day of the latest result that asks for a repeat, a lower dose or a stop.</param>
    private sealed record Anchors(DateOnly Start, ImmutableArray<Pause> Pauses, DateOnly DoseSince, DateOnly DoseBefore, DateOnly? Increase, DateOnly? Abnormal)
    {
        /// <summary>After a change of the dose; less of what had been stable is no reason to look more often.</summary>
        public Anchors Changed(DoseChange change) =>
            change.Direction < 0 && After(DoseSince, Stable) <= change.On ? this : this with { DoseBefore = DoseSince, DoseSince = change.On };

        /// <summary>The day on which an agent will have been taken for so long since a day: pauses in between do not count.</summary>
        public DateOnly After(DateOnly day, Span span)
        {
            DateOnly reached = span.After(day);
            foreach (Pause pause in Pauses.Where(pause => pause.From > day && pause.From <= reached)) reached = reached.AddDays(pause.Days);
            return reached;
        }

        /// <summary>The day from which dose and tests count as stable; null where they do not. Days of a pause do not count.</summary>
        public DateOnly? StableSince(Span span, DateOnly asOf) => Abnormal is null && After(DoseSince, span) is var day && day <= asOf ? day : null;

        /// <summary>The day from which a phase counts again that lasts until stable: a new dose or an abnormal result opens it anew where it was over, and leaves the time before alone.</summary>
        public DateOnly Reopened(RepeatedPhase phase, DateOnly last, Span span)
        {
            if (!phase.UntilStable) return last;
            Span stable = phase.StableFor?.Longest ?? span;
            if (DoseSince > last && After(DoseBefore, stable) <= DoseSince) last = DoseSince;
            return Abnormal is { } day && day > last && After(DoseSince, stable) <= day ? day : last;
        }
    }
}
