using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Monitoring;
using Filaggrin.Advice.Treatments;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Cli.Output;

/// <summary>A monitoring report for a terminal: what is asked for first, then tests, effect and what comes next.</summary>
internal sealed class MonitorPage(Page page)
{
    private const int Column = 16;
    private const int BecauseLetters = 90;
    private const int MostUndecided = 8;

    /// <summary>Writes the page.</summary>
    public static void Write(MonitoringReport report, TextWriter output) => new MonitorPage(new Page(output, Terminal.UsesColour && ReferenceEquals(output, Console.Out))).Write(report);

    private void Write(MonitoringReport report)
    {
        page.Write(StandingText.Head(report.Edition, report.AsOf, report.Region, report.Age, report.Sex));
        Section("IN USE", report.Treatments.Where(treatment => treatment.Course.Running), Treatment);
        Section("ASKED FOR", report.Actions, Action);
        Section("ON HOLD", report.OnHold, Held);
        Section("TESTS", report.Tests, Test);
        Elsewhere(report);
        Section("EFFECT", report.Responses.Where(response => !response.Response.Measures.IsEmpty), Response);
        Section("NEXT", report.Next, next => Next(next, [.. report.Actions.Where(action => action.Agent == next.Agent)]));
        if (report.Glucocorticoids is { } use) Glucocorticoids(use);
        if (report.Conception is { } timetable) Conception(timetable);
        Section("EARLIER", report.Treatments.Where(treatment => !treatment.Course.Running), Treatment);
        Undecided(report);
        Section("ASSUMED", report.Assumptions, text => page.Write(text, 2, 2));
        Section("NOT UNDERSTOOD", report.NotUnderstood, entry => page.Labelled(entry.Source, $"«{entry.Text}»: {entry.Why}.", 2, 30));
        page.Blank();
        page.Write(Words.Closing);
    }

    private void Section<T>(string heading, IEnumerable<T> entries, Action<T> write)
    {
        T[] all = [.. entries];
        if (all.Length == 0) return;
        page.Heading(heading);
        foreach (T entry in all) write(entry);
    }

    private void Treatment(Treatment treatment)
    {
        Course course = treatment.Course;
        string to = course.Running ? "" : course.OnHold ? ", on hold" : course.To is { } end ? $" to {end}{(treatment.EndIsCertain ? "" : " (reckoned, the record tells no end)")}" : ", its end is not on record";
        string reason = course.StopReason == Advice.Records.StopReason.Unknown ? "" : $", {(course.OnHold ? "because" : "ended")}: {Words.Of(course.StopReason).Replace('-', ' ')}";
        string dose = course.Dose is { } now ? $", {FactText.Amount(now)}" : !course.Running ? "" : course.Stretches.LastOrDefault(stretch => stretch is { Running: true, DoseInWords: not null }) is { } told ? $", dose only in words: «{told.DoseInWords}»" : ", dose not on record";
        page.Labelled(treatment.Agent.Name, $"from {course.From?.ToString() ?? "an unknown day"}{to}{dose}{reason}.", 2, 34);
        foreach (DoseChange change in treatment.Changes)
            page.Write($"{DateSpan.Iso(change.On)}: {FactText.Amount(change.From)} to {FactText.Amount(change.To)}.", 34, 34, Ink.Dim);
        foreach (Pause pause in treatment.Pauses) page.Write($"nothing taken from {DateSpan.Iso(pause.From)} to {DateSpan.Iso(pause.To)} ({FactText.Count(pause.Days)} days).", 34, 34, Ink.Dim);
        if (!treatment.Overlaps.IsEmpty) page.Write($"on some of the same days: {string.Join(", ", treatment.Overlaps)}.", 34, 34, Ink.Dim);
    }

    private void Action(CourseAction action)
    {
        string facts = ReasonText.Facts(action.Facts, null);
        page.Labelled(action.Word.ToUpperInvariant().Replace('-', ' '), $"{action.Agent.Name}, {DateSpan.Iso(action.Date)}. {action.Text}{facts} {ReasonText.Sources(action.Sources, action.Recalled)}", 2, Column + 2, InkOf(action.Kind));
        if (action.Resumption is { } resumption)
            page.Write($"Goes on when: {resumption.Text}{(resumption.NotBefore is { } day ? $", not before {DateSpan.Iso(day)}" : "")}.", Column + 2, Column + 2, Ink.Dim);
    }

    private void Held(HeldTreatment held)
    {
        page.Write($"{held.Agent.Name}: {(held.Open.IsEmpty ? "nothing on record speaks against going on any more." : "speaks against going on:")}", 2, 2);
        foreach (CourseAction action in held.Open) Action(action);
        if (!held.Undecided.IsEmpty) page.Write($"Not judged for want of a result: {string.Join(", ", held.Undecided.Select(item => item.Id))}.", 4, 4, Ink.Dim);
    }

    private void Test(PlannedTest test)
    {
        string when = test.Due is { } due ? $"{(test.Status == TestStatus.Overdue ? "was due " : "by ")}{DateSpan.Iso(due)}" : test.When ?? (test.Status == TestStatus.Done ? "nothing more is asked for" : "no time is given");
        string last = test.Last is { } day ? $"last {DateSpan.Iso(day)}" : "none on record";
        Ink ink = test.Status switch { TestStatus.Overdue => Ink.Red, TestStatus.Due => Ink.Yellow, _ => Ink.Plain };
        page.Labelled(test.Status.ToString().ToLowerInvariant(), $"{test.Test.Name} ({test.Agent.Name}): {when}; {last}.{Schedule(test, when)}{ReasonText.Sources(test.Item.Sources, test.Item.Recalled)}", 2, Column, ink);
    }

    private void Elsewhere(MonitoringReport report)
    {
        if (report.Elsewhere.IsEmpty) return;
        page.Heading("ASKED FOR ELSEWHERE");
        foreach (var (agent, item) in report.Elsewhere)
            page.Labelled(item.Regions.IsEmpty ? "other" : string.Join("/", item.Regions), $"{agent.Name}: {item.Text}{ReasonText.Sources(item.Sources, item.Recalled)}", 2, Column, Ink.Dim);
    }

    private void Response(CourseResponse entry)
    {
        string review = entry.Response.ReviewOn is { } day ? $"to be judged from {DateSpan.Iso(day)} on" : "no source names the time of an adequate trial";
        page.Write($"{entry.Agent.Name}: {review}.", 2, 2);
        foreach (MeasuredResponse measure in entry.Response.Measures)
        {
            string from = measure.Baseline is { } baseline ? $"{FactWords.Number(baseline.Value)} on {DateSpan.Iso(baseline.On)}" : "no value at the start";
            string to = measure.Current is { } current ? $"{FactWords.Number(current.Value)} on {DateSpan.Iso(current.On)}" : "no value since";
            string percent = measure.WholePercentChange is { } change ? $" ({FactWords.Number(change)} %)" : "";
            page.Labelled(FactWords.Name(measure.Item.Measure.Name), $"{from}, {to}{percent}: {Verdict(measure.Verdict)}.", 4, Column);
        }
    }

    private static string Verdict(ResponseVerdict verdict) => verdict switch
    {
        ResponseVerdict.Responder => "response",
        ResponseVerdict.Partial => "part of a response",
        ResponseVerdict.NonResponder => "no response",
        ResponseVerdict.TooEarly => "too early to judge",
        _ => "cannot be judged",
    };

    private void Next(NextStep next, CourseAction[] actions)
    {
        bool flagged = actions.Any(action => action.Kind == ActionKind.Flag);
        string step = next.Step switch
        {
            Step.Stay when flagged => "carry on, and see what is flagged",
            Step.Stay => "carry on as now",
            Step.Adjust => "not on as before",
            Step.Switch => "talk about another option",
            _ => "talk about stopping, the eczema is gone",
        };
        string[] because = [.. actions.Where(action => next.Because.Contains(action.Rule, StringComparer.Ordinal)).Select(Because).Distinct(StringComparer.Ordinal)];
        page.Labelled(next.Agent.Name, step + (because.Length > 0 ? ": " + string.Join("; ", because) : "") + ".", 2, 34);
        foreach (SwitchWay way in next.Ways)
        {
            string how = way.Items.IsEmpty ? "No source is on file on overlap, wash-out or bridging." : string.Join(" ", way.Items.Select(item => item.Text + ReasonText.Sources(item.Sources, item.Recalled)));
            string owed = way.Owed.IsEmpty ? "" : $" Owed before the start: {string.Join(", ", way.Owed.Select(test => PlanText.Lower(test.Text)))}.";
            page.Labelled(way.To.Name, $"{StandingText.Of(way.Standing)}. {how}{owed}", 4, 34);
        }
    }

    /// <summary>What is asked for and why; a text that begins with the word says it itself.</summary>
    private static string Because(CourseAction action)
    {
        string word = Texts.Word(action.Word), text = PlanText.Lower(ReasonText.Short(action.Text, BecauseLetters).TrimEnd('.'));
        return text.StartsWith(word, StringComparison.OrdinalIgnoreCase) ? text : $"{word} - {text}";
    }

    private void Glucocorticoids(GlucocorticoidUse use)
    {
        page.Heading("SYSTEMIC GLUCOCORTICOIDS, LAST YEAR");
        string amount = use.Cumulative is { } sum ? $"{FactWords.Number(decimal.Round(sum))} mg in all, {FactWords.Number(decimal.Round(use.MeanDaily ?? 0m, 1))} mg a day on average" : "the dose of some days is not on record";
        page.Write($"{FactText.Count(use.Days)} days in {FactText.Count(use.Courses.Length)} {(use.Courses.Length == 1 ? "course" : "courses")}; as prednisolone: {amount}{(use.DailyNow is { } now ? $", {FactWords.Number(now)} mg a day now" : "")}.", 2, 2);
        foreach (GlucocorticoidCourse course in use.Courses)
            page.Write($"{course.Course.From} to {(course.Course.Running ? "now" : course.Course.To?.ToString() ?? "an unknown day")}: {FactText.Count(course.Days)} days{(course.Cumulative is { } part ? $", {FactWords.Number(decimal.Round(part))} mg" : "")}.", 4, 4, Ink.Dim);
    }

    private void Conception(ConceptionTimetable timetable)
    {
        page.Heading("A CHILD IS WISHED");
        page.Write(timetable.Wished is { } day ? $"From {DateSpan.Iso(day)} on." : "The day is not on record: answer ConceptionWished for dates.", 2, 2);
        foreach (ConceptionRow row in timetable.Rows)
        {
            string end = row.LastDose is { } last ? $"last dose by {DateSpan.Iso(last)}. " : row.Item.BeforeConception is { } before ? $"last dose {before} before. " : "may go on. ";
            page.Labelled(row.Agent.Name, $"{(row.InUse ? "in use; " : "")}{(row.Item.Who is { } who ? who + ": " : "")}{end}{row.Item.Text}{ReasonText.Sources(row.Item.Sources, row.Item.Recalled)}", 2, 34);
        }

        page.Labelled("may bridge", timetable.Bridges.IsEmpty ? "no option stays open." : string.Join(", ", timetable.Bridges.Select(bridge => $"{bridge.Agent.Name} ({StandingText.Of(bridge.Standing)})")) + ".", 2, 34);
    }

    private void Undecided(MonitoringReport report)
    {
        var facts = report.Undecided.GroupBy(undecided => undecided.Fact).OrderByDescending(fact => fact.Any(undecided => undecided.State.State == FactState.Doubtful)).ThenByDescending(fact => fact.Sum(undecided => undecided.Items.Length)).ToArray();
        if (facts.Length == 0) return;
        page.Heading("NOT JUDGED FOR WANT OF A FACT");
        foreach (var fact in facts.Take(MostUndecided))
            page.Labelled(FactWords.Name(fact.Key.Name), string.Join(", ", fact.SelectMany(undecided => undecided.Items).Select(item => item.Id).Distinct(StringComparer.Ordinal)), 2, 34);
        if (facts.Length > MostUndecided) page.Write($"and {FactText.Count(facts.Length - MostUndecided)} more, see --json.", 2, 2, Ink.Dim);
    }

    /// <summary>The whole schedule, unless just that was said.</summary>
    private static string Schedule(PlannedTest test, string said)
    {
        if (test.Item.Schedule is not { } schedule) return "";
        string text = Knowledge.Conditions.ClinicalWords.Schedule(schedule.Text);
        return text.Equals(said, StringComparison.OrdinalIgnoreCase) ? "" : $" {ReasonText.Capital(text)}.";
    }

    private static Ink InkOf(ActionKind kind) => kind switch
    {
        ActionKind.Stop or ActionKind.UrgentReview or ActionKind.Interrupt => Ink.Red,
        ActionKind.Reduce or ActionKind.Repeat or ActionKind.NonResponse or ActionKind.Overdue => Ink.Yellow,
        ActionKind.Response or ActionKind.Continue => Ink.Green,
        _ => Ink.Plain,
    };
}
