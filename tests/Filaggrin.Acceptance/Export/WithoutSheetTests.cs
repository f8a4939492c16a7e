using System.Globalization;
using System.Text.Json.Nodes;
using Filaggrin.Knowledge.Export;

namespace Filaggrin.Acceptance.Export;

/// <summary>Without a sheet the CQL reads of a record what it tells plainly; where something else may be newer, or speaks of something else, it is null.</summary>
public class WithoutSheetTests
{
    private const string Day = "2026-05-31";

    private static readonly string Old = Result("70", "2026-05-01");

    // Entries of a record, and the haemoglobin that is found in it.
    private static readonly (string Why, string[] Entries, decimal? Found)[] Results =
    [
        ("one result", [Old], 70m),
        ("the newest of two", [Old, Result("130", "2026-05-20")], 130m),
        ("a newer one that nobody coded", [Old, Result("130", "2026-05-20", """{"text":"Hb"}""")], null),
        ("a newer one by a code of the site, by its text", [Old, Result("130", "2026-05-20", """{"coding":[{"system":"urn:site","code":"HB"}],"text":"Haemoglobin"}""")], null),
        ("a newer one by a code of the site, by its title", [Old, Result("130", "2026-05-20", """{"coding":[{"system":"urn:site","code":"HB","display":"Hemoglobin"}]}""")], null),
        ("its code under another name of the system", [Old, Result("130", "2026-05-20", """{"coding":[{"system":"urn:oid:2.16.840.1.113883.6.1","code":"718-7"}]}""")], null),
        ("another result by a code of the site", [Old, Result("130", "2026-05-20", """{"coding":[{"system":"urn:site","code":"K"}],"text":"Potassium"}""")], 70m),
        ("a newer one within another", [Old, """{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"58410-2"}]},"effectiveDateTime":"2026-05-20","component":[{"code":{"coding":[{"system":"http://loinc.org","code":"718-7"}]},"valueQuantity":{"value":130,"unit":"g/L","system":"http://unitsofmeasure.org","code":"g/L"} }]}"""], null),
        ("one that was issued later", [Old, Result("130", "2026-05-20", more: ",\"issued\":\"2026-06-05T08:00:00Z\"")], null),
        ("one that carries a modifier", [Result("70", "2026-05-01", more: ",\"modifierExtension\":[{\"url\":\"urn:x\",\"valueBoolean\":true}]")], null),
        ("one of somebody else", [Result("70", "2026-05-01", more: ",\"focus\":[{\"reference\":\"RelatedPerson/child\"}]")], null),
        ("a questionnaire that may tell another", [Old, """{"resourceType":"QuestionnaireResponse","status":"completed","authored":"2026-05-28","item":[{"linkId":"Haemoglobin","answer":[{"valueDecimal":130}]}]}"""], null),
        ("a newer one in a report", [Old, $$"""{"resourceType":"DiagnosticReport","status":"final","code":{"text":"Blood"},"contained":[{{Result("130", "2026-05-20")}}],"result":[{"reference":"#x"}]}"""], null),
        ("a report without results of its own", [Old, """{"resourceType":"DiagnosticReport","status":"final","code":{"text":"Blood"},"effectiveDateTime":"2026-05-20"}"""], 70m),
        ("one of three months ago to the day", [Result("70", "2026-02-28")], null), // it held until the 28th
        ("one that holds to the day", [Result("70", "2026-03-01")], 70m),
    ];

    private static readonly (string Why, string[] Entries, bool? Found)[] Diseases =
    [
        ("listed", [Listed("\"onsetDateTime\":\"2020-01-01\"")], true),
        ("not yet known", [Listed("\"onsetDateTime\":\"2026-06-10\"")], null),
        ("not yet known by its period", [Listed("\"onsetPeriod\":{\"start\":\"2026-06-10\"}")], null),
        ("with a modifier", [Listed("\"onsetDateTime\":\"2020-01-01\",\"modifierExtension\":[{\"url\":\"urn:x\",\"valueBoolean\":true}]")], null),
        ("listed, and a questionnaire says otherwise",
            [Listed("\"onsetDateTime\":\"2020-01-01\""), """{"resourceType":"QuestionnaireResponse","status":"completed","authored":"2026-05-28","item":[{"linkId":"Psoriasis","answer":[{"valueBoolean":false}]}]}"""], null),
        ("listed, and an observation says otherwise",
            [Listed("\"onsetDateTime\":\"2020-01-01\""), """{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://snomed.info/sct","code":"9014002"}]},"effectiveDateTime":"2026-05-20","valueBoolean":false}"""], null),
        ("listed, beside another observation", [Listed("\"onsetDateTime\":\"2020-01-01\""), Old], true),
    ];

    [Fact]
    public void What_is_not_told_plainly_is_null()
    {
        JsonNode[] answers = CqlEngine.Run(
            CqlEngine.Elm.Where(file => file.Key is CqlScope.FactLibrary + ".json"),
            [.. Results.Select(result => Case(result.Entries)), .. Diseases.Select(disease => Case(disease.Entries))]);
        Assert.All(Results.Zip(answers), pair =>
        {
            ((string why, _, decimal? expected), JsonNode answer) = pair;
            Assert.True(answer[CqlScope.FactLibrary]!["Haemoglobin"]?["low"]?.GetValue<decimal>() == expected, $"{why}: {answer[CqlScope.FactLibrary]!["Haemoglobin"]?.ToJsonString()}");
        });
        Assert.All(Diseases.Zip(answers[Results.Length..]), pair =>
        {
            ((string why, _, bool? expected), JsonNode answer) = pair;
            Assert.True(answer[CqlScope.FactLibrary]!["Psoriasis"]?.GetValue<bool>() == expected, $"{why}: {answer[CqlScope.FactLibrary]!["Psoriasis"]?.ToJsonString()}");
        });
    }

    private static JsonObject Case(string[] entries) => new()
    {
        ["libraries"] = new JsonArray(CqlScope.FactLibrary),
        ["parameters"] = CqlEngine.Parameters("EU", DateOnly.Parse(Day, CultureInfo.InvariantCulture)),
        ["bundle"] = new JsonObject
        {
            ["resourceType"] = "Bundle",
            ["type"] = "collection",
            ["entry"] = new JsonArray([.. entries.Prepend("""{"resourceType":"Patient","id":"p","gender":"female","birthDate":"1990-01-01"}""").Select((entry, place) =>
            {
                JsonNode resource = JsonNode.Parse(entry)!;
                resource["id"] ??= $"x{place}";
                if (place > 0) resource["subject"] = new JsonObject { ["reference"] = "Patient/p" };
                return (JsonNode)new JsonObject { ["resource"] = resource };
            })]),
        },
    };

    private static string Result(string value, string day, string code = """{"coding":[{"system":"http://loinc.org","code":"718-7"}]}""", string more = "") =>
        $$"""{"resourceType":"Observation","status":"final","code":{{code}},"effectiveDateTime":"{{day}}"{{more}},"valueQuantity":{"value":{{value}},"unit":"g/L","system":"http://unitsofmeasure.org","code":"g/L"} }""";

    private static string Listed(string time) =>
        $$"""{"resourceType":"Condition","clinicalStatus":{"coding":[{"code":"active"}]},{{time}},"code":{"coding":[{"system":"http://snomed.info/sct","code":"9014002"}]} }""";
}
