using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Tests.Facts;

public class FactWordsTests
{
    [Theory]
    [InlineData("PlanningPregnancy", "planning pregnancy")]
    [InlineData("EGFR", "eGFR")]
    [InlineData("TPMTActivity", "TPMT activity")]
    [InlineData("CKDStage3Plus", "CKD stage 3 plus")]
    [InlineData("CYP2C19PoorMetaboliser", "CYP2C19 poor metaboliser")]
    [InlineData("CutaneousTCellLymphoma", "cutaneous T cell lymphoma")]
    [InlineData("FEV1PercentPredicted", "FEV1 percent predicted")]
    [InlineData("HBsAg", "HBsAg")]
    [InlineData("HbA1c", "HbA1c")]
    [InlineData("IgADeficiency", "IgA deficiency")]
    [InlineData("HyperIgE", "hyper IgE")]
    [InlineData("AntiIgAAntibodies", "anti IgA antibodies")]
    [InlineData("BacterialInfectionAsARule", "bacterial infection as a rule")]
    [InlineData("ImmunoglobulinA", "immunoglobulin A")]
    public void The_name_of_a_fact_reads_as_words(string name, string expected) => Assert.Equal(expected, FactWords.Name(name));

    [Theory]
    [InlineData("10*9/L", "×10⁹/L")]
    [InlineData("{score}", "")]
    [InlineData("{units}/wk", "units a week")]
    [InlineData("mm[Hg]", "mmHg")]
    [InlineData(null, "")]
    public void A_unit_is_spelled_plainly(string? ucum, string expected) => Assert.Equal(expected, FactWords.Unit(ucum));

    [Theory]
    [InlineData("type: flag", "X", "no X")]
    [InlineData("type: flag, phrase: can become pregnant, contrary: cannot become pregnant", "can become pregnant", "cannot become pregnant")]
    [InlineData("type: set", "X includes", "X does not include")]
    [InlineData("type: set, phrase: takes, contrary: does not take", "takes", "does not take")]
    public void A_condition_says_a_fact_by_its_phrase_or_its_name(string content, string yes, string no)
    {
        FactDefinition fact = SmallKnowledge.Facts($"facts:\n  - {{ fact: X, {content} }}")["X"];
        Assert.Equal((yes, no), (FactWords.Yes(fact), FactWords.No(fact)));
    }

    [Theory]
    [InlineData("LipaseUpperLimit", "upper limit of normal of lipase")]
    [InlineData("LipaseAtStart", "lipase at the start")]
    public void A_limit_or_a_start_value_is_named_after_its_result(string name, string expected) => Assert.Equal(expected, FactWords.Yes(SmallKnowledge.Facts("""
        facts:
          - { fact: Lipase, type: number, unit: U/L }
          - { fact: LipaseUpperLimit, type: number, unit: U/L, derive: { upper-limit: Lipase } }
          - { fact: LipaseAtStart, type: number, unit: U/L, derive: { at-start: Lipase } }
        """)[name]));
}
