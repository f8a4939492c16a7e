using System.Text.Json.Nodes;
using Filaggrin.Acceptance.Courses;
using Filaggrin.Advice.Monitoring;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Cli;
using Filaggrin.Cli.Commands;
using Filaggrin.Cli.Output;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Ical.Net;
using Ical.Net.CalendarComponents;

namespace Filaggrin.Acceptance.Commands;

public class MonitorCommandTests
{
    private const string OnCiclosporin = "on-ciclosporin-44";

    [Fact]
    public void The_exit_code_tells_scripts_that_something_as_grave_is_asked_for()
    {
        MonitoringReport report = Report(OnCiclosporin, "EU");
        Assert.Equal(ActionKind.Reduce, report.Actions[0].Kind);
        Assert.Equal(ExitCode.Ok, Run(report, ActionKind.Interrupt));
        Assert.Equal(ExitCode.Negative, Run(report, ActionKind.Reduce));
        Assert.Equal(ExitCode.Negative, Run(report, ActionKind.Flag));
        Assert.Equal(ExitCode.Ok, Run(report, null));
    }

    [Fact]
    public void A_calendar_holds_each_day_once_and_names_nobody()
    {
        MonitoringReport report = Report(OnCiclosporin, "EU");
        string text = CalendarFile.Of(report);
        Assert.Equal(text, CalendarFile.Of(report));
        Calendar calendar = Calendar.Load(text)!;
        CalendarEvent[] events = [.. calendar.Events];
        Assert.InRange(events.Length, 12, 40); // one for each visit of a year
        Assert.All(report.Tests.Where(test => test.Due is not null), test => Assert.Contains(events, entry => entry.Summary!.Contains(test.Test.Name, StringComparison.OrdinalIgnoreCase)));
        Assert.Equal(events.Length, events.Select(entry => entry.Uid).Distinct(StringComparer.Ordinal).Count());
        Assert.All(events, entry => Assert.True(DateOnly.FromDateTime(entry.DtStart!.Value) >= report.AsOf, "what lies behind is not planned"));
        Assert.Contains("BEGIN:VEVENT\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Patient/", text, StringComparison.Ordinal);
        Assert.All(text.Split("\r\n"), line => Assert.True(line.Length <= 75, line));
    }

    [Fact]
    public void The_page_tells_what_is_asked_for_before_anything_else()
    {
        using StringWriter output = new();
        MonitorCommand.Run(Report(OnCiclosporin, "EU"), json: false, calendar: null, failOn: null, output);
        string page = output.ToString();
        int asked = page.IndexOf("ASKED FOR", StringComparison.Ordinal), tests = page.IndexOf("TESTS", StringComparison.Ordinal), next = page.IndexOf("NEXT", StringComparison.Ordinal);
        Assert.True(asked > 0 && asked < tests && tests < next);
        Assert.All(page.Split('\n'), line => Assert.True(line.Length <= 100, line));
        Assert.EndsWith("It informs; it does not prescribe.\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_says_each_word_once_and_names_tests_as_people_do()
    {
        string[] pages = [.. CoursesTests.Days.Select(day => CoursesTests.Page(day.Data.Item1, day.Data.Item2))];
        Assert.All(pages, page =>
        {
            Assert.DoesNotMatch(@"(?i)\b(overdue|response|no response) - \1\b", page);
            Assert.DoesNotMatch(@"periodically; (none on record|last \S+)\. Periodically", page);
            Assert.DoesNotContain("creatinine and egfr", page, StringComparison.Ordinal);
        });
        Assert.Contains(pages, page => page.Contains("not on as before: overdue: ", StringComparison.Ordinal));
        Assert.Contains(pages, page => page.Contains("carry on as now: response: ", StringComparison.Ordinal));
        Assert.Contains(pages, page => page.Contains("Owed before the start: ", StringComparison.Ordinal) && page.Contains("creatinine with estimated GFR", StringComparison.Ordinal));
    }

    [Fact]
    public void A_dose_is_told_as_it_was_ordered()
    {
        const string told = "300 mg every 2 weeks (150 mg a week)";
        string page = CoursesTests.Page("dupilumab-response-week-16", "2026-04-30").Replace(FactText.Glue, ' ');
        Assert.Contains(told, page, StringComparison.Ordinal);
        JsonNode treatment = CoursesTests.Monitor("dupilumab-response-week-16", "2026-04-30")["treatments"]!.AsArray().Single(entry => entry!["agent"]!.GetValue<string>() == "dupilumab")!;
        Assert.Equal(("150 mg/wk", "300 mg every 2 wk"), (treatment["dose"]!.GetValue<string>(), treatment["ordered"]!.GetValue<string>()));
        Assert.Contains(told, ConsolePage.CurrentText(Assert.Single(Examples.Appraise(Examples.Export).Current), Examples.Appraise(Examples.Export)).Replace(FactText.Glue, ' '), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wish_for_a_child_gets_a_timetable()
    {
        FactDefinition wished = Examples.Knowledge.Facts["ConceptionWished"];
        Finding answer = new(wished, new DateValue(DateSpan.Parse("2027-09-01")!.Value), FindingStatus.Present, DateSpan.Parse("2026-11-01"), null, null, "answer");
        MonitoringReport report = new TreatmentMonitor(Examples.Knowledge).Report(Examples.Read("complete-man-46"), Examples.Request with { Answers = [answer] });
        ConceptionRow methotrexate = report.Conception!.Rows.First(row => row.Agent.Id == "methotrexate" && row.LastDose is not null);
        Assert.Equal("man", methotrexate.Item.Who);
        Assert.Equal(methotrexate.Item.BeforeConception!.Value.Before(new(2027, 9, 1)), methotrexate.LastDose);
        Assert.NotEmpty(report.Conception.Bridges);
        Assert.Null(Report("complete-man-46", "EU").Conception);
    }

    [Fact]
    public void The_day_of_the_question_is_the_horizon()
    {
        JsonNode early = CoursesTests.Monitor("ciclosporin-creatinine-rise", "2026-01-13"), late = CoursesTests.Monitor("ciclosporin-creatinine-rise", "2026-01-27");
        Assert.DoesNotContain("106", early["actions"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("106", late["actions"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_timetable_in_the_guide_is_that_of_the_knowledge() => Assert.Equal(
        File.ReadAllText(Path.Combine(Examples.Folder, "..", "docs", "guide", "monitoring.md")), TimetablePage.Of(Examples.Knowledge), ignoreLineEndingDifferences: true);

    private static MonitoringReport Report(string name, string region) =>
        new TreatmentMonitor(Examples.Knowledge).Report(Examples.Read(name), new AppraisalRequest(Examples.Request.AsOf, region));

    private static int Run(MonitoringReport report, ActionKind? failOn) => MonitorCommand.Run(report, json: true, calendar: null, failOn, TextWriter.Null);
}
