using System.Text.Json;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Tests.Resources;

/// <summary>What a report says in words raises doubt; what it says it did not find raises none.</summary>
public class ReportTests
{
    [Theory]
    [InlineData("Cavity in the right upper lobe, consistent with active tuberculosis.", "ActiveTuberculosis")]
    [InlineData("Tuberculosis cannot be excluded.", "ActiveTuberculosis")]
    [InlineData("Tuberkulose nicht ausgeschlossen", "ActiveTuberculosis")]
    [InlineData("No effusion. Signs of tuberculosis.", "ActiveTuberculosis")]
    [InlineData("No effusion, suspected tuberculosis of the right lung", "ActiveTuberculosis")]
    [InlineData("No effusion but old tuberculosis", "ActiveTuberculosis")]
    [InlineData("Non-cavitating tuberculosis of the left lung", "ActiveTuberculosis")]
    [InlineData("No evidence of tuberculosis.", null)]
    [InlineData("No pneumonia, tuberculosis, lymphoma or fracture; normal heart.", null)]
    [InlineData("Tuberculosis: negative", null)]
    [InlineData("Test for tuberculosis non-reactive", null)]
    [InlineData("Kein Anhalt für Tuberkulose", null)]
    [InlineData("Screening for tuberculosis", null)]
    [InlineData("Family history of lymphoma", null)]
    public void A_conclusion_in_words_raises_doubt_by_what_it_claims(string conclusion, string? fact)
    {
        PatientRecord record = Bundles.Read(Report($"\"conclusion\":{JsonSerializer.Serialize(conclusion)}"));
        Finding[] doubts = [.. record.Findings.Where(finding => finding.Fact.Name is "ActiveTuberculosis")];
        if (fact is null)
        {
            Assert.Empty(doubts);
            return;
        }

        Assert.Contains(doubts, doubt => doubt.Fact.Name == fact);
        Assert.All(doubts, doubt => Assert.Equal((FindingStatus.Doubtful, "2026-01-05", conclusion), (doubt.Status, doubt.When.ToString(), doubt.Quote)));
    }

    [Fact]
    public void A_coded_conclusion_that_no_fact_lists_raises_doubt_by_its_title()
    {
        PatientRecord record = Bundles.Read(Report("""
            "conclusionCode":[{"coding":[{"system":"http://snomed.info/sct","code":"999000001","display":"Tuberculosis of a rare place"}]}]
            """));
        Assert.Equal(FindingStatus.Doubtful, record.Only("ActiveTuberculosis").Status);
    }

    [Fact]
    public void Words_of_a_report_that_is_not_final_are_told_as_not_used()
    {
        PatientRecord record = Bundles.Read(Report("\"status\":\"preliminary\",\"conclusion\":\"active tuberculosis\""));
        Assert.Empty(record.Findings);
        Assert.Contains(record.NotUnderstood, remark => remark.Text == "active tuberculosis");
    }

    private static string Report(string members) => Bundles.With("""
        {"resourceType":"DiagnosticReport","id":"r","status":"final","effectiveDateTime":"2026-01-05","issued":"2026-01-07","code":{"text":"Chest radiograph"}}
        """, members);
}
