using System.Globalization;
using System.Text.Json;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Treatments;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Monitoring;

/// <summary>Writes a monitoring report as JSON, schema <c>filaggrin.monitoring/1</c>: camelCase names, ISO 8601 dates, UCUM units.</summary>
public static class MonitoringJson
{
    /// <summary>The schema version.</summary>
    public const string Schema = "filaggrin.monitoring/1";

    /// <summary>Writes the whole report.</summary>
    public static void Write(Utf8JsonWriter json, MonitoringReport report)
    {
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteString("edition", report.Edition.ToString());
        json.WriteString("asOf", DateSpan.Iso(report.AsOf));
        json.WriteString("region", report.Region);
        json.Array("treatments", report.Treatments, Treatment);
        json.Array("tests", report.Tests, Test);
        json.Array("elsewhere", report.Elsewhere, Elsewhere);
        json.Array("actions", report.Actions, Action);
        json.Array("response", report.Responses.SelectMany(response => response.Response.Measures.Select(measure => (response, measure))), Response);
        json.Array("next", report.Next, Next);
        json.Array("onHold", report.OnHold, Held);
        if (report.Glucocorticoids is { } use) Glucocorticoids(json, use);
        else json.WriteNull("glucocorticoids");
        if (report.Conception is { } timetable) Conception(json, timetable);
        else json.WriteNull("conception");
        json.Array("undecided", report.Undecided, Undecided);
        json.Array("assumptions", report.Assumptions, (writer, text) => writer.WriteStringValue(text));
        json.Array("notUnderstood", report.NotUnderstood, AppraisalJson.NotUnderstood);
        json.WriteEndObject();
    }

    /// <summary>What is asked for, as the JSON says it.</summary>
    public static string Word(ActionKind kind) => kind switch
    {
        ActionKind.UrgentReview => "urgent-review",
        ActionKind.NonResponse => "non-response",
        _ => kind.ToString().ToLowerInvariant(),
    };

    /// <summary>What a word of the JSON or of the knowledge asks for.</summary>
    /// <exception cref="InvalidOperationException">There is no such word.</exception>
    public static ActionKind KindOf(string word) => Enum.GetValues<ActionKind>().First(kind => Word(kind) == word);

    /// <summary>A verdict on the effect, as the JSON says it.</summary>
    public static string Word(ResponseVerdict verdict) => verdict switch
    {
        ResponseVerdict.Responder => "responder",
        ResponseVerdict.Partial => "partial",
        ResponseVerdict.NonResponder => "non-responder",
        ResponseVerdict.TooEarly => "too-early",
        _ => "unknown",
    };

    /// <summary>A dose as the JSON says it, such as <c>150 mg/d</c>.</summary>
    public static string? Word(Records.Dose? dose) => dose is null ? null : string.Create(CultureInfo.InvariantCulture, $"{AppraisalJson.Normal(dose.Amount)} {dose.Unit}");

    /// <summary>How a dose was ordered, such as <c>300 mg every 2 wk</c>; nothing where that is the dose itself.</summary>
    public static void Ordered(Utf8JsonWriter json, Records.Dose? dose)
    {
        if (dose?.AsOrdered is { } ordered) json.WriteString("ordered", string.Create(CultureInfo.InvariantCulture, $"{AppraisalJson.Normal(ordered.Amount)} {ordered.Unit} every {ordered.Every}"));
    }

    private static void Treatment(Utf8JsonWriter json, Treatment treatment)
    {
        Course course = treatment.Course;
        json.WriteStartObject();
        json.WriteString("agent", treatment.Agent.Id);
        json.OptionalString("from", course.From?.ToString());
        json.OptionalString("to", course.Running ? null : course.To?.ToString());
        json.OptionalString("dose", Word(course.Dose));
        Ordered(json, course.Dose);
        json.WriteBoolean("running", course.Running);
        if (course.OnHold) json.WriteBoolean("onHold", true);
        json.WriteBoolean("endIsCertain", treatment.EndIsCertain);
        json.WriteString("stopReason", Words.Of(course.StopReason));
        json.Array("doseChanges", treatment.Changes, (writer, change) =>
        {
            writer.WriteStartObject();
            writer.WriteString("on", DateSpan.Iso(change.On));
            writer.OptionalString("from", Word(change.From));
            writer.OptionalString("to", Word(change.To));
            writer.WriteString("source", change.Source);
            writer.WriteEndObject();
        });
        json.Array("pauses", treatment.Pauses, (writer, pause) =>
        {
            writer.WriteStartObject();
            writer.WriteString("from", DateSpan.Iso(pause.From));
            writer.WriteString("to", DateSpan.Iso(pause.To));
            writer.WriteNumber("days", pause.Days);
            writer.WriteEndObject();
        });
        json.Array("overlaps", treatment.Overlaps, (writer, agent) => writer.WriteStringValue(agent));
        json.Array("sources", course.Sources, (writer, source) => writer.WriteStringValue(source));
        json.WriteEndObject();
    }

    private static void Test(Utf8JsonWriter json, PlannedTest test)
    {
        json.WriteStartObject();
        json.WriteString("agent", test.Agent.Id);
        json.WriteString("test", test.Test.Id);
        json.WriteString("name", test.Test.Name);
        json.WriteString("status", test.Status.ToString().ToLowerInvariant());
        json.OptionalString("from", Iso(test.From));
        json.OptionalString("due", Iso(test.Due));
        json.OptionalString("last", Iso(test.Last));
        json.OptionalString("when", test.When);
        json.WriteString("rule", test.Item.Id);
        json.OptionalString("schedule", test.Item.Schedule?.Text);
        json.Sources(test.Item.Sources);
        if (test.Item.Recalled) json.WriteBoolean("unverified", true);
        if (!test.Elsewhere.IsEmpty) json.Array("elsewhere", test.Elsewhere, Statement);
        json.WriteEndObject();
    }

    internal static void Action(Utf8JsonWriter json, CourseAction action)
    {
        json.WriteStartObject();
        json.WriteString("agent", action.Agent.Id);
        json.WriteString("date", DateSpan.Iso(action.Date));
        json.WriteString("action", Word(action.Kind));
        json.WriteString("rule", action.Rule);
        json.WriteString("text", action.Text);
        if (action.Resumption is { } resumption)
        {
            json.WriteStartObject("resume");
            json.WriteString("when", resumption.Text);
            if (resumption.Holds == Truth.Unknown) json.WriteNull("holds");
            else json.WriteBoolean("holds", resumption.Holds == Truth.True);
            json.Array("missing", resumption.Missing, (writer, fact) => writer.WriteStringValue(fact.Name));
            json.OptionalString("notBefore", Iso(resumption.NotBefore));
            json.WriteEndObject();
        }

        if (!action.InPlaceOf.IsEmpty) json.Array("inPlaceOf", action.InPlaceOf, (writer, rule) => writer.WriteStringValue(rule));
        json.Array("facts", action.Facts, AppraisalJson.FactEntry);
        json.Sources(action.Sources);
        if (action.Recalled) json.WriteBoolean("unverified", true);
        json.WriteEndObject();
    }

    private static void Response(Utf8JsonWriter json, (CourseResponse Course, MeasuredResponse Measure) entry)
    {
        MeasuredResponse measure = entry.Measure;
        json.WriteStartObject();
        json.WriteString("agent", entry.Course.Agent.Id);
        json.WriteString("instrument", measure.Item.Measure.Name);
        json.WriteString("domain", measure.Item.Domain);
        Number(json, "baseline", measure.Baseline?.Value);
        json.OptionalString("baselineDate", Iso(measure.Baseline?.On));
        json.OptionalString("baselineSource", measure.Baseline?.Source);
        Number(json, "current", measure.Current?.Value);
        Number(json, "change", measure.Change);
        Number(json, "changePercent", measure.PercentChange is { } percent ? decimal.Round(percent, 1) : null);
        json.WriteString("verdict", Word(measure.Verdict));
        json.OptionalString("date", Iso(measure.Current?.On));
        json.OptionalString("source", measure.Current?.Source);
        json.OptionalString("reviewFrom", Iso(entry.Course.Response.ReviewOn));
        if (measure.LostOn is { } lost) json.WriteString("lostSince", DateSpan.Iso(lost));
        json.WriteString("rule", measure.Item.Id);
        json.Sources(measure.Item.Sources);
        json.WriteEndObject();
    }

    private static void Next(Utf8JsonWriter json, NextStep next)
    {
        json.WriteStartObject();
        json.WriteString("agent", next.Agent.Id);
        json.WriteString("step", next.Step == Step.StopInRemission ? "stop-in-remission" : next.Step.ToString().ToLowerInvariant());
        json.Array("because", next.Because, (writer, rule) => writer.WriteStringValue(rule));
        json.Array("options", next.Ways, (writer, way) =>
        {
            writer.WriteStartObject();
            writer.WriteString("agent", way.To.Id);
            writer.WriteString("standing", Words.Of(way.Standing));
            writer.WriteBoolean("known", !way.Items.IsEmpty);
            writer.Array("way", way.Items, Statement);
            writer.Array("owed", way.Owed, (inner, test) => inner.WriteStringValue(test.Id));
            writer.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void Elsewhere(Utf8JsonWriter json, (Agent Agent, TestItem Item) entry)
    {
        json.WriteStartObject();
        json.WriteString("agent", entry.Agent.Id);
        json.Array("regions", entry.Item.Regions, (writer, region) => writer.WriteStringValue(region));
        json.Array("tests", entry.Item.Tests, (writer, test) => writer.WriteStringValue(test));
        StatementMembers(json, entry.Item);
    }

    private static void Statement(Utf8JsonWriter json, Item item)
    {
        json.WriteStartObject();
        StatementMembers(json, item);
    }

    private static void StatementMembers(Utf8JsonWriter json, Item item)
    {
        json.WriteString("id", item.Id);
        json.WriteString("text", item.Text);
        json.Sources(item.Sources);
        if (item.Recalled) json.WriteBoolean("unverified", true);
        json.WriteEndObject();
    }

    private static void Held(Utf8JsonWriter json, HeldTreatment held)
    {
        json.WriteStartObject();
        json.WriteString("agent", held.Agent.Id);
        json.Array("against", held.Open, Action);
        json.Array("undecided", held.Undecided, (writer, item) => writer.WriteStringValue(item.Id));
        json.WriteEndObject();
    }

    private static void Glucocorticoids(Utf8JsonWriter json, GlucocorticoidUse use)
    {
        json.WriteStartObject("glucocorticoids");
        json.WriteNumber("daysInLastYear", use.Days);
        Number(json, "cumulativePrednisolone", use.Cumulative);
        Number(json, "meanDailyPrednisolone", use.MeanDaily is { } mean ? decimal.Round(mean, 1) : null);
        Number(json, "dailyPrednisoloneNow", use.DailyNow);
        json.WriteString("unit", "mg");
        json.Array("courses", use.Courses, (writer, course) =>
        {
            writer.WriteStartObject();
            writer.OptionalString("from", course.Course.From?.ToString());
            writer.OptionalString("to", course.Course.Running ? null : course.Course.To?.ToString());
            writer.WriteNumber("days", course.Days);
            Number(writer, "cumulativePrednisolone", course.Cumulative);
            writer.Array("sources", course.Course.Sources, (inner, source) => inner.WriteStringValue(source));
            writer.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void Conception(Utf8JsonWriter json, ConceptionTimetable timetable)
    {
        json.WriteStartObject("conception");
        json.OptionalString("wished", Iso(timetable.Wished));
        json.Array("rows", timetable.Rows, (writer, row) =>
        {
            writer.WriteStartObject();
            writer.WriteString("agent", row.Agent.Id);
            writer.WriteString("who", row.Item.Who ?? "both");
            writer.WriteBoolean("inUse", row.InUse);
            writer.WriteBoolean("mayGoOn", row.Item.MayGoOn);
            writer.OptionalString("before", row.Item.BeforeConception?.ToString());
            writer.OptionalString("lastDose", Iso(row.LastDose));
            writer.WriteString("rule", row.Item.Id);
            writer.WriteString("text", row.Item.Text);
            writer.Sources(row.Item.Sources);
            writer.WriteEndObject();
        });
        json.Array("bridges", timetable.Bridges, (writer, bridge) =>
        {
            writer.WriteStartObject();
            writer.WriteString("agent", bridge.Agent.Id);
            writer.WriteString("standing", Words.Of(bridge.Standing));
            writer.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void Undecided(Utf8JsonWriter json, UndecidedFact undecided)
    {
        json.WriteStartObject();
        json.WriteString("agent", undecided.Agent.Id);
        json.WriteString("fact", undecided.Fact.Name);
        json.WriteString("text", undecided.Fact.Text);
        if (undecided.State is { State: FactState.Doubtful, Why: { } why }) json.WriteString("why", why);
        json.Array("decides", undecided.Items, (writer, item) => writer.WriteStringValue(item.Id));
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number) json.WriteNumber(name, AppraisalJson.Normal(number));
        else json.WriteNull(name);
    }

    private static string? Iso(DateOnly? day) => day is { } known ? DateSpan.Iso(known) : null;
}
