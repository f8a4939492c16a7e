namespace Filaggrin.Knowledge.Tests.Loading;

public class CaseCheckTests
{
    private const string File = "agents/methotrexate.yaml";

    [Fact]
    public void A_sound_folder_passes_every_check() => Assert.Empty(KnowledgeCheck.All(SmallKnowledge.Load()));

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
              - { id: spare, citation: Unread. }
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

    private static string Check(params (string, string)[] changed) => string.Join('\n', KnowledgeCheck.All(SmallKnowledge.Load(changed)).Select(finding => finding.ToString()));
}
