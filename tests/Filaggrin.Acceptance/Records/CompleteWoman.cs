using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Filaggrin.Acceptance.Commands;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Records;

namespace Filaggrin.Acceptance.Records;

/// <summary>The complete woman of the examples, with further entries as a test writes them and without some of her results.</summary>
internal static class CompleteWoman
{
    public const string Icd10 = "http://hl7.org/fhir/sid/icd-10", Atc = "http://www.whocc.no/atc", Snomed = "http://snomed.info/sct", Loinc = "http://loinc.org";

    /// <summary>The codes whose results are left out.</summary>
    public static string[] Dropping(params string[] codes) => codes;

    public static Appraisal Appraised(params string[] entries) => new Advisor(Engine.Knowledge).Appraise(Record(entries), Examples.Request);

    public static Option Option(string ruleOrAgent, Appraisal appraisal) => appraisal.Options.Single(option => ruleOrAgent == option.Agent.Id || ruleOrAgent.StartsWith(option.Agent.Id + "-", StringComparison.Ordinal));

    /// <summary>The complete woman of the examples with further entries and without the results of some codes.</summary>
    public static PatientRecord Record(string[] entries, string[]? without = null)
    {
        JsonNode bundle = JsonNode.Parse(File.ReadAllBytes(Examples.PathOf("complete-woman-34")))!;
        JsonArray all = bundle["entry"]!.AsArray();
        string patient = all[0]!["resource"]!["id"]!.GetValue<string>();
        foreach (JsonNode? dropped in all.Where(entry => without?.Any(code => entry!["resource"]!["code"]?.ToJsonString().Contains($"\"{code}\"", StringComparison.Ordinal) == true) == true).ToArray()) all.Remove(dropped);
        foreach ((int place, string entry) in entries.Index())
        {
            JsonNode resource = JsonNode.Parse(entry)!;
            resource["id"] = $"x{place}";
            resource["subject"] = JsonNode.Parse($$"""{"reference":"Patient/{{patient}}"}""");
            all.Add(new JsonObject { ["resource"] = resource });
        }

        return Engine.Read(Encoding.UTF8.GetBytes(bundle.ToJsonString()));
    }

    public static string Quoted(string text) => JsonSerializer.Serialize(text);

    public static string Coded(string system, string code) => $$"""{"coding":[{"system":"{{system}}","code":"{{code}}"}]}""";

    public static string Listed(string concept, string day = "2026-10-30", string status = "active") =>
        $$"""{"resourceType":"Condition","clinicalStatus":{"coding":[{"code":"{{status}}"}]},"onsetDateTime":"{{day}}","recordedDate":"{{day}}","code":{{concept}} }""";

    public static string Taken(string concept) => $$"""{"resourceType":"MedicationStatement","status":"active","medicationCodeableConcept":{{concept}},"effectivePeriod":{"start":"2026-08-01"} }""";

    public static string Result(string loinc, decimal value, string unit, string day = "2026-10-26", decimal? high = null)
    {
        string range = high is { } limit ? FormattableString.Invariant($$""","referenceRange":[{"high":{"value":{{limit}},"unit":"{{unit}}"} }]""") : "";
        return FormattableString.Invariant($$"""{"resourceType":"Observation","status":"final","code":{{Coded(Loinc, loinc)}},"effectiveDateTime":"{{day}}","valueQuantity":{"value":{{value}},"unit":"{{unit}}"}{{range}} }""");
    }

    public static string Positive(string loinc) =>
        $$"""{"resourceType":"Observation","status":"final","code":{{Coded(Loinc, loinc)}},"effectiveDateTime":"2026-10-26","valueCodeableConcept":{"coding":[{"system":"{{Snomed}}","code":"10828004","display":"Positive"}]} }""";

    public static string Pressure(int systolic, string day) => FormattableString.Invariant($$"""
        {"resourceType":"Observation","status":"final","code":{{Coded(Loinc, "85354-9")}},"effectiveDateTime":"{{day}}","component":[
         {"code":{{Coded(Loinc, "8480-6")}},"valueQuantity":{"value":{{systolic}},"unit":"mm[Hg]"} },{"code":{{Coded(Loinc, "8462-4")}},"valueQuantity":{"value":85,"unit":"mm[Hg]"} }]}
        """);
}
