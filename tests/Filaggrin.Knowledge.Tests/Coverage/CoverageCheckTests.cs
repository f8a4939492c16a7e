using System.Collections.Immutable;
using Filaggrin.Knowledge.Coverage;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Knowledge.Tests.Coverage;

/// <summary>A claim and the items that name it are compared in substance, not by name.</summary>
public class CoverageCheckTests
{
    private const string Rules = """
        agent: methotrexate
        name: Methotrexate
        class: immunosuppressant
        medicines: [methotrexate]
        rules:
          - id: methotrexate-renal
            rows: [M1]
            when: EGFR < 30 'mL/min'
            verdict: contraindicated
            because: Below 30 mL/min it accumulates.
            sources: [label]
            region: [EU, UK]
          - id: methotrexate-pregnancy
            rows: [M2, M3]
            when: Pregnant or Breastfeeding
            verdict: not-advised
            because: Not within 3 months of it.
            sources: [label]
        """;

    private const string Claims = """
        claims:
          - { id: M1, agent: methotrexate, kind: contraindication, when: "EGFR < 30 'mL/min'", says: [contraindicated], figures: ["30 mL/min"], region: [EU, UK] }
          - { id: M2, agent: methotrexate, kind: not-advised, when: "Pregnant", says: [not-advised], figures: ["12 weeks"] }
          - { id: M3, agent: methotrexate, kind: not-advised, when: "Breastfeeding", says: [not-advised] }
        """;

    [Fact]
    public void Nothing_differs_where_rule_and_claim_say_the_same() => Assert.Equal("", Differences(Rules, Claims));

    [Theory]
    [InlineData("EGFR < 30 'mL/min'", "EGFR < 29 'mL/min'", "M1 Narrower")]
    [InlineData("EGFR < 30 'mL/min'", "EGFR < 31 'mL/min'", "M1 Wider")]
    [InlineData("EGFR < 30 'mL/min'", "EGFR <= 30 'mL/min'", "M1 Wider")]
    [InlineData("Pregnant or Breastfeeding", "Pregnant", "M3 Narrower")]
    [InlineData("Pregnant or Breastfeeding", "Pregnant and Breastfeeding", "M2 Narrower, M3 Narrower")]
    [InlineData("verdict: contraindicated", "verdict: caution", "M1 Verdict")]
    [InlineData("Below 30 mL/min it", "It", "")] // the figure stands in the condition too
    [InlineData("Not within 3 months of it.", "Not within 3 weeks of it.", "M2 Figure")]
    [InlineData("region: [EU, UK]", "region: [UK]", "M1 Region")]
    [InlineData("rows: [M2, M3]", "rows: [M2]", "M2 Wider, M3 LeftOut")]
    public void Each_departure_is_found(string passage, string replacement, string expected)
    {
        Assert.Contains(passage, Rules, StringComparison.Ordinal);
        Assert.Equal(expected, Differences(Rules.Replace(passage, replacement, StringComparison.Ordinal), Claims));
    }

    [Fact]
    public void An_item_that_names_a_claim_which_nobody_collected_is_found() =>
        Assert.Contains("«M9»", Assert.Single(Report(Rules.Replace("[M2, M3]", "[M2, M3, M9]", StringComparison.Ordinal), Claims).Unknown).Message, StringComparison.Ordinal);

    [Fact]
    public void A_reason_explains_a_difference_and_is_idle_without_one()
    {
        string reasoned = Claims.Replace("says: [not-advised] }", "says: [not-advised], differs: The text speaks of pregnancy., departs: [narrower] }", StringComparison.Ordinal);
        CoverageReport explained = Report(Rules.Replace("Pregnant or Breastfeeding", "Pregnant", StringComparison.Ordinal), reasoned);
        Assert.Single(explained.Differences);
        Assert.True(explained.IsClean);
        CoverageReport idle = Report(Rules, reasoned);
        Assert.Equal("M3", Assert.Single(idle.Idle).Id);
        Assert.False(idle.IsClean);
    }

    [Theory]
    [InlineData("departs: [wider]", "M3 Narrower")] // the reason was written for something else
    [InlineData("departs: [narrower, figure]", "")] // and one half of it explains nothing
    public void A_reason_holds_for_the_difference_that_it_names(string departs, string unexplained)
    {
        string reasoned = Claims.Replace("Breastfeeding\", says: [not-advised] }", $"Breastfeeding\", says: [not-advised], differs: So it is., {departs} }}", StringComparison.Ordinal);
        CoverageReport report = Report(Rules.Replace("Pregnant or Breastfeeding", "Pregnant", StringComparison.Ordinal), reasoned);
        Assert.Equal(unexplained, string.Join(", ", report.Unexplained.Select(difference => $"{difference.Claim.Id} {difference.Kind}")));
        Assert.Equal("M3", Assert.Single(report.Idle).Id);
    }

    [Theory]
    [InlineData("says: [not-advised] }", "says: [not-advised], differs: So it is. }", "claim M3: «departs» is missing; it says in what the knowledge differs, such as [wider].")]
    [InlineData("says: [not-advised] }", "says: [not-advised], departs: [wider] }", "claim M3: «differs» is missing; it says why the knowledge departs.")]
    [InlineData("figures: [\"12 weeks\"]", "figure: [\"12 weeks\"]", "claim M2: the key «figure» has no meaning here.")]
    public void A_claim_that_is_written_wrongly_is_refused(string passage, string replacement, string fault) =>
        Assert.Contains(fault, Assert.Throws<KnowledgeException>(() => Report(Rules, Claims.Replace(passage, replacement, StringComparison.Ordinal))).Message, StringComparison.Ordinal);

    [Fact]
    public void Each_agent_that_names_a_claim_must_say_it_itself()
    {
        string sister = Rules.Replace("agent: methotrexate", "agent: sister", StringComparison.Ordinal).Replace("id: methotrexate", "id: sister", StringComparison.Ordinal);
        Assert.Equal("", Differences(Rules, Claims, ("agents/sister.yaml", sister)));
        Assert.Equal("M1 Narrower", Differences(Rules, Claims, ("agents/sister.yaml", sister.Replace("EGFR < 30", "EGFR < 20", StringComparison.Ordinal))));
    }

    [Fact]
    public void The_bar_to_the_start_does_not_stand_for_the_action()
    {
        const string Action = """

            actions:
              - id: methotrexate-stop
                rows: [M1]
                when: EGFR < 30 'mL/min'
                action: stop
                text: Below 30 mL/min stop.
                sources: [label]
            """;
        string both = Claims.Replace("says: [contraindicated]", "says: [contraindicated, stop]", StringComparison.Ordinal);
        Assert.Equal("", Differences(Rules + Action, both));
        Assert.Equal("M1 Narrower", Differences(Rules + Action.Replace("EGFR < 30", "EGFR < 20", StringComparison.Ordinal), both));
    }

    [Fact]
    public void A_condition_that_is_no_formula_is_listed_and_a_contrary_name_is_turned_round()
    {
        CoverageReport report = Report(Rules, Claims.Replace("\"Breastfeeding\"", "\"Breastfeeding at night\"", StringComparison.Ordinal));
        Assert.Equal("M3", Assert.Single(report.Unread).Id);
        Assert.Equal(2, report.Compared);
    }

    [Fact]
    public void The_same_claims_give_the_same_report() => Assert.Equal(
        Report(Rules.Replace("< 30", "< 29", StringComparison.Ordinal), Claims).Differences.Select(difference => difference.What),
        Report(Rules.Replace("< 30", "< 29", StringComparison.Ordinal), Claims).Differences.Select(difference => difference.What), StringComparer.Ordinal);

    private static string Differences(string rules, string claims, params (string, string)[] more) =>
        string.Join(", ", Report(rules, claims, more).Differences.Select(difference => $"{difference.Claim.Id} {difference.Kind}"));

    private static CoverageReport Report(string rules, string claims, params (string, string)[] more)
    {
        KnowledgeBase knowledge = SmallKnowledge.Load([("agents/methotrexate.yaml", rules), .. more]);
        ImmutableArray<Claim> collected = ClaimReader.Read([new KnowledgeFile("claims/all.yaml", claims)], knowledge);
        return CoverageCheck.Of(knowledge, collected);
    }
}
