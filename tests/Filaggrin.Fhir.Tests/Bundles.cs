using System.Text;
using System.Text.Json.Nodes;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Tests;

/// <summary>Puts resources into a Bundle with one patient and reads it.</summary>
internal static class Bundles
{
    public const string Patient = """{"resourceType":"Patient","id":"p","gender":"female","birthDate":"1990-04-05"}""";

    public static PatientRecord Read(params string[] resources) => ReadJson(Bundle([Patient, .. resources]));

    public static PatientRecord ReadJson(string json, string name = "patient.json") => new RecordReader(TestBook.Codes).Read(Stream(json), name);

    public static Stream Stream(string json) => new MemoryStream(Encoding.UTF8.GetBytes(json));

    public static string Bundle(params string[] resources) =>
        $$"""{"resourceType":"Bundle","type":"collection","entry":[{{string.Join(',', resources.Select(resource => $$"""{"resource":{{resource}}}"""))}}]}""";

    /// <summary>A resource with further members, which replace those that it has.</summary>
    public static string With(string resource, string members)
    {
        JsonObject json = JsonNode.Parse(resource)!.AsObject();
        foreach ((string name, JsonNode? value) in JsonNode.Parse("{" + members + "}")!.AsObject().ToArray()) json[name] = value?.DeepClone();
        return json.ToJsonString();
    }

    public static string Condition(string members) => With(
        """
        {"resourceType":"Condition","id":"c","subject":{"reference":"Patient/p"},
         "code":{"coding":[{"system":"http://snomed.info/sct","code":"154283005","display":"Pulmonary tuberculosis"}]}}
        """, members);

    public static string Observation(string members) => With(
        """
        {"resourceType":"Observation","id":"o","status":"final","subject":{"reference":"Patient/p"},"effectiveDateTime":"2026-03-01",
         "code":{"coding":[{"system":"http://loinc.org","code":"1742-6","display":"ALT"}]}}
        """, members);

    public static string Loinc(string code, string members) => Observation($$$"""
        "code":{"coding":[{"system":"http://loinc.org","code":"{{{code}}}","display":"test"}]},{{{members}}}
        """);

    public static string Request(string members) => With(
        """
        {"resourceType":"MedicationRequest","id":"m","status":"active","intent":"order","subject":{"reference":"Patient/p"},"authoredOn":"2026-02-03",
         "medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"6851","display":"methotrexate"}]}}
        """, members);

    public static string Product(string concept) => Request($"\"medicationCodeableConcept\":{concept}");

    public static Finding Only(this PatientRecord record, string fact) => Assert.Single(record.Findings, finding => finding.Fact.Name == fact);

    public static bool Has(this PatientRecord record, string fact) => record.Findings.Any(finding => finding.Fact.Name == fact);

    public static FactValue? Value(string resource, string fact) => Read(resource).Only(fact).Value;

    public static MedicineEntry Medicine(string resource) => Assert.Single(Read(resource).Medicines);
}
