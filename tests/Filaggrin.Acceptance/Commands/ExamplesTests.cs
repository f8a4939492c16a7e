using Filaggrin.Advice.Appraisals;

namespace Filaggrin.Acceptance.Commands;

public class ExamplesTests
{
    [Fact]
    public void The_README_names_every_file()
    {
        string readme = File.ReadAllText(Path.Combine(Examples.Folder, "README.md"));
        string[] entries = [.. Directory.EnumerateFileSystemEntries(Examples.Folder).Select(entry => Path.GetFileName(entry)).Where(name => name != "README.md")];
        Assert.All(entries, name => Assert.Contains($"`{name}", readme, StringComparison.Ordinal));
        Assert.Equal(
            Examples.Names.Select(name => Path.GetFileName(Examples.PathOf(name))).Append("answers.json").Append("codes.yaml").Append("formulary.yaml").Order(StringComparer.Ordinal),
            entries.Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("pregnant-31", "methotrexate", Standing.Contraindicated)]
    [InlineData("pregnant-31", "mycophenolate-mofetil", Standing.Contraindicated)]
    [InlineData("pregnant-31", "upadacitinib", Standing.Contraindicated)]
    [InlineData("pregnant-31", "dupilumab", Standing.Caution)]
    [InlineData("girl-4", "dupilumab", Standing.Suitable)]
    [InlineData("girl-4", "upadacitinib", Standing.NotAdvised)]
    [InlineData("adolescent-15", "dupilumab", Standing.Caution)] // conjunctivitis
    [InlineData("smoker-67-heart-disease", "upadacitinib", Standing.NotAdvised)]
    [InlineData("smoker-67-heart-disease", "ciclosporin", Standing.NotAdvised)] // atorvastatin
    [InlineData("kidney-disease-58", "methotrexate", Standing.Contraindicated)]
    [InlineData("kidney-disease-58", "ciclosporin", Standing.Contraindicated)]
    [InlineData("on-ciclosporin-44", "methotrexate", Standing.Caution)] // failed before
    public void An_example_shows_what_it_is_for(string name, string agent, Standing expected)
    {
        Option option = Examples.Appraise(name).Options.Single(option => option.Agent.Id == agent);
        Assert.True(option.Standing == expected, $"{agent} is {Words.Of(option.Standing)} by {string.Join(", ", option.Reasons.Select(reason => reason.Rule))}");
    }

    [Fact]
    public void The_treatment_in_use_asks_for_less()
    {
        Appraisal appraisal = Examples.Appraise("on-ciclosporin-44");
        Assert.Equal("ciclosporin", Assert.Single(appraisal.Current).Agent.Id);
        Assert.Contains(appraisal.Safety, entry => entry.Word == "reduce");
    }

    [Fact]
    public void Who_is_known_to_be_pregnant_is_asked_for_no_test_of_it()
    {
        Assert.DoesNotContain(Examples.Appraise("pregnant-31").Options.SelectMany(option => option.Plan.Tests), AsksForPregnancy);
        Assert.Contains(Examples.Appraise("few-data-27").Options.SelectMany(option => option.Plan.Tests), test => AsksForPregnancy(test) && test.Status == "owed");

        static bool AsksForPregnancy(Advice.Appraisals.TaskStatus test) => test.Id.Contains("pregnancy-test", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("complete-man-46")]
    [InlineData("complete-woman-34")]
    public void A_complete_record_leaves_little_to_ask(string name) =>
        Assert.DoesNotContain(Examples.Appraise(name).Options, option => option.Agent.OrdinaryUse && option.Standing == Standing.NeedsInformation);

    [Fact]
    public void Site_codes_are_read()
    {
        string file = Path.Combine(Examples.Folder, "codes.yaml");
        Knowledge.KnowledgeBase own = Examples.Knowledge.WithCodes(new("codes.yaml", File.ReadAllText(file)));
        using FileStream stream = File.OpenRead(Examples.PathOf(Examples.FewData));
        Appraisal appraisal = new Advisor(own).Appraise(new Fhir.RecordReader(own.Codes).Read(stream, "few-data-27.json"), Examples.Request);
        Assert.Contains(appraisal.Severity, entry => entry.Instrument == "IGA");
        Assert.DoesNotContain(Examples.Appraise(Examples.FewData).Severity, entry => entry.Instrument == "IGA");
    }

    [Theory]
    [InlineData("ActiveTuberculosis", """{"resourceType":"Condition","id":"x","subject":{"reference":"Patient/p"},"recordedDate":"2026-05-01","code":CODE}""")]
    [InlineData("LiveVaccine", """{"resourceType":"Immunization","id":"x","status":"completed","patient":{"reference":"Patient/p"},"occurrenceDateTime":"2026-05-01","vaccineCode":CODE}""")]
    [InlineData("ActiveTuberculosis", """{"resourceType":"Procedure","id":"x","status":"completed","subject":{"reference":"Patient/p"},"performedDateTime":"2026-05-01","code":CODE}""")]
    public void Site_codes_of_diagnoses_vaccines_and_procedures_stand_for_the_fact(string fact, string resource)
    {
        Knowledge.KnowledgeBase own = Examples.Knowledge.WithCodes(new("codes.yaml", $"{fact}: {{ system: 'https://example.org/dx', code: X1 }}"));
        string bundle = """{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","id":"p","birthDate":"1990"}},{"resource":""" + resource.Replace("CODE", """{"coding":[{"system":"https://example.org/dx","code":"X1"}]}""", StringComparison.Ordinal) + "}]}";
        using MemoryStream stream = new(System.Text.Encoding.UTF8.GetBytes(bundle));
        Assert.Contains(new Fhir.RecordReader(own.Codes).Read(stream, "x.json").Findings, finding => finding.Fact.Name == fact && finding.Status == Advice.Records.FindingStatus.Present && finding.Value is not null);
    }
}
