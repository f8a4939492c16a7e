namespace Filaggrin.Knowledge.Tests.Loading;

public class CaseCheckTests
{
    private const string File = "agents/methotrexate.yaml";

    [Fact]
    public void A_sound_folder_passes_every_check() => Assert.Equal("", SmallKnowledge.Check());

    [Theory]
    [InlineData("fired: { Pregnant: true }", "fired: { Pregnant: false }", "12: rule methotrexate-pregnancy: the case should be fired and is clear.")]
    [InlineData("clear: { Pregnant: false }", "clear: { Breastfeeding: false }", "13: rule methotrexate-pregnancy: the case should be clear and is unknown.")]
    [InlineData("unknown: {}, missing", "unknown: { Pregnant: true }, missing", "14: rule methotrexate-pregnancy: the case should be unknown and is fired.")]
    [InlineData("missing: [Pregnant]", "missing: [EGFR]", "14: rule methotrexate-pregnancy: the case names EGFR as missing; what could decide it is Pregnant.")]
    [InlineData("missing: [Pregnant]", "missing: [Pregnant, EGFR]", "14: rule methotrexate-pregnancy: the case names Pregnant, EGFR as missing; what could decide it is Pregnant.")]
    [InlineData("      - { fired: { Pregnant: true } }\n", "", "6: rule methotrexate-pregnancy has no case «fired».")]
    [InlineData("      - { clear: { Pregnant: false } }\n", "", "6: rule methotrexate-pregnancy has no case «clear».")]
    [InlineData("      - { unknown: {}, missing: [Pregnant] }", "", "6: rule methotrexate-pregnancy has no case «unknown»; add one that leaves Pregnant out.")]
    public void A_case_that_does_not_hold_or_is_lacking_is_named(string passage, string replacement, string fault) =>
        Assert.Equal($"{File}:{fault}", Check((File, SmallKnowledge.Text(File, passage, replacement))));

    [Fact]
    public void A_source_that_nobody_cites_is_named() => Assert.Equal(
        "sources/more.yaml:3: the source «spare» is cited nowhere.",
        Check(("sources/more.yaml", """
            # more
            sources:
              - { id: spare, citation: Unread., url: https://example.org/spare }
            """)));

    [Theory]
    [InlineData("EGFR < 30 'mL/min'", "fired: { EGFR: <30 }", "fired")]
    [InlineData("EGFR <= 30 'mL/min'", "fired: { EGFR: <=30 }", "fired")]
    [InlineData("EGFR > 30 'mL/min'", "fired: { EGFR: \"> 30\" }", "fired")]
    [InlineData("EGFR < 30 'mL/min'", "clear: { EGFR: \">=30\" }", "clear")]
    [InlineData("EGFR < 20 'mL/min'", "unknown: { EGFR: <30 }, missing: [EGFR]", "unknown")]
    [InlineData("LiveVaccine < @2026-03-01", "fired: { LiveVaccine: 2025 }", "fired")]
    [InlineData("LiveVaccine < @2026-03-01", "unknown: { LiveVaccine: 2026-02 }", "fired and not unknown")]
    [InlineData("EGFR < 30 'mL/min' and Pregnant", "clear: { EGFR: -5, Pregnant: false }", "clear")]
    public void A_case_may_hold_half_known_values(string when, string example, string meaning)
    {
        string text = SmallKnowledge.Text(File, "when: Pregnant", "when: " + when)
            .Replace("{ fired: { Pregnant: true } }", $"{{ {example} }}", StringComparison.Ordinal)
            .Replace("      - { clear: { Pregnant: false } }\n", "", StringComparison.Ordinal)
            .Replace("      - { unknown: {}, missing: [Pregnant] }", "", StringComparison.Ordinal);
        string wrong = Check((File, text)).Split('\n').FirstOrDefault(fault => fault.Contains("the case should be", StringComparison.Ordinal)) ?? "";
        Assert.Equal(meaning == "fired and not unknown", wrong.Length > 0);
    }

    [Theory]
    [InlineData("doi: 10.1000/1", true)]
    [InlineData("pmid: 1", true)]
    [InlineData("kind: book", true)]
    [InlineData("kind: expert-opinion", true)]
    [InlineData("kind: label", false)]
    public void A_source_has_a_link_or_is_a_book_or_the_opinion_of_experts(string key, bool sound) => Assert.Equal(
        sound ? "" : "sources/sources.yaml:2: the source «label» has no link; give doi, pmid or url, or «kind: book» or «kind: expert-opinion».",
        SmallKnowledge.Check(("sources/sources.yaml", $"sources:\n  - {{ id: label, citation: The label., {key} }}")));

    [Theory]
    [InlineData("TreatmentGoal = 'acute control'", false)] // an input of the appraisal is never open
    [InlineData("TreatmentGoal = 'acute control' and Pregnant", true)]
    [InlineData("TreatmentGoal = 'acute control' or (TreatmentGoal = 'acute control' and Pregnant)", false)]
    public void A_case_that_cannot_exist_is_not_asked_for(string when, bool canBeUnknown)
    {
        string text = SmallKnowledge.Text(File, "when: Pregnant", "when: " + when);
        string facts = "facts:\n  - { fact: TreatmentGoal, type: code, options: [acute control, long-term control], scope: request, default: long-term control }";
        string[] findings = SmallKnowledge.Check((File, text[..text.IndexOf("    cases:", StringComparison.Ordinal)]), ("facts/goal.yaml", facts)).Split('\n');
        Assert.Equal(canBeUnknown, findings.Any(finding => finding.Contains("no case «unknown»", StringComparison.Ordinal)));
        Assert.Contains(findings, finding => finding.Contains("no case «fired»", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.Contains("no case «clear»", StringComparison.Ordinal));
    }

    private static string Check(params (string, string)[] changed) => SmallKnowledge.Check(changed);
}
