using System.Globalization;
using System.Text;
using System.Text.Json;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Acceptance.Records;

/// <summary>Every code, word and name of the knowledge, in the forms that records give it: whatever cannot be read leaves a doubt, nothing is passed over.</summary>
public class FormsOfAnEntryTests
{
    private const string Ucum = "http://unitsofmeasure.org";

    [Fact]
    public void A_result_under_a_code_that_is_known_tells_or_leaves_a_doubt_whatever_its_form()
    {
        List<string> passedOver = [];
        int asked = 0;
        foreach (FactDefinition fact in Engine.Knowledge.Facts.All)
        {
            foreach (string code in fact.Codes.Where(code => code.System == CodeSystem.Loinc).Select(code => code.Code))
            {
                foreach (string value in fact.Type == FactType.Number ? Numbers(fact) : Answers)
                {
                    asked++;
                    FactState state = Facts($$"""{"resourceType":"Observation","id":"o","status":"final","subject":{"reference":"Patient/p"},"effectiveDateTime":"2026-10-25","code":{"coding":[{"system":"http://loinc.org","code":"{{code}}"}]},{{value}}}""")[fact].State;
                    if (state is FactState.Absent or FactState.Assumed) passedOver.Add($"{fact.Name} {code} {value}: {state}");
                }
            }
        }

        Assert.True(asked > 1500, $"only {asked} results");
        Assert.True(passedOver.Count == 0, string.Join('\n', passedOver));
    }

    [Fact]
    public void A_diagnosis_in_words_that_are_known_is_no_no()
    {
        List<string> passedOver = [];
        foreach (FactDefinition fact in Engine.Knowledge.Facts.All.Where(fact => fact.Type == FactType.Flag))
        {
            foreach (string word in fact.Words.Select(word => word.Word.Trim('*', '$')))
            {
                Fact read = Facts($$"""{"resourceType":"Condition","id":"c","subject":{"reference":"Patient/p"},"clinicalStatus":{"coding":[{"code":"active"}]},"recordedDate":"2026-10-20","code":{"text":{{Quoted(word)}} } }""")[fact];
                if (read.Truth == Truth.False) passedOver.Add($"{fact.Name} «{word}»: {read.State}");
            }
        }

        Assert.True(passedOver.Count == 0, string.Join('\n', passedOver));
    }

    [Fact]
    public void A_medicine_by_any_name_in_capitals_or_with_its_strength_is_in_use()
    {
        List<string> passedOver = [];
        foreach (Medicine medicine in Engine.Knowledge.Medicines.All)
        {
            foreach (string name in medicine.Names.Append(medicine.Name).SelectMany(name => new[] { name.ToUpperInvariant(), name + " 10 mg tablets" }))
            {
                SetValue read = (SetValue)Facts($$"""{"resourceType":"MedicationStatement","id":"m","status":"active","subject":{"reference":"Patient/p"},"effectivePeriod":{"start":"2026-09-01"},"medicationCodeableConcept":{"text":{{Quoted(name)}} } }""")["CurrentMedicine"].Value;
                // One that is hardly taken otherwise is told by its route: «desonide (topical)».
                if (!read.Present.Union(read.Possible).Any(known => known == medicine.Name || known.StartsWith(medicine.Name + " (", StringComparison.Ordinal))) passedOver.Add($"{medicine.Name} «{name}»: {read}");
            }
        }

        Assert.True(passedOver.Count == 0, string.Join('\n', passedOver));
    }

    private static readonly string[] Answers =
    [
        "\"valueBoolean\":true", "\"valueString\":\"Positive\"", "\"valueCodeableConcept\":{\"text\":\"positive\"}",
        "\"valueCodeableConcept\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"10828004\"}]}",
        "\"valueString\":\"see letter\"", "\"valueCodeableConcept\":{\"coding\":[{\"system\":\"urn:of:a:site\",\"code\":\"q1\"}]}",
    ];

    private static string[] Numbers(FactDefinition fact)
    {
        decimal middle = fact.Plausible is { } range ? decimal.Round((range.Low + range.High) / 2m, 1) : 5m;
        string number = middle.ToString(CultureInfo.InvariantCulture), unit = Quoted(fact.Unit ?? "1"), measured = $"\"unit\":{unit},\"system\":\"{Ucum}\",\"code\":{unit}";
        return
        [
            $"\"valueQuantity\":{{\"value\":{number},{measured}}}", $"\"valueQuantity\":{{\"value\":{number},\"comparator\":\"<\",{measured}}}",
            $"\"valueQuantity\":{{\"value\":99999999,{measured}}}", $"\"valueQuantity\":{{\"value\":{number}}}", $"\"valueQuantity\":{{\"value\":{number},\"unit\":\"furlong\"}}",
            $"\"valueString\":\"{number}\"", $"\"valueString\":{Quoted($"{number} {fact.Unit}")}", "\"valueString\":\"see letter\"", $"\"valueInteger\":{(int)middle}",
            $"\"valueRange\":{{\"low\":{{\"value\":{number},\"unit\":{unit}}},\"high\":{{\"value\":{number},\"unit\":{unit}}}}}",
        ];
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private static FactSheet Facts(string resource) => PatientSheet.Of(
        Engine.Knowledge,
        Engine.Read(Encoding.UTF8.GetBytes($$"""{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","id":"p","gender":"female","birthDate":"1990-03-03"} },{"resource":{{resource}} } ] }""")),
        new(new(2026, 11, 1), "EU")).Facts;
}
