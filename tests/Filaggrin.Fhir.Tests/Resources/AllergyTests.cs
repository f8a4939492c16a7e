using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Tests.Resources;

public class AllergyTests
{
    [Theory]
    [InlineData("http://www.nlm.nih.gov/research/umls/rxnorm", "6851", "x", "methotrexate")]
    [InlineData("http://snomed.info/sct", "387381009", "Methotrexate (substance)", "methotrexate")]
    [InlineData("http://www.whocc.no/atc", "L04AD01", null, "ciclosporin")]
    [InlineData("http://snomed.info/sct", "1", "Allergy to methotrexate (finding)", "methotrexate")]
    [InlineData("http://snomed.info/sct", "1", "Hypersensitivity to cyclosporine", "ciclosporin")]
    [InlineData("http://snomed.info/sct", "91935009", "Allergy to peanut", "peanut")]
    [InlineData("http://snomed.info/sct", "1", "Polysorbate 80", "polysorbate 80")]
    [InlineData("http://snomed.info/sct", "1", "Allergy to Cremophor EL", "polyoxyl castor oil")]
    public void A_coded_substance_is_a_member_by_its_international_name(string system, string code, string? display, string member)
    {
        string words = display is null ? "" : $",\"display\":\"{display}\"";
        Finding finding = Bundles.Read(Allergy($"\"code\":{{\"coding\":[{{\"system\":\"{system}\",\"code\":\"{code}\"{words}}}]}}")).Only("HypersensitivityTo");
        Assert.Equal((SetValue.Of(false, member), FindingStatus.Present), (finding.Value, finding.Status));
    }

    [Theory]
    [InlineData("MTX", "methotrexate")]
    [InlineData("Wasp venom", "wasp venom")]
    public void A_text_that_nobody_coded_is_a_possible_member(string text, string member)
    {
        Finding finding = Bundles.Read(Allergy($"\"code\":{{\"text\":\"{text}\"}}")).Only("HypersensitivityTo");
        SetValue value = Assert.IsType<SetValue>(finding.Value);
        Assert.Empty(value.Present);
        Assert.Equal([member], value.Possible);
        Assert.Equal((FindingStatus.Doubtful, text, "text"), (finding.Status, finding.Quote, finding.Via));
    }

    [Theory]
    [InlineData("Anaphylaxis to methotrexate")]
    [InlineData("Severe allergic reaction to methotrexate")]
    [InlineData("Methotrexate intolerance")]
    [InlineData("DRESS due to methotrexate")]
    [InlineData("MTX-Unverträglichkeit")]
    [InlineData("Überempfindlichkeit gegen MTX")]
    public void A_diagnosis_that_names_a_medicine_and_a_reaction_leaves_doubt(string text)
    {
        Finding finding = Bundles.Read(Bundles.Condition($"\"code\":{{\"text\":\"{text}\"}}")).Only("HypersensitivityTo");
        Assert.Equal(["methotrexate"], Assert.IsType<SetValue>(finding.Value).Possible);
        Assert.Equal(FindingStatus.Doubtful, finding.Status);
    }

    [Theory]
    [InlineData("No allergy to methotrexate")]
    [InlineData("Family history of anaphylaxis to methotrexate")]
    [InlineData("Dressing changed, methotrexate given")]
    public void A_denial_relatives_and_other_words_leave_none(string text) =>
        Assert.False(Bundles.Read(Bundles.Condition($"\"code\":{{\"text\":\"{text}\"}}")).Has("HypersensitivityTo"));

    [Fact]
    public void A_report_of_a_reaction_tells_of_the_medicine()
    {
        Finding coded = Bundles.Read(Event("\"event\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"293774007\",\"display\":\"Allergy to methotrexate\"}]}")).Only("HypersensitivityTo");
        Assert.Equal((SetValue.Of(false, "methotrexate"), FindingStatus.Present), (coded.Value, coded.Status));
        foreach (string suspect in (string[])["\"instance\":{\"display\":\"Methotrexate 10 mg tablet\"}", "\"instance\":{\"reference\":\"#m\"}"])
        {
            Finding suspected = Bundles.Read(Event($"\"event\":{{\"text\":\"Anaphylaxis\"}},\"suspectEntity\":[{{{suspect}}}],\"contained\":[{{\"resourceType\":\"Medication\",\"id\":\"m\",\"code\":{{\"text\":\"methotrexate\"}} }}]")).Only("HypersensitivityTo");
            Assert.Equal(["methotrexate"], Assert.IsType<SetValue>(suspected.Value).Possible);
        }

        Assert.Contains(Bundles.Read(Event("\"event\":{\"text\":\"Anaphylaxis\"},\"suspectEntity\":[{\"instance\":{\"reference\":\"Medication/7\"}}]")).NotUnderstood, remark => remark.Source == "AdverseEvent/e");
        Assert.False(Bundles.Read(Event("\"event\":{\"text\":\"Fall\"},\"suspectEntity\":[{\"instance\":{\"display\":\"Methotrexate\"}}]")).Has("HypersensitivityTo"));

        static string Event(string members) => Bundles.With("""{"resourceType":"AdverseEvent","id":"e","actuality":"actual","subject":{"reference":"Patient/p"},"date":"2026-03-01"}""", members);
    }

    [Fact]
    public void A_class_of_ATC_stands_for_its_medicines() => Assert.Equal(
        SetValue.Of(false, "ciclosporin", "tacrolimus"),
        Bundles.Read(Allergy("\"code\":{\"coding\":[{\"system\":\"http://www.whocc.no/atc\",\"code\":\"L04AD\"}]}")).Only("HypersensitivityTo").Value);

    [Fact]
    public void The_words_of_an_allergen_throw_no_doubt_on_diseases()
    {
        PatientRecord record = Bundles.Read(Allergy("\"code\":{\"text\":\"Tuberculin, peanut\"}"));
        Assert.True(record.Has("FoodAllergy"), "an allergy tells of it");
        Assert.False(record.Has("ActiveTuberculosis"), "it is an allergen");
    }

    [Fact]
    public void A_code_may_say_a_fact_beside()
    {
        PatientRecord record = Bundles.Read(Allergy("\"code\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"91935009\",\"display\":\"Peanut\"}]}"));
        Assert.Equal(FlagValue.Yes, record.Only("FoodAllergy").Value);
        Assert.Equal(FindingStatus.Doubtful, Bundles.Read(Allergy("\"code\":{\"text\":\"peanuts\"}")).Only("FoodAllergy").Status);
    }

    [Fact]
    public void A_code_that_is_not_known_and_has_no_words_is_named() => Assert.Equal(
        [new NotUnderstood("AllergyIntolerance/a", "294238000", "its code is not one that is known, and no words stand beside it")],
        Bundles.Read(Allergy("\"code\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"294238000\"}]}")).NotUnderstood);

    [Theory]
    [InlineData("confirmed", true)]
    [InlineData("unconfirmed", true)]
    [InlineData("presumed", true)]
    [InlineData("refuted", false)]
    [InlineData("entered-in-error", false)]
    public void An_allergy_counts_until_it_is_refuted(string code, bool counts)
    {
        PatientRecord record = Bundles.Read(Allergy($"\"verificationStatus\":{{\"coding\":[{{\"code\":\"{code}\"}}]}}"));
        Assert.Equal(counts, record.Has("HypersensitivityTo"));
        Assert.Equal(code != "entered-in-error", record.ListsHeld.ContainsKey(RecordList.Allergies));
    }

    [Theory]
    [InlineData("active")]
    [InlineData("inactive")]
    [InlineData("resolved")]
    public void An_allergy_lasts_for_life(string status) => Assert.Equal(
        FindingStatus.Present, Bundles.Read(Allergy($"\"clinicalStatus\":{{\"coding\":[{{\"code\":\"{status}\"}}]}}")).Only("HypersensitivityTo").Status);

    [Fact]
    public void The_substance_of_a_reaction_is_a_member_too() => Assert.Equal(
        ["ciclosporin", "methotrexate"],
        Bundles.Read(Allergy("\"reaction\":[{\"substance\":{\"coding\":[{\"system\":\"http://www.nlm.nih.gov/research/umls/rxnorm\",\"code\":\"3008\"}]}}]"))
            .Findings.Select(finding => finding.Value!.ToString()).Order(StringComparer.Ordinal), StringComparer.Ordinal);

    [Theory]
    [InlineData("{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"39579001\",\"display\":\"Anaphylaxis\"}]}", "confirmed", FindingStatus.Present)]
    [InlineData("{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"39579001\",\"display\":\"Anaphylaxis\"}]}", "unconfirmed", FindingStatus.Doubtful)]
    [InlineData("{\"text\":\"anaphylactic shock\"}", "confirmed", FindingStatus.Doubtful)]
    public void What_a_reaction_was_is_not_lost(string manifestation, string verification, FindingStatus expected)
    {
        Finding finding = Bundles.Read(Allergy($$"""
            "verificationStatus":{"coding":[{"code":"{{verification}}"}]},"recordedDate":"2023-08-03","reaction":[{"onset":"2019-05-04","manifestation":[{{manifestation}}]}]
            """)).Only("Anaphylaxis");
        Assert.Equal((expected, "2019-05-04", new DateOnly(2023, 8, 3)), (finding.Status, finding.When.ToString(), finding.Known));
    }

    [Fact]
    public void The_words_of_a_reaction_are_read_and_a_denial_of_the_allergy_goes_for_them_too()
    {
        const string Described = "\"reaction\":[{\"description\":\"Anaphylaxis due to ciclosporin\"}]";
        PatientRecord record = Bundles.Read(Allergy("\"code\":null," + Described));
        Assert.Equal(["ciclosporin"], Assert.IsType<SetValue>(record.Only("HypersensitivityTo").Value).Possible);
        Assert.Equal(FindingStatus.Doubtful, record.Only("Anaphylaxis").Status);
        Assert.Equal([new NotUnderstood("AllergyIntolerance/a", "an allergy", "it names no substance")], record.NotUnderstood);
        Assert.Empty(Bundles.Read(Allergy("\"verificationStatus\":{\"coding\":[{\"code\":\"refuted\"}]}," + Described)).Findings);
    }

    [Theory]
    [InlineData("old scar of tuberculosis", true)] // counts for life
    [InlineData("pregnancy", false)] // passes
    public void What_counts_for_life_and_came_as_a_reaction_leaves_doubt(string manifestation, bool doubt)
    {
        PatientRecord record = Bundles.Read(Allergy($$"""
            "reaction":[{"manifestation":[{"text":"{{manifestation}}"}]}]
            """));
        Assert.Equal(doubt, record.Findings.Any(finding => finding.Status == FindingStatus.Doubtful));
    }

    [Fact]
    public void Its_days_are_read()
    {
        Finding finding = Bundles.Read(Allergy("\"onsetDateTime\":\"2010\",\"recordedDate\":\"2023-08-03\"")).Only("HypersensitivityTo");
        Assert.Equal(("2010", new DateOnly(2023, 8, 3)), (finding.When.ToString(), finding.Known));
        Assert.Equal("2023-08-03", Bundles.Read(Allergy("\"recordedDate\":\"2023-08-03\"")).Only("HypersensitivityTo").When.ToString());
    }

    [Fact]
    public void A_date_that_cannot_be_read_does_not_take_the_allergy_away()
    {
        PatientRecord record = Bundles.Read(Allergy("\"onsetDateTime\":\"long ago\""));
        Assert.Equal(SetValue.Of(false, "methotrexate"), record.Only("HypersensitivityTo").Value);
        Assert.Equal([new NotUnderstood("AllergyIntolerance/a", "6851", "a date of it cannot be read")], record.NotUnderstood);
    }

    private static string Allergy(string members) => Bundles.With(
        """
        {"resourceType":"AllergyIntolerance","id":"a","patient":{"reference":"Patient/p"},
         "code":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"6851"}]}}
        """, members);
}
