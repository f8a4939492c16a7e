using System.Collections.Immutable;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Advice.Treatments;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Advice.Monitoring;

/// <summary>Follows the treatment of a patient.</summary>
/// <remarks>A pure function: the same record, edition, day, region and answers give the same report, in whatever order the entries came.</remarks>
public sealed class TreatmentMonitor(KnowledgeBase knowledge)
{
    /// <summary>Reports on one record as of a day.</summary>
    public MonitoringReport Report(PatientRecord record, AppraisalRequest request)
    {
        CourseWatch watch = new(knowledge, record, request);
        PatientSheet sheet = watch.Sheet;
        WatchedCourse[] running = [.. watch.Running()];
        NextSteps next = new(knowledge, record, request, sheet);
        GlucocorticoidUse glucocorticoids = sheet.Glucocorticoids();
        return new()
        {
            Edition = knowledge.Edition,
            AsOf = request.AsOf,
            Region = request.Region,
            Subject = record.Subject.Source,
            Age = sheet.Age,
            Sex = record.Subject.Sex,
            Treatments = Treatments(sheet),
            Tests = [.. running.SelectMany(course => course.Tests).OrderBy(test => test.Status).ThenBy(test => test.Due ?? DateOnly.MaxValue)
                .ThenBy(test => test.Agent.Id, StringComparer.Ordinal).ThenBy(test => test.Test.Id, StringComparer.Ordinal)],
            Elsewhere = [.. running.SelectMany(course => course.Elsewhere.Select(item => (course.Agent, item)))],
            Actions = CourseAction.GravestFirst(running.SelectMany(course => course.Actions)),
            Undecided = [.. running.SelectMany(course => course.Undecided)],
            Responses = [.. running.Select(course => new CourseResponse(course.Agent, course.Response))],
            OnHold = [.. knowledge.Agents.Values.Select(agent => (agent, course: sheet.CoursesOf(agent).LastOrDefault())).Where(pair => pair.course is { OnHold: true })
                .Select(pair => watch.Held(pair.agent, pair.course!))],
            Glucocorticoids = glucocorticoids.Courses.IsEmpty ? null : glucocorticoids,
            Next = [.. running.Where(course => course.Agent.GivenForEczema).Select(next.For)],
            Conception = next.Conception(),
            Assumptions = Assumptions(sheet, running),
            NotUnderstood = record.NotUnderstoodOn(request.AsOf),
        };
    }

    private ImmutableArray<Treatment> Treatments(PatientSheet sheet)
    {
        (Agent Agent, Course Course)[] all = [.. knowledge.Agents.Values.SelectMany(agent => sheet.CoursesOf(agent).Select(course => (agent, course)))];
        return [.. all.OrderBy(pair => pair.Course.From?.First).ThenBy(pair => pair.Agent.Id, StringComparer.Ordinal).Select(pair => new Treatment(
            pair.Agent, pair.Course, DoseHistory.Changes(pair.Course), DoseHistory.Pauses(pair.Course),
            [.. all.Where(other => other.Agent != pair.Agent && other.Agent.GivenForEczema && Overlap(pair.Course, other.Course, sheet.AsOf)).Select(other => other.Agent.Id).Distinct(StringComparer.Ordinal)]))];
    }

    /// <summary>Days that both surely cover: a start or end that is not known overlaps with nothing.</summary>
    private static bool Overlap(Course one, Course other, DateOnly asOf)
    {
        return one.From is { } from && other.From is { } start && End(one) is { } end && End(other) is { } last && from.Last < last && start.Last < end;

        DateOnly? End(Course course) => course.Running ? asOf : course.To?.First;
    }

    private static ImmutableArray<string> Assumptions(PatientSheet sheet, WatchedCourse[] running)
    {
        List<string> assumptions = [];
        assumptions.AddRange(sheet.NotFollowed());
        if (!sheet.ListsHeld.Contains(RecordList.Medicines)) assumptions.Add(Texts.Of("assumed-no-medicines-in-course"));
        else if (running.Length == 0 && assumptions.Count == 0) assumptions.Add(Texts.Of("assumed-no-agent-in-use"));
        assumptions.AddRange(sheet.NotRenewed());
        foreach (WatchedCourse course in running.Where(course => course.Course.From is null))
            assumptions.Add(Texts.Of("assumed-no-first-day", course.Agent.Name));
        return [.. assumptions];
    }
}
