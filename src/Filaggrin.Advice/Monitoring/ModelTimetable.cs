using System.Collections.Immutable;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Advice.Treatments;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Monitoring;

/// <summary>The tests of an agent in a model patient: an adult on one dose for a year, every test kept on its day and quiet.</summary>
public static class ModelTimetable
{
    private static readonly DateOnly Start = new(2026, 1, 5);
    private static readonly DateOnly Born = new(1986, 1, 5);

    /// <summary>The lines of a region.</summary>
    public static ImmutableArray<TimetableLine> Of(KnowledgeBase knowledge, Agent agent, string region)
    {
        PatientRecord record = new()
        {
            Subject = new("Patient/model", null, DateSpan.On(Born)),
            Medicines = [.. agent.Medicines.Take(1).Select(name => new MedicineEntry("MedicationStatement/model", MedicineEntryKind.Statement, [name], MedicineStatus.Active) { From = DateSpan.On(Start), Authored = DateSpan.On(Start) })],
            ListsHeld = Enum.GetValues<RecordList>().ToDictionary(list => list, _ => (DateOnly?)null),
        };
        PatientSheet sheet = PatientSheet.ForCourse(knowledge, record, new(Start, region));
        Course course = sheet.CoursesOf(agent).LastOrDefault(running => running.Running)
            ?? new(agent.Id, DateSpan.On(Start), null, Running: true, StopReason.Unknown, SevereReaction: false, null, []);
        TestPlanner planner = new(knowledge, sheet, region);
        return [.. planner.Items(agent, course, sheet.For(agent, []), abnormal: null, ahead: true)
            .GroupBy(test => (test.Item, test.When, Days: string.Join(',', Days(test)))).Select(same => new TimetableLine(same.Key.Item, [.. same.Select(test => test.Test)], [.. Days(same.First())]))];
    }

    /// <summary>When an adequate trial is over, or null where no source names a time.</summary>
    public static TimeItem? Trial(Agent agent, string region) => RegionChoice.For(agent.Trial, region).FirstOrDefault(item => item.Duration is not null);

    private static IEnumerable<int> Days(PlannedTest test) => test.Due is { } due ? test.Later.Prepend(due).Select(day => day.DayNumber - Start.DayNumber) : [];
}

/// <summary>Tests that one item of the knowledge asks for on the same days.</summary>
/// <param name="Item">The item.</param>
/// <param name="Tests">The tests.</param>
/// <param name="Days">The days of the first year after the first dose; empty where no day can be given.</param>
public sealed record TimetableLine(TestItem Item, ImmutableArray<TestDefinition> Tests, ImmutableArray<int> Days);
