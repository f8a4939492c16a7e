using Filaggrin.Advice.Monitoring;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Logic;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Filaggrin.Cli.Output;

/// <summary>The tests of a monitoring report as a calendar (iCalendar, RFC 5545): one whole day for each visit of an agent, and nothing that names the patient.</summary>
internal static class CalendarFile
{
    /// <summary>The next day of each test and those that follow within a year, those of a day together; the same report gives the same text.</summary>
    public static string Of(MonitoringReport report)
    {
        Calendar calendar = new() { Method = "PUBLISH", ProductId = "-//Filaggrin//monitor//EN" };
        foreach (IGrouping<(DateOnly Day, string Id), Visit> visit in Visits(report).GroupBy(visit => (visit.Day, visit.Test.Agent.Id)).OrderBy(visit => visit.Key.Day).ThenBy(visit => visit.Key.Id, StringComparer.Ordinal))
            calendar.Events.Add(Event(report, visit.Key.Day, [.. visit]));
        return new CalendarSerializer().SerializeToString(calendar) ?? "";
    }

    private static IEnumerable<Visit> Visits(MonitoringReport report)
    {
        foreach (PlannedTest test in report.Tests.Where(test => test.Due is not null))
        {
            bool overdue = test.Status == TestStatus.Overdue;
            yield return new(overdue ? report.AsOf : test.Due!.Value, test, overdue ? $"overdue since {DateSpan.Iso(test.Due!.Value)}" : null);
            foreach (DateOnly day in test.Later) yield return new(day, test, null);
        }
    }

    private static CalendarEvent Event(MonitoringReport report, DateOnly day, Visit[] visits)
    {
        string tests = string.Join(", ", visits.Select((visit, place) => (place == 0 ? visit.Test.Test.Name : PlanText.Lower(visit.Test.Test.Name)) + (visit.Remark is null ? "" : $" ({visit.Remark})")));
        string[] texts = [.. visits.Select(visit => visit.Test.Item).DistinctBy(item => item.Id, StringComparer.Ordinal).Select(Said)];
        return new()
        {
            Uid = $"{visits[0].Test.Agent.Id}-{DateSpan.Iso(day)}@filaggrin",
            DtStamp = new CalDateTime(report.AsOf.Year, report.AsOf.Month, report.AsOf.Day, 0, 0, 0, "UTC"),
            DtStart = new CalDateTime(day),
            DtEnd = new CalDateTime(day.AddDays(1)),
            Summary = $"{visits[0].Test.Agent.Name}: {tests}",
            Description = $"{string.Join(" ", texts)} Edition {report.Edition}.",
            Transparency = TransparencyType.Transparent,
        };
    }

    private static string Said(TestItem item)
    {
        string sources = string.Join("; ", item.Sources.Select(reference => reference.Source.Citation));
        return item.Text + (sources.Length == 0 ? "" : $" Source: {ReasonText.Stop(sources)}");
    }

    private readonly record struct Visit(DateOnly Day, PlannedTest Test, string? Remark);
}
