using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Knowledge.Tests.Facts;

public class CodeBookTests
{
    private static readonly KnowledgeBase Knowledge = SmallKnowledge.Load(("facts/facts.yaml", """
        facts:
          - { fact: Pregnant, type: flag }
          - { fact: EGFR, type: number, unit: mL/min, names: [eGFR, glomerular filtration rate], aliases: [GFR], codes: [{ system: loinc, code: 98979-8 }] }
          - fact: LiveVaccine
            type: date
          - fact: Thrombosis
            type: flag
            words: [thrombos, dvt$]
            other-words: [thrombosed haemorr, "st. thrombos"]
            codes:
              - { system: icd-10, code: I80, below: true, except: [I80.0, I80.8] }
              - { system: icd-10, code: i82.4 }
              - { system: snomed, code: "128053003" }
          - fact: Tuberculosis
            type: flag
            words: [tubercul]
            codes:
              - { system: icd-10, from: A15, to: A19, except: [A18.4] }
          - fact: HIV
            type: flag
            words: [hiv$, human immunodef]
            codes:
              - { system: icd-10, from: B20, to: B24 }
              - { system: icd-10, code: B20, below: true }
          - fact: Steroid
            type: flag
            codes:
              - { system: atc, code: H02AB, below: true, except: [H02AB09] }
              - { system: atc, code: H02 }
          - fact: Allergy
            type: set
            members:
              - { member: castor oil, names: [castor oil, Cremophor EL], codes: [snomed|12345] }
        traps:
          - { system: icd-10, code: Z80, fact-not: Thrombosis, why: Family history }
          - { system: loinc, code: 71774-4, fact-not: HIV, why: A control of the assay }
        """));

    [Theory]
    [InlineData("I80.2", "Thrombosis")] // below the prefix
    [InlineData("I802", "Thrombosis")] // without the dot
    [InlineData("i80.2", "Thrombosis")] // in small letters
    [InlineData("I80", "Thrombosis")]
    [InlineData("I80.0", "")] // an exception
    [InlineData("I8008", "")] // and what lies below it
    [InlineData("I80.8", "")]
    [InlineData("I8", "")]
    [InlineData("I82.4", "Thrombosis")] // one code exactly
    [InlineData("I82.41", "")]
    [InlineData("I82", "")]
    [InlineData("A15", "Tuberculosis")] // a range, its ends included
    [InlineData("A17.0", "Tuberculosis")]
    [InlineData("A199", "Tuberculosis")]
    [InlineData("A14.9", "")]
    [InlineData("A20", "")]
    [InlineData("A18.4", "")] // an exception of the range
    [InlineData("A18.5", "Tuberculosis")]
    [InlineData("A1", "")]
    [InlineData("B20.1", "HIV, HIV")] // by prefix and by range
    [InlineData("B24", "HIV")]
    [InlineData("B25", "")]
    [InlineData("", "")]
    public void A_diagnosis_is_found_by_code_prefix_and_range_with_and_without_dot(string code, string facts) =>
        Assert.Equal(facts, Found(CodeSystem.Icd10, code));

    [Theory]
    [InlineData(CodeSystem.Snomed, "128053003", "Thrombosis")]
    [InlineData(CodeSystem.Snomed, "1280530031", "")]
    [InlineData(CodeSystem.Loinc, "98979-8", "EGFR")]
    [InlineData(CodeSystem.Loinc, "I80.2", "")] // a code means something in its own system alone
    [InlineData(CodeSystem.Atc, "H02AB06", "Steroid")]
    [InlineData(CodeSystem.Atc, "H02AB09", "")]
    [InlineData(CodeSystem.Atc, "H02", "Steroid")]
    [InlineData(CodeSystem.Atc, "H02A", "")]
    [InlineData(CodeSystem.Snomed, "12345", "Allergy")]
    [InlineData(CodeSystem.Other, "I80.2", "")]
    public void Other_systems_are_read_letter_for_letter_and_medicines_by_prefix(CodeSystem system, string code, string facts) =>
        Assert.Equal(facts, Found(system, code));

    [Fact]
    public void A_code_of_a_member_says_which_member() =>
        Assert.Equal("castor oil", Assert.Single(Knowledge.Codes.Find(CodeSystem.Snomed, "12345")).Entry.Value);

    [Theory]
    [InlineData("eGFR", "EGFR")]
    [InlineData("EGFR", "EGFR")]
    [InlineData("Glomerular filtration-rate", "EGFR")]
    [InlineData("filtration", "")]
    public void A_result_is_found_by_its_name(string name, string facts) =>
        Assert.Equal(facts, string.Join(", ", Knowledge.Codes.FindName(name)));

    [Theory]
    [InlineData("HIV positive", "HIV")]
    [InlineData("Test (HIV-1) pending", "HIV")]
    [InlineData("Hives", "")] // hiv$ is not in hives
    [InlineData("HIVE", "")]
    [InlineData("DVT of the left leg", "Thrombosis")]
    [InlineData("Deep vein thrombosis, tuberculous", "Thrombosis, Tuberculosis")] // the beginning of a word is enough
    [InlineData("phlebothrombosis", "")] // but the middle is not
    [InlineData("Thrombosed haemorrhoids", "")] // within what means another thing
    [InlineData("Thrombosed external haemorrhoid", "Thrombosis")]
    [InlineData("Thrombosed haemorrhoid, St Thrombosius; deep thrombosis", "Thrombosis")] // and once more beside it
    [InlineData("DVT, thrombosed haemorrhoid", "Thrombosis")]
    [InlineData("Unthrombosed haemorrhoid", "")]
    [InlineData("Human immunodeficiency virus", "HIV")]
    [InlineData("intolerance to Cremophor EL", "Allergy (castor oil)")]
    [InlineData("Cremophor ELP", "")]
    [InlineData("", "")]
    public void A_text_throws_doubt_on_the_facts_whose_words_it_holds(string text, string facts) =>
        Assert.Equal(facts, string.Join(", ", Knowledge.Codes.FindWords(text).Select(found => found.Member is { } member ? $"{found.Fact} ({member})" : found.Fact.Name)));

    [Fact]
    public void Codes_that_mislead_are_kept_with_their_reason()
    {
        CodeTrap trap = Knowledge.Codes.Traps[(CodeSystem.Icd10, "Z80")];
        Assert.Equal(("Thrombosis", "Family history"), (trap.NotFact, trap.Why));
        Assert.Equal("A control of the assay", Knowledge.Codes.Traps[(CodeSystem.Loinc, "71774-4")].Why);
    }

    [Fact]
    public void A_sites_own_codes_are_read_by_the_uri_of_their_system()
    {
        KnowledgeBase site = Knowledge.WithCodes(new("codes.yaml", """
            EGFR: { system: https://example.org/lab, code: GFR-1 }
            Thrombosis:
              - { system: https://example.org/dx, code: T1 }
              - { system: https://example.org/dx, code: T2 }
            """));
        Assert.Equal("EGFR", Assert.Single(site.Codes.FindSite("https://example.org/lab", "GFR-1")).Name);
        Assert.Equal("Thrombosis", Assert.Single(site.Codes.FindSite("https://example.org/dx", "T2")).Name);
        Assert.Empty(site.Codes.FindSite("https://example.org/dx", "GFR-1"));
        Assert.Empty(site.Codes.FindSite(null, "GFR-1"));
        Assert.Empty(Knowledge.Codes.FindSite("https://example.org/lab", "GFR-1"));
        Assert.Equal("EGFR", Assert.Single(site.Codes.Find(CodeSystem.Loinc, "98979-8")).Fact.Name);
    }

    [Theory]
    [InlineData("EGRF: { system: s, code: c }", "codes.yaml:1: fact «EGRF» is not defined; did you mean «EGFR»?")]
    [InlineData("EGFR: { system: s }", "codes.yaml:1: EGFR: «code» is missing.")]
    [InlineData("EGFR: { system: s, code: c, unit: g }", "codes.yaml:1: EGFR: the key «unit» has no meaning here.")]
    [InlineData("- EGFR", "codes.yaml:1: facts with their codes are expected, such as EASI: { system: https://example.org/codes, code: EASI-T }.")]
    [InlineData("", "codes.yaml:1: facts with their codes are expected, such as EASI: { system: https://example.org/codes, code: EASI-T }.")]
    public void A_fault_in_a_sites_codes_is_named_with_its_line(string text, string message) =>
        Assert.Equal(message, Assert.Throws<KnowledgeException>(() => Knowledge.WithCodes(new("codes.yaml", text))).Message);

    private static string Found(CodeSystem system, string code) => string.Join(", ", Knowledge.Codes.Find(system, code).Select(match => match.Fact));
}
