using System.Text.Json.Nodes;
using Filaggrin.Advice.Records;

namespace Filaggrin.Fhir.Tests.Assembly;

public class OrderTests
{
    private static readonly string[] Resources =
    [
        Bundles.Patient, Bundles.Condition(""), Bundles.Condition("\"id\":\"d\",\"code\":{\"text\":\"suspected tuberculosis\"}"),
        Bundles.Observation("\"valueQuantity\":{\"value\":30,\"code\":\"U/L\"}"), Bundles.Observation("\"id\":\"o2\",\"valueQuantity\":{\"value\":30,\"unit\":\"bananas\"}"),
        Bundles.Request("\"medicationCodeableConcept\":null,\"medicationReference\":{\"reference\":\"Medication/x\"}"),
        """{"resourceType":"Medication","id":"x","code":{"coding":[{"system":"http://www.whocc.no/atc","code":"L04AX03"}]}}""",
        """{"resourceType":"Observation","status":"final","code":{"text":"EASI"},"valueQuantity":{"value":12,"code":"{score}"}}""",
        """{"resourceType":"AllergyIntolerance","id":"a","patient":{"reference":"Patient/p"},"code":{"text":"wasp"}}""",
    ];

    [Fact]
    public void Order_doubles_and_white_space_make_no_difference()
    {
        string expected = Text(Bundles.ReadJson(Bundles.Bundle(Resources)));
        Gen.Select(Gen.Shuffle(Resources), Gen.Int[0, Resources.Length - 1], Gen.Bool, Gen.Int).Sample((shuffled, twice, indented, seed) =>
        {
            string json = Bundles.Bundle([.. shuffled, shuffled[twice]]);
            JsonNode node = Reordered(JsonNode.Parse(json)!, seed);
            return Text(Bundles.ReadJson(node.ToJsonString(new() { WriteIndented = indented }))) == expected;
        }, iter: 200);
    }

    [Theory]
    [InlineData("collection")]
    [InlineData("searchset")]
    [InlineData("transaction")]
    [InlineData("batch")]
    [InlineData("document")]
    [InlineData("message")]
    [InlineData("history")]
    public void Every_type_of_Bundle_is_read(string type) => Assert.True(
        Bundles.ReadJson(Bundles.Bundle(Bundles.Patient, Bundles.Condition("")).Replace("collection", type, StringComparison.Ordinal)).Has("ActiveTuberculosis"));

    [Fact]
    public void Bundles_within_an_answer_to_a_batch_are_read() => Assert.True(Bundles.ReadJson($$$$"""
        {"entry":[{"response":{"status":"200"},"resource":{{{{Bundles.Bundle(Bundles.Condition(""))}}}}},{"resource":{"entry":[{"resource":{{{{Bundles.Patient}}}}}],"resourceType":"Bundle"}}],
         "type":"batch-response","resourceType":"Bundle"}
        """).Has("ActiveTuberculosis"));

    [Fact]
    public void Of_several_versions_the_newest_counts()
    {
        string first = Bundles.Condition("\"meta\":{\"versionId\":\"1\",\"lastUpdated\":\"2025-01-01T00:00:00Z\"}");
        string second = Bundles.Condition("\"meta\":{\"versionId\":\"2\",\"lastUpdated\":\"2025-02-01T00:00:00Z\"},\"verificationStatus\":{\"coding\":[{\"code\":\"entered-in-error\"}]}");
        Assert.Empty(Bundles.Read(second, first).Findings);
        Assert.Empty(Bundles.Read(first, second).ListsHeld);
        string undated = Bundles.Condition("\"meta\":{\"versionId\":\"3\"},\"clinicalStatus\":{\"coding\":[{\"code\":\"resolved\"}]}");
        Assert.Equal(FindingStatus.Past, Bundles.Read(undated, Bundles.Condition("\"meta\":{\"versionId\":\"2\"}")).Only("ActiveTuberculosis").Status);
    }

    [Fact]
    public void A_version_that_was_corrected_later_is_what_was_known_until_then()
    {
        string[] versions =
        [
            Version(1, "2026-03-02", 40), Version(2, "2026-03-09", 60), Version(3, "2026-03-20", 50),
        ];
        foreach (int[] order in (int[][])[[0, 1, 2], [2, 1, 0], [1, 2, 0]])
        {
            PatientRecord record = Bundles.Read([.. order.Select(index => versions[index])]);
            Assert.Equal(
                "40 until 2026-03-09, 60 until 2026-03-20, 50 until ",
                string.Join(", ", record.Findings.Where(finding => finding.Fact.Name == "ALT").OrderBy(finding => finding.Known).Select(finding => $"{finding.Value} until {finding.Until:yyyy-MM-dd}")));
        }

        Assert.Null(Assert.Single(Bundles.Read(versions[0]).Findings, finding => finding.Fact.Name == "ALT").Until);

        static string Version(int number, string issued, int value) => Bundles.Observation(
            $$"""
            "meta":{"versionId":"{{number}}"},"issued":"{{issued}}T10:00:00Z","status":"{{(number == 1 ? "final" : "corrected")}}","valueQuantity":{"value":{{value}},"unit":"U/L","system":"http://unitsofmeasure.org","code":"U/L"}
            """);
    }

    [Fact]
    public void A_version_that_was_withdrawn_leaves_nothing_of_the_older_ones()
    {
        string first = Bundles.Observation("""
            "meta":{"versionId":"1"},"issued":"2026-03-02T10:00:00Z","valueQuantity":{"value":40,"unit":"U/L","system":"http://unitsofmeasure.org","code":"U/L"}
            """);
        string second = Bundles.Observation("\"meta\":{\"versionId\":\"2\"},\"issued\":\"2026-03-09T10:00:00Z\",\"status\":\"entered-in-error\"");
        Assert.Empty(Bundles.Read(first, second).Findings);
    }

    [Fact]
    public void An_entry_without_id_is_named_by_its_address_or_its_content()
    {
        static string Source(string fullUrl, string resource) =>
            Bundles.ReadJson($$$$"""{"resourceType":"Bundle","entry":[{"resource":{{{{Bundles.Patient}}}}},{{{{{fullUrl}}}}"resource":{{{{resource}}}}}]}""").Findings[0].Source;
        const string Plain = """{"resourceType":"Condition","code":{"coding":[{"system":"http://snomed.info/sct","code":"91935009"}]}}""";
        const string Turned = """{ "code":{"coding":[{"code":"91935009", "system":"http://snomed.info/sct"}]}, "resourceType":"Condition" }""";
        Assert.Equal("Condition/7d1c", Source("\"fullUrl\":\"urn:uuid:7D1C\",", Plain));
        Assert.Equal("Condition/17", Source("\"fullUrl\":\"https://ehr.example.org/Condition/17\",", Plain));
        Assert.Matches("^Condition/[0-9a-f]{16}$", Source("", Plain));
        Assert.Equal(Source("", Plain), Source("", Turned));
    }

    [Fact]
    public void A_resource_without_type_is_named() => Assert.Contains(
        Bundles.Read("""{"id":"x","code":{"text":"?"}}""").NotUnderstood, remark => remark.Why == "its resource has no resourceType");

    [Fact]
    public void Nothing_of_a_resource_can_break_the_reading()
    {
        string[] odd = ["null", "1", "1e999", "\"x\"", "[]", "{}", "[[1]]", "[{\"coding\":[{\"system\":1,\"code\":2}]}]", "{\"coding\":\"x\",\"text\":[]}", "true"];
        string[] members =
        [
            "code", "status", "subject", "valueQuantity", "effectiveDateTime", "component", "referenceRange", "medicationCodeableConcept", "dosageInstruction", "statusReason",
            "clinicalStatus", "verificationStatus", "vaccineCode", "reaction", "item", "contained", "focus", "interpretation", "dataAbsentReason", "meta", "id", "conclusionCode",
            "ingredient", "performedPeriod", "dispenseRequest", "medicationReference", "emptyReason",
        ];
        foreach (string type in (string[])["Condition", "Observation", "MedicationRequest", "Medication", "AllergyIntolerance", "Procedure", "Immunization", "QuestionnaireResponse", "DiagnosticReport", "ServiceRequest", "List"])
        {
            foreach (string member in members)
            {
                string[] resources = [.. odd.Select(value => $$$$"""{"resourceType":"{{{{type}}}}","{{{{member}}}}":{{{{value}}}}}""")];
                Assert.NotNull(Bundles.Read(resources));
            }
        }
    }

    private static JsonNode Reordered(JsonNode node, int seed)
    {
        switch (node)
        {
            case JsonObject json:
                JsonObject turned = [];
                foreach ((string name, JsonNode? value) in json.OrderBy(member => unchecked((member.Key.Length * 31) + member.Key[0] + seed) % 7).ThenBy(member => member.Key, StringComparer.Ordinal))
                    turned[name] = value is null ? null : Reordered(value, seed);
                return turned;
            case JsonArray list:
                return new JsonArray([.. list.Select(item => item is null ? null : Reordered(item, seed))]);
            default:
                return node.DeepClone();
        }
    }

    private static string Text(PatientRecord record) => string.Join('\n',
        [
            record.Subject.ToString(), .. record.Findings.Select(finding => finding.ToString()),
            .. record.Medicines.Select(medicine => $"{string.Join(',', medicine.Ingredients)} {medicine}"), .. record.NotUnderstood.Select(remark => remark.ToString()),
            .. record.ListsHeld.OrderBy(list => list.Key).Select(list => list.ToString()),
        ]);
}
