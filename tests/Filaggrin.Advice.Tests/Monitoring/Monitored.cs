using System.Globalization;
using System.Text;
using System.Text.Json;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Monitoring;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Monitoring;

/// <summary>Records of people under treatment, which hold only what a test tells of, and their reports.</summary>
internal static class Monitored
{
    /// <summary>The first day of treatment of most tests, a Monday.</summary>
    public const string Start = "2026-01-05";

    /// <summary>A man of 40 with eczema and a complete record without a single result.</summary>
    public static Patients Man { get; } = Patients.Bare().OfSex("male").Born("1985-06-01").HoldingAll().Listed("AtopicDermatitis", "2005-01-01", "snomed|24079001");

    /// <summary>A woman of 35 likewise.</summary>
    public static Patients Woman { get; } = Patients.Bare().OfSex("female").Born("1990-06-01").HoldingAll().Listed("AtopicDermatitis", "2005-01-01", "snomed|24079001");

    /// <summary>The day so many days after another.</summary>
    public static string Day(int days, string start = Start) => DateSpan.Iso(DateOnly.ParseExact(start, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(days));

    /// <summary>The report as of a day.</summary>
    public static MonitoringReport On(this Patients patient, string day, string region = "EU", KnowledgeBase? knowledge = null) =>
        new TreatmentMonitor(knowledge ?? Patients.Knowledge).Report(patient.Record, new(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), region));

    /// <summary>The report as its JSON.</summary>
    public static string Json(this MonitoringReport report)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, AppraisalJson.WriterOptions)) MonitoringJson.Write(json, report);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The line of a test; a failure tells the lines that there are.</summary>
    public static PlannedTest Test(this MonitoringReport report, string test, string? agent = null)
    {
        PlannedTest? line = report.Tests.SingleOrDefault(planned => planned.Test.Id == test && (agent is null || planned.Agent.Id == agent));
        Assert.True(line is not null, $"{test} should be planned: {report.Tell()}");
        return line;
    }

    /// <summary>An action; a failure tells the actions that there are.</summary>
    public static CourseAction Action(this MonitoringReport report, string rule)
    {
        CourseAction? action = report.Actions.SingleOrDefault(action => action.Rule == rule);
        Assert.True(action is not null, $"{rule} should be an action: {report.Tell()}");
        return action;
    }

    /// <summary>No such action.</summary>
    public static void Silent(this MonitoringReport report, params string[] rules) =>
        Assert.True(!report.Actions.Any(action => rules.Contains(action.Rule, StringComparer.Ordinal)), $"{string.Join(", ", rules)} should be no action: {report.Tell()}");

    /// <summary>A fact in the frame of an agent.</summary>
    public static Fact Fact(this Patients patient, string name, string agent, string day, KnowledgeBase? knowledge = null)
    {
        knowledge ??= Patients.Knowledge;
        return PatientSheet.ForCourse(knowledge, patient.Record, new(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), "EU")).For(knowledge.Agents[agent], [])[name];
    }

    /// <summary>Actions and dated tests on one line.</summary>
    public static string Tell(this MonitoringReport report) =>
        $"as of {DateSpan.Iso(report.AsOf)} {report.Region}: {string.Join("; ", report.Actions.Select(action => $"{action.Agent.Id} {action.Word} {action.Rule} {DateSpan.Iso(action.Date)}"))}; "
        + string.Join("; ", report.Tests.Where(test => test.Due is not null).Select(test => $"{test.Agent.Id} {test.Test.Id} {test.Status} by {DateSpan.Iso(test.Due!.Value)}"));
}
