using System.Text;
using Filaggrin.Advice.Records;

namespace Filaggrin.Fhir.Tests.Scanning;

public class FaultTests
{
    private const string Start = """{"resourceType":"Bundle","type":"collection","entry":[{"resource":""";

    [Theory]
    [InlineData("", "patient.json: the file is empty; expected a FHIR Bundle or Patient in JSON.")]
    [InlineData(" \n\n ", "patient.json: the file is empty; expected a FHIR Bundle or Patient in JSON.")]
    [InlineData("<Bundle/>", "patient.json:1: this is not JSON; expected a FHIR Bundle or Patient in JSON.")]
    [InlineData("\n\nhello", "patient.json:3: this is not JSON; expected a FHIR Bundle or Patient in JSON.")]
    [InlineData("tru", "patient.json:1: this is not JSON; expected a FHIR Bundle or Patient in JSON.")]
    [InlineData("[1,2]", "patient.json:1: the JSON is no resource; expected a FHIR Bundle or Patient.")]
    [InlineData("\"text\"", "patient.json:1: the JSON is no resource; expected a FHIR Bundle or Patient.")]
    [InlineData("{}", "patient.json:1: the JSON has no resourceType; expected a FHIR Bundle or Patient.")]
    [InlineData("{\"entry\":[]}", "patient.json:1: the JSON has no resourceType; expected a FHIR Bundle or Patient.")]
    [InlineData("{\"resourceType\":\"Observation\"}", "patient.json: resourceType is «Observation»; expected Bundle or Patient.")]
    [InlineData("{\"resourceType\":\"Anna Example, born 1990\"}", "patient.json: resourceType is not a resource type; expected Bundle or Patient.")]
    [InlineData("{\"resourceType\":\"Bundle\",\"entry\":3}", "patient.json:1: Bundle.entry is no list; nothing was appraised.")]
    [InlineData("{\"resourceType\":\"Bundle\",\"entry\":[3]}", "patient.json:1: Bundle.entry[0] is no object; nothing was appraised.")]
    [InlineData("{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":[]}]}", "patient.json:1: Bundle.entry[0].resource is no object; nothing was appraised.")]
    [InlineData("{\"resourceType\":\"Bundle\"}", "patient.json: the Bundle holds no Patient; expected one.")]
    public void A_file_that_is_no_record_is_refused(string json, string message) => Refused(json, message);

    [Fact]
    public void A_file_that_ends_too_early_tells_line_and_element()
    {
        string whole = Start + Bundles.Patient + "},\n{\"resource\":{\"resourceType\":\"Condition\",\n\"code\":{\"text\":\"secret\"}}}]}";
        Refused(whole[..^25], "patient.json:3: the file ends inside Bundle.entry[1].resource; nothing was appraised.");
        Refused(whole[..^2], "patient.json:3: the file ends inside Bundle.entry[1]; nothing was appraised.");
        Refused(whole[..^1], "patient.json:3: the file ends inside Bundle; nothing was appraised.");
    }

    [Fact]
    public void Every_shorter_beginning_of_a_record_is_refused()
    {
        byte[] whole = Encoding.UTF8.GetBytes(Bundles.Bundle(Bundles.Patient, Bundles.Condition("\"onsetDateTime\":\"2020\"")));
        for (int length = 0; length < whole.Length; length++)
        {
            byte[] part = whole[..length];
            Assert.Throws<RecordException>(() => new RecordReader(TestBook.Codes).Read(new MemoryStream(part), "x"));
        }
    }

    [Fact]
    public void A_slip_in_the_JSON_tells_line_and_element() => Refused(
        Start + Bundles.Patient + "},\n{\"resource\":{\"resourceType\":\"Condition\",\n\"code\" \"secret\"}}]}",
        "patient.json:3: Bundle.entry[1].resource is not valid JSON from here on; nothing was appraised.");

    [Fact]
    public void What_follows_the_Bundle_is_a_fault() =>
        Refused(Bundles.Bundle(Bundles.Patient) + "\n{}", "patient.json:2: something follows the end of the resource; expected one Bundle or Patient.");

    [Fact]
    public void Nesting_a_hundred_thousand_deep_is_refused_and_does_no_harm()
    {
        string deep = string.Concat(Enumerable.Repeat("[", 100_000));
        Refused(deep, "patient.json:1: the JSON is no resource; expected a FHIR Bundle or Patient.");
        Refused(
            Start + "{\"resourceType\":\"Basic\",\"a\":" + deep, "patient.json:1: Bundle.entry[0].resource is nested deeper than 64 levels; nothing was appraised.");
        Refused(
            "{\"resourceType\":\"Bundle\",\"a\":" + string.Concat(Enumerable.Repeat("{\"a\":", 100_000)),
            "patient.json:1: Bundle is nested deeper than 64 levels; nothing was appraised.");
    }

    [Fact]
    public void Nested_questions_up_to_the_limit_are_read()
    {
        string item = """{"linkId":"VaricellaImmune","answer":[{"valueBoolean":true}]}""";
        for (int i = 0; i < 25; i++) item = $$"""{"linkId":"group","item":[{{item}}]}""";
        Assert.True(Bundles.Read($$"""{"resourceType":"QuestionnaireResponse","id":"q","status":"completed","item":[{{item}}]}""").Has("VaricellaImmune"));
    }

    [Fact]
    public void Two_patients_are_refused() => Refused(
        Start + Bundles.Patient + "},\n{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"q\"}}]}", "patient.json:2: Bundle.entry[1].resource is a second Patient; expected one.");

    [Fact]
    public void Two_patients_without_an_id_are_refused() => Refused(
        Bundles.Bundle("""{"resourceType":"Patient","gender":"male"}""", """{"resourceType":"Patient","gender":"female"}"""),
        "patient.json:1: Bundle.entry[1].resource is a second Patient; expected one.");

    [Fact]
    public void The_same_patient_twice_is_one() =>
        Assert.Equal("Patient/p", Bundles.ReadJson(Bundles.Bundle(Bundles.Patient, Bundles.Patient)).Subject.Source);

    [Fact]
    public void The_same_patient_with_two_birth_dates_is_refused() => Refused(
        Bundles.Bundle(Bundles.Patient, Bundles.With(Bundles.Patient, "\"birthDate\":\"1991-01-01\"")),
        "patient.json:1: Bundle.entry[1].resource is the same Patient again with another sex, birth or death; expected one.");

    [Theory]
    [InlineData("\"5 April 1990\"", "patient.json:1: Bundle.entry[0].resource.birthDate is no date; expected a date such as 2001-11-30.")]
    [InlineData("\"1990-02-30\"", "patient.json:1: Bundle.entry[0].resource.birthDate is no date; expected a date such as 2001-11-30.")]
    [InlineData("19900405", "patient.json:1: Bundle.entry[0].resource.birthDate is no date; expected a date such as 2001-11-30.")]
    [InlineData("\"1700-01-01\"", "patient.json:1: Bundle.entry[0].resource.birthDate lies before 1900; nobody of that age is alive.")]
    [InlineData("\"2999-01-01\"", "patient.json:1: Bundle.entry[0].resource.birthDate lies after 2199; nobody of that age is alive.")]
    public void A_birth_date_that_cannot_be_is_refused(string date, string message) =>
        Refused(Bundles.Bundle(Bundles.With(Bundles.Patient, $"\"birthDate\":{date}")), message);

    [Fact]
    public void Half_a_surrogate_pair_where_it_matters_is_refused() => Refused(
        Bundles.Bundle(Bundles.Patient, "{\"resourceType\":\"Condition\",\"note\":\"\\ud83d\"}"),
        "patient.json:1: Bundle.entry[1].resource holds half of a letter (a lone surrogate); nothing was appraised.");

    [Fact]
    public void No_message_quotes_the_record()
    {
        RecordException fault = Assert.Throws<RecordException>(() => Bundles.ReadJson(Start + "{\"resourceType\":\"Patient\",\"name\":Anna Example}}]}"));
        Assert.DoesNotContain("Anna", fault.ToString(), StringComparison.Ordinal);
    }

    private static void Refused(string json, string message) =>
        Assert.Equal(message, Assert.Throws<RecordException>(() => Bundles.ReadJson(json)).Message);
}
