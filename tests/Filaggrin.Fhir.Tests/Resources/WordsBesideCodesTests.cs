using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Tests.Resources;

/// <summary>A code that says nothing does not hide the words beside it.</summary>
public class WordsBesideCodesTests
{
    private const string Snomed = "http://snomed.info/sct";

    [Fact]
    public void An_allergy_to_any_drug_leaves_open_which_one_its_text_names()
    {
        PatientRecord record = Bundles.Read($$$"""
            {"resourceType":"AllergyIntolerance","id":"a","patient":{"reference":"Patient/p"},"recordedDate":"2025-01-01",
             "code":{"coding":[{"system":"{{{Snomed}}}","code":"416098002","display":"Allergy to drug"}],"text":"Methotrexate 2.5mg tablets"}}
            """);
        Finding open = Assert.Single(record.Findings, finding => finding is { Fact.Name: "HypersensitivityTo", Status: FindingStatus.Doubtful });
        Assert.Equal(["methotrexate"], Assert.IsType<SetValue>(open.Value).Possible);
    }

    [Fact]
    public void An_allergy_that_a_diagnosis_names_in_its_text_alone_is_possible()
    {
        PatientRecord record = Bundles.Read(Bundles.Condition($$"""
            "code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"Z88.8","display":"Allergy status to other drugs"}],"text":"Allergy to methotrexate"}
            """));
        Finding open = record.Only("HypersensitivityTo");
        Assert.Equal((FindingStatus.Doubtful, "Allergy to methotrexate"), (open.Status, open.Quote));
    }

    [Theory]
    [InlineData($$"""{"coding":[{"system":"{{Snomed}}","code":"196421000000109","display":"Transfer-degraded medication entry"}],"text":"Methotrexate 2.5mg tablets"}""")]
    [InlineData("""{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"99999999","display":"unknown 10 MG Oral Tablet"}],"text":"methotrexate"}""")]
    public void A_medicine_that_the_text_alone_names_is_possible(string concept) =>
        Assert.Equal(["methotrexate"], Bundles.Medicine(Bundles.Product(concept)).PossibleIngredients);

    [Theory]
    [InlineData("", true)]
    [InlineData("\"valueBoolean\":false,", false)]
    [InlineData("\"dataAbsentReason\":{\"text\":\"not asked\"},", false)]
    public void A_finding_observed_without_an_answer_is_there(string answer, bool isThere)
    {
        PatientRecord record = Bundles.Read(Bundles.Observation($$"""{{answer}}"code":{"coding":[{"system":"{{Snomed}}","code":"77386006","display":"Pregnant"}]}"""));
        Assert.Equal(isThere, record.Findings.Any(finding => finding is { Fact.Name: "Pregnant", Value: FlagValue { Truth: Knowledge.Logic.Truth.True } }));
    }

    [Theory]
    [InlineData(Snomed, true)]
    [InlineData("http://loinc.org", false)] // a short title may leave the specimen out
    public void The_title_of_a_code_that_no_fact_lists_names_a_test_in_SNOMED_alone(string system, bool isRead)
    {
        PatientRecord record = Bundles.Read(Bundles.Observation($$"""
            "code":{"coding":[{"system":"{{system}}","code":"999000002","display":"BSA"}]},"valueQuantity":{"value":12,"unit":"%","system":"http://unitsofmeasure.org","code":"%"}
            """));
        Assert.Equal(isRead, record.Has("BSA"));
    }

    [Fact]
    public void A_stage_of_a_disease_is_read()
    {
        string stage = $$"""{"coding":[{"system":"{{Snomed}}","code":"431857002","display":"Chronic kidney disease stage 4"}]}""";
        PatientRecord record = Bundles.Read(Bundles.Condition($$"""
            "code":{"coding":[{"system":"{{Snomed}}","code":"709044004","display":"Chronic kidney disease"}]},"stage":[{"summary":{{stage}}}]
            """));
        Assert.Equal((CodeValue.Of("4"), FindingStatus.Present), (record.Only("KidneyStage").Value, record.Only("KidneyStage").Status));
        record = Bundles.Read(Bundles.Condition($$"""
            "verificationStatus":{"coding":[{"code":"provisional"}]},"code":{"coding":[{"system":"{{Snomed}}","code":"709044004"}]},"stage":[{"summary":{{stage}}}]
            """));
        Assert.Equal(FindingStatus.Doubtful, record.Only("KidneyStage").Status);
    }

    [Theory]
    [InlineData("61153008", "MMR vaccine (product)", null, true)]
    [InlineData("1", "Vaccine", "Administration of MMR vaccine", true)]
    [InlineData("1", "Influenza vaccine", null, false)]
    public void A_live_vaccine_is_told_by_the_words_beside_a_code(string code, string title, string? procedure, bool isLive)
    {
        string extension = procedure is null ? "" : $$$"""
            ,"extension":[{"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-VaccinationProcedure","valueCodeableConcept":{"coding":[{"system":"{{{Snomed}}}","code":"2","display":"{{{procedure}}}"}]}}]
            """;
        PatientRecord record = Bundles.Read($$$"""
            {"resourceType":"Immunization","id":"i","status":"completed","patient":{"reference":"Patient/p"},"occurrenceDateTime":"2026-03-01",
             "vaccineCode":{"coding":[{"system":"{{{Snomed}}}","code":"{{{code}}}","display":"{{{title}}}"}]}{{{extension}}}}
            """);
        Assert.Equal(isLive, record.Has("LiveVaccine"));
    }

    [Theory]
    [InlineData("Needs MMR")]
    [InlineData("Family history of tuberculosis")]
    [InlineData("FHx tuberculosis")]
    [InlineData("Tuberculosis in mother")]
    public void A_diagnosis_of_nobody_and_a_vaccine_that_is_wanted_raise_no_doubt(string text) =>
        Assert.Empty(Bundles.Read(Bundles.Condition($$"""
            "code":{"text":"{{text}}"}
            """)).Findings);
}
