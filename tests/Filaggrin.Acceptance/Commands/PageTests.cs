using Filaggrin.Advice.Appraisals;
using Filaggrin.Cli.Output;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Acceptance.Commands;

public class PageTests
{
    [Fact]
    public void No_text_is_lost_and_no_line_too_long() =>
        Gen.Select(Gen.String[Gen.Char["abc é≥中\t\u001b"], 0, 400], Gen.Int[0, 20], Gen.Int[0, 30]).Sample((text, indent, hanging) =>
        {
            string[] lines = [.. Page.Wrap(text, indent, hanging)];
            string kept = string.Concat(lines).Replace(" ", "", StringComparison.Ordinal);
            return lines.All(line => line.Length <= Page.Width) && kept == Page.Clean(text).Replace(" ", "", StringComparison.Ordinal);
        }, seed: "0000KOIPNXP0");

    [Fact]
    public void A_number_stays_with_its_unit()
    {
        string line = Assert.Single(Page.Wrap(new string('a', 90) + " " + FactText.Amount(23m, "mL/min/{1.73_m2}"), 0, 2).Skip(1));
        Assert.Equal("  23 mL/min/1.73 m²", line);
    }

    [Theory]
    [InlineData("PlanningPregnancy", "planning pregnancy")]
    [InlineData("EGFR", "eGFR")]
    [InlineData("TPMTActivity", "TPMT activity")]
    [InlineData("CKDStage3Plus", "CKD stage 3 plus")]
    [InlineData("CYP2C19PoorMetaboliser", "CYP2C19 poor metaboliser")]
    [InlineData("CutaneousTCellLymphoma", "cutaneous T cell lymphoma")]
    [InlineData("FEV1PercentPredicted", "FEV1 percent predicted")]
    [InlineData("HBsAg", "HBsAg")]
    public void The_name_of_a_fact_reads_as_words(string name, string expected) => Assert.Equal(expected, FactWords.Name(name));

    [Theory]
    [InlineData("10*9/L", "×10⁹/L")]
    [InlineData("{score}", "")]
    [InlineData("{units}/wk", "units/wk")]
    [InlineData("mm[Hg]", "mmHg")]
    [InlineData(null, "")]
    public void A_unit_is_spelled_plainly(string? ucum, string expected) => Assert.Equal(expected, FactWords.Unit(ucum));

    [Theory]
    [InlineData(0.5, 0.6, null, "child of 6 to 7 months, sex not on record")]
    [InlineData(0.6, 0.6, "female", "girl of 7 months")]
    [InlineData(3.2, 3.3, "male", "boy of 3")]
    [InlineData(17.9, 18.1, "male", "man of 17 to 18")]
    [InlineData(40, 40, "other", "person of 40")]
    public void A_person_is_told_by_age_and_sex(double low, double high, string? sex, string expected) =>
        Assert.Equal(expected, StandingText.Person(Interval.Closed((decimal)low, (decimal)high), sex));

    [Fact]
    public void A_limit_reads_as_words()
    {
        Assert.Equal("at most 15 mg a day", StandingText.Of(new Limit(15m, "mg/d", null, null)).Replace(FactText.Glue, ' '));
        Assert.Equal("at most half the usual dose", StandingText.Of(new Limit(null, null, 0.5m, null)));
        Assert.Equal("at most 80 % of the usual dose", StandingText.Of(new Limit(null, null, 0.8m, null)));
        Assert.Equal("lower tablet strength", StandingText.Of(new Limit(null, null, null, "lower tablet strength")));
    }
}
