using Filaggrin.Cli.Output;
using Filaggrin.Knowledge;
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
            return lines.All(line => line.Length <= Page.Width) && kept == PlainText.Clean(text).Replace(" ", "", StringComparison.Ordinal);
        }, seed: "0000KOIPNXP0");

    [Fact]
    public void A_number_stays_with_its_unit()
    {
        string line = Assert.Single(Page.Wrap(new string('a', 90) + " " + FactText.Amount(23m, "mL/min/{1.73_m2}"), 0, 2).Skip(1));
        Assert.Equal("  23 mL/min/1.73 m²", line);
    }

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

    [Fact]
    public void How_far_clinicians_have_reviewed_the_rules_is_told_in_numbers()
    {
        Edition edition = Examples.Knowledge.Edition;
        Agent agent = Examples.Knowledge.Agents["alefacept"];
        Review now = new("A. Miller", new(2026, 10, 1), edition.Version), before = now with { Edition = "0.0.9" };
        Agent whole = agent with { Review = now }, old = agent with { Review = before };
        Agent part = agent with { Rules = [agent.Rules[0] with { Review = now }, .. agent.Rules.Skip(1)] };
        Assert.Equal("No clinician has reviewed any of the 2 rules of this edition yet.", ReviewText.Of([agent], edition));
        Assert.Equal("Clinicians have reviewed 1 of the 2 rules of this edition.", ReviewText.Of([part], edition));
        Assert.Equal("Clinicians have reviewed 2 of the 4 rules of this edition; 2 more as they stood in an earlier one.", ReviewText.Of([whole, old], edition));
        Assert.Equal("not reviewed by a clinician", ReviewText.Of(agent, edition));
        Assert.Equal("1 of 2 rules reviewed by a clinician", ReviewText.Of(part, edition));
        Assert.Equal("2 of 2 rules reviewed by a clinician (all of it by A. Miller in edition 0.1)", ReviewText.Of(whole, edition));
        Assert.Equal("0 of 2 rules reviewed by a clinician and 2 in an earlier edition (all of it by A. Miller in edition 0.0.9)", ReviewText.Of(old, edition));
    }
}
