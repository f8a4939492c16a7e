namespace Filaggrin.Knowledge.Tests.Checks;

public class FactCheckTests
{
    [Theory]
    [InlineData("", "facts/more.yaml:2: fact Spare is used nowhere; take it out, or say with «used-for» who needs it.")]
    [InlineData(", used-for: a reader", "")]
    [InlineData(", instrument: EASI", "")]
    public void A_fact_that_nobody_uses_is_named(string keys, string fault) =>
        Assert.Equal(fault, SmallKnowledge.Check(("facts/more.yaml", $"facts:\n  - {{ fact: Spare, type: number, unit: \"{{score}}\"{keys} }}")));

    [Fact]
    public void A_fact_that_serves_an_unused_one_alone_is_unused_itself()
    {
        const string facts = """
            facts:
              - { fact: Leaf, type: flag }
              - { fact: Stem, type: flag, is: Leaf }

            """;
        Assert.Equal(2, SmallKnowledge.Check(("facts/more.yaml", facts)).Split('\n').Length);
        Assert.Equal("", SmallKnowledge.Check(("facts/more.yaml", facts + "  - { fact: Root, type: flag, is: Stem, used-for: tests }")));
    }

    [Theory]
    [InlineData("care: [{ id: c, text: T., when: Spare, sources: [label] }]")]
    [InlineData("workup: [{ id: w, text: T., done-when: Spare, valid-for: 1 mo, sources: [label] }]")]
    [InlineData("tests: [{ test: t, name: T, facts: [Spare] }]")]
    [InlineData("tests: [{ test: t, name: T, facts: [EGFR], abnormal-when: Spare }]")]
    public void A_fact_of_the_pathway_is_used(string pathway) =>
        Assert.Equal("", SmallKnowledge.Check(("facts/more.yaml", "facts:\n  - { fact: Spare, type: flag }"), ("pathway/more.yaml", pathway)));

    [Theory]
    [InlineData("VaricellaNonImmune", true)]
    [InlineData("HBsAgNegative", true)]
    [InlineData("NoContraception", true)]
    [InlineData("EczemaWithoutItch", true)]
    [InlineData("Nonsense", false)]
    [InlineData("Nocturia", false)]
    [InlineData("TinnitusNoted", false)]
    public void A_fact_named_by_its_contrary_is_named(string name, bool negated)
    {
        string Found(string more) => SmallKnowledge.Check(("facts/more.yaml", $"facts:\n  - {{ fact: {name}, type: flag, used-for: tests{more} }}"));
        Assert.Equal(negated ? $"facts/more.yaml:2: fact {name} is named by its contrary; turn it round, or say with «negated-by-nature» why the name stays." : "", Found(""));
        Assert.Equal("", Found(", negated-by-nature: A symptom."));
    }

    [Theory]
    [InlineData("{ fact: Spare, type: flag, used-for: tests, codes: [{ system: snomed, code: \"24079002\" }] }", "fact Spare: the code «24079002»")]
    [InlineData("{ fact: Spare, type: flag, used-for: tests, codes: [{ system: loinc, code: 2160-1 }] }", "fact Spare: the code «2160-1»")]
    [InlineData("{ fact: Spare, type: flag, used-for: tests, codes: [{ system: loinc, code: 2160-0, values: { loinc|LA6576-9: yes } }] }", "fact Spare: the code «LA6576-9»")]
    [InlineData("{ fact: Spare, type: code, options: [a], used-for: tests, values: { loinc|LA6576-9: a } }", "fact Spare: the code «LA6576-9»")]
    [InlineData("{ fact: Spare, type: set, used-for: tests, members: [{ member: a, codes: [snomed|24079010] }] }", "fact Spare: the code «24079010»")]
    public void A_mistyped_code_of_a_fact_is_named(string fact, string fault)
    {
        Assert.Equal($"facts/more.yaml:2: {fault} does not end in its check digit.", SmallKnowledge.Check(("facts/more.yaml", "facts:\n  - " + fact)));
        Assert.Equal("", SmallKnowledge.Check(("facts/more.yaml", "facts:\n  - " + fact
            .Replace("24079002", "24079001", StringComparison.Ordinal).Replace("24079010", "24079001", StringComparison.Ordinal)
            .Replace("2160-1", "2160-0", StringComparison.Ordinal).Replace("LA6576-9", "LA6576-8", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_mistyped_code_of_a_trap_a_medicine_or_a_route_is_named() => Assert.Equal(
        """
        facts/more.yaml:2: trap: the code «24079002» does not end in its check digit.
        medicines/medicines.yaml:2: medicine methotrexate: the code «387381008» does not end in its check digit.
        medicines/medicines.yaml:4: route topical: the code «6064006» does not end in its check digit.
        """,
        SmallKnowledge.Check(
            ("facts/more.yaml", "traps:\n  - { system: snomed, code: \"24079002\", fact-not: Pregnant, why: It is eczema. }"),
            ("medicines/medicines.yaml", """
                medicines:
                  - { medicine: methotrexate, agent: methotrexate, atc: [L04AX03], snomed: ["387381008"] }
                route-codes:
                  - { system: snomed, code: "6064006", route: topical }
                """)));
}
