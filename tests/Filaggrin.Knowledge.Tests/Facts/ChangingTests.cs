using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Tests.Facts;

/// <summary>What can change a fact, as its definition says or lets expect.</summary>
public class ChangingTests
{
    [Theory]
    [InlineData("type: flag, list: conditions, reads: ever", Changeability.Never)]
    [InlineData("type: flag, list: conditions, reads: within 12 mo", Changeability.WithTime)]
    [InlineData("type: flag, list: conditions, reads: now", Changeability.ByCare)]
    [InlineData("type: set, list: medicines, native: true", Changeability.ByChoice)]
    [InlineData("type: code, options: [a, b], scope: request", Changeability.ByChoice)]
    [InlineData("type: code, options: [a, b], holds: lifelong", Changeability.Never)]
    [InlineData("type: code, options: [a, b], holds: 12 mo", Changeability.ByCare)]
    [InlineData("type: number, unit: g/L, holds: 3 mo", Changeability.ByCare)]
    [InlineData("type: number, unit: d, derive: { days-since: Vaccine }", Changeability.WithTime)]
    [InlineData("type: number, unit: mg/d, derive: { dose-of: aspirin }", Changeability.ByChoice)]
    [InlineData("type: flag, holds: 12 mo", null)] // a state or a decision?
    [InlineData("type: number, unit: a, native: true", null)]
    [InlineData("type: flag, is: Other", null)]
    [InlineData("type: flag, scope: agent, native: true", null)]
    [InlineData("type: flag, holds: 12 mo, changes: by-choice", Changeability.ByChoice)]
    [InlineData("type: flag, list: conditions, reads: ever, changes: with-time", Changeability.WithTime)]
    public void It_follows_from_list_lifetime_and_type_unless_it_is_said(string definition, Changeability? expected) =>
        Assert.Equal(expected, Changing.Of(Fact(definition), child: false));

    [Fact]
    public void A_child_may_grow_out_of_what_an_adult_may_not()
    {
        FactDefinition weight = Fact("type: number, unit: kg, holds: 3 mo, changes: { adult: by-care, child: with-time }");
        Assert.Equal((Changeability.ByCare, Changeability.WithTime), (Changing.Of(weight, child: false), Changing.Of(weight, child: true)));
    }

    [Fact]
    public void The_words_are_read()
    {
        Changing changing = Fact("type: code, options: [daily, former, never], holds: 12 mo, ends: after the last cigarette, begins: with the first, becomes: [former], reopens: [Other]").Changing;
        Assert.Equal(("after the last cigarette", "with the first", "former", "Other"), (changing.Ends, changing.Begins, Assert.Single(changing.Becomes), Assert.Single(changing.Reopens)));
        Assert.False(changing.IsSaid);
    }

    [Theory]
    [InlineData("type: flag, holds: 4 wk", "facts/facts.yaml:2: fact Pregnant: what can change it cannot be told from its definition, and the rule methotrexate-pregnancy closes an option by it; add «changes: never», «with-time», «by-care» or «by-choice».")]
    [InlineData("type: flag, holds: 4 wk, changes: with-time", "")]
    [InlineData("type: flag, is: Hidden", "facts/facts.yaml:5: fact Hidden: what can change it cannot be told from its definition, and the rule methotrexate-pregnancy closes an option by it; add «changes: never», «with-time», «by-care» or «by-choice».")]
    [InlineData("type: flag, is: Hidden, changes: never", "")] // taken as a whole
    [InlineData("type: flag, holds: lifelong, yes-when: Hidden", "facts/facts.yaml:5: fact Hidden: what can change it cannot be told from its definition, and the rule methotrexate-pregnancy closes an option by it; add «changes: never», «with-time», «by-care» or «by-choice».")]
    public void A_fact_that_closes_an_option_must_tell(string definition, string fault) => Assert.Equal(fault, OfFacts(SmallKnowledge.Check(("facts/facts.yaml", $$"""
        facts:
          - { fact: Pregnant, {{definition}} }
          - { fact: EGFR, type: number, unit: mL/min, holds: 3 mo }
          - { fact: LiveVaccine, type: date }
          - { fact: Hidden, type: flag, holds: 12 mo, used-for: tests }
          - { fact: Breastfeeding, type: flag }
        """))));

    // The rule's own cases no longer fit a fact that was made a derived one.
    private static string OfFacts(string findings) => string.Join('\n', findings.Split('\n').Where(line => line.StartsWith("facts/", StringComparison.Ordinal)));

    private static FactDefinition Fact(string definition) => SmallKnowledge.Facts($$"""
        facts:
          - { fact: X, {{definition}} }
          - { fact: Other, type: flag }
          - { fact: Vaccine, type: date }
        """)["X"];
}
