using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Appraisals.Bundles;
using Filaggrin.Advice.Sheets;
using Filaggrin.Advice.Wording;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Appraisals.Bundles;

/// <summary>For any patient: nothing that the appraisal says of options, tests and sources is lost in the bundle.</summary>
public class AppraisalBundleTests
{
    private static readonly Advisor Advisor = new(Patients.Knowledge);

    // Whose doses are limited by the kidney, by age or by a medicine; drawn at random they are few.
    private static readonly IEnumerable<(Patients Patient, AppraisalRequest Request)> Limited =
        from patient in (Patients[])[Patients.Woman(70), Patients.Man(40).With("EGFR", 45), Patients.Woman(35).With("EGFR", 35), Patients.Man(30).Taking("probenecid")]
        from region in (string[])["EU", "UK", "US"]
        select (patient, new AppraisalRequest(Patients.Day, region));

    private static readonly ImmutableArray<(Patients Patient, AppraisalRequest Request, Appraisal Appraisal, JsonNode Bundle)> Written = [..
        Gen.Select(RandomPatients.Any, RandomPatients.Region, (patient, region) => (Patient: patient, Request: new AppraisalRequest(Patients.Day, region))).Pinned(60).Concat(Limited)
            .Select(drawn => (drawn.Patient, drawn.Request, Appraisal: Advisor.Appraise(drawn.Patient.Record, drawn.Request)))
            .Select(drawn => (drawn.Patient, drawn.Request, drawn.Appraisal, JsonNode.Parse(Write(drawn.Appraisal))!))];

    [Fact]
    public void The_same_patient_gives_the_same_bytes_and_another_day_other_identifiers()
    {
        foreach ((Patients patient, AppraisalRequest request, Appraisal appraisal, JsonNode bundle) in Written.Take(10))
        {
            Assert.Equal(Write(appraisal), Write(Advisor.Appraise(patient.Record, request)));
            JsonNode later = JsonNode.Parse(Write(Advisor.Appraise(patient.Record, request with { AsOf = request.AsOf.AddDays(1) })))!;
            Assert.Empty(Resources(bundle).Select(Id).Intersect(Resources(later).Select(Id), StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Every_open_option_is_an_action_with_a_plan_and_no_other_is() => Each((appraisal, bundle, told) =>
    {
        JsonNode group = Resources(bundle, "RequestGroup").Single();
        JsonNode[] actions = [.. group["action"]?[0]!["action"]!.AsArray().Select(action => action!) ?? []];
        Option[] open = [.. appraisal.Options.Where(StandingText.IsOpen)];
        Assert.True(open.Select(option => option.Agent.Name).SequenceEqual(actions.Select(action => Text(action, "title")), StringComparer.Ordinal), told());
        Assert.All(open.Zip(actions), pair =>
        {
            Assert.Equal(StandingText.Of(pair.First.Standing), Text(pair.Second["code"]![0]!, "text"));
            JsonNode plan = Linked(bundle, pair.Second["resource"]!);
            Assert.Equal("CarePlan", Text(plan, "resourceType"));
            Assert.EndsWith(pair.First.Agent.Name, Text(plan, "title"), StringComparison.Ordinal);
        });
        if (actions.Length > 0) Assert.Equal("at-most-one", Text(group["action"]![0]!, "selectionBehavior"));
    });

    [Fact]
    public void Every_owed_task_and_test_is_a_proposal() => Each((appraisal, bundle, told) =>
    {
        string[] proposed = [.. Resources(bundle, "ServiceRequest").Select(request => Text(request["code"]!, "text"))];
        HashSet<string> inUse = [.. appraisal.Current.Select(current => current.Agent.Id)];
        string[] owed = [.. appraisal.Workup
            .Concat(appraisal.Options.Where(option => option.Standing is Standing.Suitable or Standing.Caution or Standing.NeedsInformation && !inUse.Contains(option.Agent.Id)).SelectMany(option => option.Plan.Tests))
            .Where(task => task.Status is "owed" or "out-of-date").Select(task => Plain(task.Text)).Distinct(StringComparer.Ordinal)];
        Assert.True(owed.Order(StringComparer.Ordinal).SequenceEqual(proposed.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), StringComparer.Ordinal), told());
        Assert.All(Resources(bundle, "ServiceRequest", "RequestGroup", "CarePlan"), proposal => Assert.Equal(("draft", "proposal"), (Text(proposal, "status"), Text(proposal, "intent"))));
    });

    [Fact]
    public void Every_source_of_a_reason_is_cited_with_its_link() => Each((appraisal, bundle, told) =>
    {
        JsonNode?[] actions = [.. Resources(bundle, "RequestGroup").Single()["action"]?[0]!["action"]!.AsArray() ?? []];
        string[] notes = [.. Resources(bundle, "ClinicalImpression").Single()["note"]!.AsArray().Select(note => Text(note!, "text"))];
        foreach (Option option in appraisal.Options)
        {
            foreach (SourceReference reference in option.Reasons.SelectMany(reason => reason.Sources))
            {
                string label = reference.At is { } at ? $"{reference.Source.Id}#{at}" : reference.Source.Id;
                bool cited = StandingText.IsOpen(option)
                    ? actions.Single(action => Text(action!, "title") == option.Agent.Name)!["documentation"]!.AsArray()
                        .Any(document => Text(document!, "type") == "citation" && Text(document!, "label") == label && document!["url"]?.GetValue<string>() == reference.Source.Url)
                    : notes.Any(note => note.StartsWith(Markdown.Text(option.Agent.Name) + ",", StringComparison.Ordinal) && note.Contains(Markdown.Text(label), StringComparison.Ordinal)
                        && (reference.Source.Url is not { } url || note.Contains($"({url.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal)})", StringComparison.Ordinal)));
                Assert.True(cited, $"{option.Agent.Id}: {label}\n{told()}");
            }
        }
    });

    [Fact]
    public void Every_option_that_is_not_open_says_why_in_the_impression() => Each((appraisal, bundle, told) =>
    {
        string[] notes = [.. Resources(bundle, "ClinicalImpression").Single()["note"]!.AsArray().Select(note => Text(note!, "text"))];
        Assert.All(appraisal.Options.Where(option => !StandingText.IsOpen(option)), option => Assert.True(
            notes.Count(note => note.StartsWith($"{Markdown.Text(option.Agent.Name)}, {StandingText.Of(option.Standing)}: ", StringComparison.Ordinal)) == 1, told()));
        Assert.StartsWith($"{Words.Closing} Edition: {appraisal.Edition.Name}", notes[0], StringComparison.Ordinal);
    });

    [Fact]
    public void The_date_of_birth_cannot_be_read_from_it()
    {
        int days = 0;
        Each((appraisal, bundle, told) =>
        {
            string json = bundle.ToJsonString();
            foreach (DateOnly day in appraisal.Options.SelectMany(option => option.Opens?.Ways ?? []).SelectMany(way => way.Changes).Where(change => change.Fact.Name == "Age").Select(change => change.When).OfType<DateOnly>())
            {
                days++;
                Assert.False(json.Contains(Knowledge.Logic.DateSpan.Iso(day), StringComparison.Ordinal) || json.Contains("birth date", StringComparison.Ordinal), told());
            }
        });
        Assert.True(days > 10, $"only {days} birthdays open an option");
    }

    [Fact]
    public void A_dose_under_a_limit_says_so_and_leaves_the_source_text_out() // which may name more
    {
        int limited = 0;
        Each((appraisal, bundle, told) =>
        {
            foreach (Option option in appraisal.Options.Where(option => StandingText.IsOpen(option) && option.Plan.Limits.Any(limit => StandingText.Of(limit.Limit).Length > 0)))
            {
                if (Resources(bundle, "CarePlan").FirstOrDefault(plan => Text(plan, "title") == "Start of " + option.Agent.Name) is not { } plan) continue;
                string[] doses = [.. plan["activity"]!.AsArray().Select(activity => activity!["detail"]).Where(detail => detail?["kind"]?.GetValue<string>() == "MedicationRequest").Select(detail => Text(detail!, "description"))];
                foreach (PlannedDose dose in option.Plan.Doses.Where(dose => !dose.Doses.IsEmpty && dose.Item.Role is "start" or "maintenance"))
                {
                    limited++;
                    Assert.True(doses.Any(text => text.StartsWith(Plain(PlanText.Amounts(dose.Doses)), StringComparison.Ordinal) && text.Contains("Limit: ", StringComparison.Ordinal)), told());
                    Assert.True(!plan.ToJsonString().Contains(Plain(dose.Item.Text), StringComparison.Ordinal), told());
                }
            }
        });
        Assert.True(limited > 10, $"only {limited} doses were under a limit");
    }

    [Fact]
    public void An_agent_in_use_is_not_started_again()
    {
        Appraisal appraisal = Advisor.Appraise(Patients.Man(40).Taking("methotrexate", "2026-01-05").Record, new(Patients.Day, "EU"));
        JsonNode bundle = JsonNode.Parse(Write(appraisal))!;
        JsonNode plan = Resources(bundle, "CarePlan").Single(plan => Text(plan, "title") == "Going on with Methotrexate");
        Assert.DoesNotContain(plan["activity"]!.AsArray(), activity => activity!["detail"]?["productCodeableConcept"]?["text"]?.GetValue<string>() == "Methotrexate");
        Assert.Contains("Start of Dupilumab", Resources(bundle, "CarePlan").Select(other => Text(other, "title")), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("baricitinib", "4 mg")]
    [InlineData("upadacitinib", null)] // 15 mg or 30 mg: a choice
    [InlineData("azathioprine", "75 mg")] // 1 mg/kg in steps of 25 mg
    [InlineData("ciclosporin", null)] // a range
    [InlineData("methotrexate", null)] // not daily
    public void A_daily_amount_stands_where_it_is_one(string agent, string? expected)
    {
        Option option = Advisor.Appraise(Patients.Man(40).With("Weight", 75).Record, new(Patients.Day, "EU")).Options.Single(option => option.Agent.Id == agent);
        DoseAmount? daily = option.Plan.Doses.First(dose => dose.Item.Role == "start").Daily;
        Assert.Equal(expected, daily is null ? null : $"{daily.Amount:0.##} {daily.Unit}");
    }

    [Fact]
    public void Codes_of_an_owed_test_are_those_that_were_read_in_a_source() => Each((_, bundle, told) =>
    {
        HashSet<string> read = [.. Patients.Knowledge.Facts.All.SelectMany(fact => fact.Codes).Where(code => code is { System: Knowledge.Facts.CodeSystem.Loinc, Recalled: false }).Select(code => code.Code)];
        foreach (JsonNode request in Resources(bundle, "ServiceRequest"))
        {
            foreach (JsonNode? coding in new[] { request["code"] }.Concat(request["orderDetail"]?.AsArray() ?? []).SelectMany(concept => concept?["coding"]?.AsArray() ?? []))
                Assert.True(Text(coding!, "system") == "http://loinc.org" && read.Contains(Text(coding!, "code")), told());
        }
    });

    [Fact]
    public void Every_narrative_is_well_formed() => Each((_, bundle, told) =>
    {
        foreach (JsonNode resource in Resources(bundle))
            Assert.False(string.IsNullOrWhiteSpace(XElement.Parse(Text(resource["text"]!, "div")).Value), told());
    });

    private static void Each(Action<Appraisal, JsonNode, Func<string>> check)
    {
        foreach ((Patients patient, AppraisalRequest request, Appraisal appraisal, JsonNode bundle) in Written) check(appraisal, bundle, () => $"{request.Region}\n{patient.Describe()}");
    }

    private static string Write(Appraisal appraisal)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer, AppraisalJson.WriterOptions)) AppraisalBundle.Write(writer, appraisal);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static IEnumerable<JsonNode> Resources(JsonNode bundle, params string[] types) => bundle["entry"]!.AsArray().Select(entry => entry!["resource"]!)
        .Where(resource => types.Length == 0 || types.Contains(Text(resource, "resourceType"), StringComparer.Ordinal));

    private static JsonNode Linked(JsonNode bundle, JsonNode link) => bundle["entry"]!.AsArray().Single(entry => Text(entry!, "fullUrl") == Text(link, "reference"))!["resource"]!;

    private static string Id(JsonNode resource) => Text(resource, "id");

    private static string Text(JsonNode node, string member) => node[member]?.GetValue<string>() ?? "";

    private static string Plain(string text) => string.Join(' ', text.Replace(FactText.Glue, ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
