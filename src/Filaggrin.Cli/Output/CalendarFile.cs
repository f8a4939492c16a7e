using Filaggrin.Advice.Monitoring;
using Filaggrin.Knowledge.Logic;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Filaggrin.Cli.Output;

/// <summary>The tests of a monitoring report as a calendar (iCalendar, RFC 5545): one whole day for each, and nothing that names the patient.</summary>
internal static class CalendarFile
{
    /// <summary>The next day of each test and those that follow within a year; the same report gives the same text.</summary>
    public static string Of(MonitoringReport report)
    {
        Calendar calendar = new() { Method = "PUBLISH", ProductId = "-//Filaggrin//monitor//EN" };
        foreach (PlannedTest test in report.Tests.Where(test => test.Due is not null))
        {
            bool overdue = test.Status == TestStatus.Overdue;
            Add(calendar, report, test, overdue ? report.AsOf : test.Due!.Value, overdue ? $"overdue since {DateSpan.Iso(test.Due!.Value)}" : null);
            foreach (DateOnly day in test.Later) Add(calendar, report, test, day, null);
        }

        return new CalendarSerializer().SerializeToString(calendar) ?? "";
    }

    private static void Add(Calendar calendar, MonitoringReport report, PlannedTest test, DateOnly day, string? remark)
    {
        string sources = string.Join("; ", test.Item.Sources.Select(reference => reference.Source.Citation));
        calendar.Events.Add(new CalendarEvent
        {
            Uid = $"{test.Agent.Id}-{test.Test.Id}-{DateSpan.Iso(day)}@filaggrin",
            DtStamp = new CalDateTime(report.AsOf.Year, report.AsOf.Month, report.AsOf.Day, 0, 0, 0, "UTC"),
            DtStart = new CalDateTime(day),
            DtEnd = new CalDateTime(day.AddDays(1)),
            Summary = $"{test.Test.Name} ({test.Agent.Name}){(remark is null ? "" : ", " + remark)}",
            Description = $"{test.Item.Text}{(sources.Length == 0 ? "" : $" Source: {sources}")} Edition {report.Edition}.",
            Transparency = TransparencyType.Transparent,
        });
    }
}
