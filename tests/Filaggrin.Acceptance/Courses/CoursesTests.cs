using System.Globalization;
using System.Text.Json.Nodes;
using Filaggrin.Acceptance.Records;
using Filaggrin.Acceptance.Vignettes;
using Filaggrin.Advice.Monitoring;
using Filaggrin.Advice.Records;
using Filaggrin.Cli.Output;

namespace Filaggrin.Acceptance.Courses;

/// <summary>Months under one agent: what monitoring must and must not say on given days.</summary>
public class CoursesTests
{
    private const string Expected = ".expected.json";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Courses", "data");

    public static TheoryData<string, string> Days
    {
        get
        {
            TheoryData<string, string> days = [];
            foreach (string file in Directory.EnumerateFiles(Folder, "*" + Expected).Order(StringComparer.Ordinal))
            {
                string name = Path.GetFileName(file)[..^Expected.Length];
                foreach (JsonNode? day in ExpectedOf(name)["dates"]!.AsArray()) days.Add(name, day!["asOf"]!.GetValue<string>());
            }

            return days;
        }
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void Monitoring_says_what_the_course_expects_of_the_day(string name, string asOf)
    {
        JsonNode expected = ExpectedOf(name)["dates"]!.AsArray().Single(day => day!["asOf"]!.GetValue<string>() == asOf)!;
        string[] failures = [.. Failures(expected, Monitor(name, asOf))];
        Assert.True(failures.Length == 0, string.Join('\n', failures));
    }

    [Fact]
    public void A_report_that_asks_for_everything_and_one_that_asks_for_nothing_fail() // a check that cannot fail would hold everything
    {
        JsonNode[] days = [.. Days.Select(day => ExpectedOf(day.Data.Item1)["dates"]!.AsArray().Single(entry => entry!["asOf"]!.GetValue<string>() == day.Data.Item2)!)];
        JsonNode nothing = JsonNode.Parse("""{ "actions": [] }""")!;
        Assert.All(days.Where(day => day["expect"]!.AsArray().Count > 0), day => Assert.NotEmpty(Failures(day, nothing)));
        Assert.All(days.Where(day => day["forbid"]!.AsArray().Count > 0), day =>
        {
            JsonNode forbidden = day["forbid"]![0]!;
            JsonNode everything = JsonNode.Parse($$"""{ "actions": [ { "agent": {{forbidden["agent"]!.ToJsonString()}}, "action": {{forbidden["actions"]![0]!.ToJsonString()}}, "text": "" } ] }""")!;
            Assert.NotEmpty(Failures(day, everything));
        });
    }

    internal static JsonNode Monitor(string name, string asOf)
    {
        string region = ExpectedOf(name)["region"]!.GetValue<string>();
        PatientRecord record = Engine.Read(File.ReadAllBytes(Path.Combine(Folder, name + ".json")));
        MonitoringReport report = new TreatmentMonitor(Engine.Knowledge).Report(record, new(DateOnly.ParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture), region));
        return JsonNode.Parse(JsonOutput.Text(json => MonitoringJson.Write(json, report)))!;
    }

    /// <summary>The page of a course on a day, its lines joined.</summary>
    internal static string Page(string name, string asOf)
    {
        PatientRecord record = Engine.Read(File.ReadAllBytes(Path.Combine(Folder, name + ".json")));
        using StringWriter output = new();
        MonitorPage.Write(new TreatmentMonitor(Engine.Knowledge).Report(record, new(DateOnly.ParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture), ExpectedOf(name)["region"]!.GetValue<string>())), output);
        return string.Join(' ', output.ToString().Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
    }

    private static JsonNode ExpectedOf(string name) => JsonNode.Parse(File.ReadAllBytes(Path.Combine(Folder, name + Expected)))!;

    private static IEnumerable<string> Failures(JsonNode day, JsonNode report)
    {
        foreach (JsonNode entry in day["expect"]!.AsArray().OfType<JsonNode>())
        {
            string[] words = [.. AppraisalText.Strings(entry["mentions"])];
            bool found = Actions(report, entry).Any(action => words.Length == 0 || AppraisalText.Mentions(AppraisalText.Flat(action), words));
            if (!found) yield return $"{entry["agent"]} should get {string.Join('|', AppraisalText.Strings(entry["actions"]))} ({entry["because"]})";
        }

        foreach (JsonNode entry in day["forbid"]!.AsArray().OfType<JsonNode>())
        {
            foreach (JsonNode action in Actions(report, entry)) yield return $"{entry["agent"]} must not get {action["action"]} ({entry["because"]}): {action["text"]}";
        }
    }

    private static IEnumerable<JsonNode> Actions(JsonNode report, JsonNode entry) => report["actions"]!.AsArray().OfType<JsonNode>()
        .Where(action => action["agent"]!.ToString() == entry["agent"]!.ToString() && AppraisalText.Strings(entry["actions"]).Contains(action["action"]!.ToString(), StringComparer.Ordinal));
}
