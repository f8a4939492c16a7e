namespace Filaggrin.Knowledge.Tests.Checks;

/// <summary>Rules that never speak, that say what another says, and that contradict each other.</summary>
public class RuleCheckTests
{
    private const string File = "agents/methotrexate.yaml:";

    [Theory]
    [InlineData("Age < 12 'a' and Pregnant and Age >= 18 'a'", "«Age < 12 'a'» and «Age >= 18 'a'» exclude each other; the condition can never hold.")]
    [InlineData("Pregnant and not Pregnant", "«Pregnant» and «not Pregnant» exclude each other; the condition can never hold.")]
    [InlineData("Age < 0 'a' or (Pregnant and not Pregnant)", "«Age < 0 'a' or (Pregnant and not Pregnant)» can never hold.")]
    [InlineData("Pregnant or not Pregnant", "«Pregnant or not Pregnant» holds for everybody; leave «when» out of a note, or mend it.")]
    [InlineData("Age < 18 'a' or Age >= 18 'a'", "«Age < 18 'a' or Age >= 18 'a'» holds for everybody; leave «when» out of a note, or mend it.")]
    [InlineData("Age < 12 'a' or Age >= 18 'a'", "")]
    [InlineData("Pregnant", "")]
    public void A_condition_that_nobody_or_everybody_meets_is_named(string when, string fault) =>
        Assert.Equal(fault.Length == 0 ? "" : $"{File}7: rule methotrexate-one: {fault}", SmallKnowledge.CheckAgent("rules:\n" + Rule("one", when, "caution")));

    [Theory]
    [InlineData("start", "OnTreatment", false)]
    [InlineData("start", "not OnTreatment", true)]
    [InlineData("treatment", "OnTreatment and Pregnant", true)]
    [InlineData("treatment", "Pregnant and not OnTreatment", false)]
    [InlineData("both", "OnTreatment", true)]
    public void A_rule_that_its_phase_keeps_from_firing_is_named(string phase, string when, bool sound)
    {
        string found = SmallKnowledge.CheckAgent("rules:\n" + Rule("one", when, "caution", $"phase: {phase}"));
        if (when == phase + "ed" || sound) Assert.DoesNotContain("can never hold", found, StringComparison.Ordinal);
        else Assert.Contains("can never hold in its phase", found, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_whose_topic_has_another_one_for_every_region_speaks_nowhere()
    {
        string Rules(string regions) => "rules:\n" + Rule("any", "Age < 18 'a'", "caution", "topic: age") + Rule("own", "Age < 12 'a'", "not-advised", $"topic: age", $"region: [{regions}]");
        Assert.Equal($"{File}7: rule methotrexate-any speaks in no region: the topic «age» has items of its own for EU, UK, US.", SmallKnowledge.CheckAgent(Rules("EU, UK, US")));
        Assert.Equal("", SmallKnowledge.CheckAgent(Rules("EU, UK")));
    }

    [Fact]
    public void A_derived_flag_that_can_never_be_yes_is_named() => Assert.Equal(
        "facts/more.yaml:6: fact Never: «Age < 2 'a'» and «Age > 3 'a'» exclude each other; the condition can never hold.",
        SmallKnowledge.CheckAgent("", "  - { fact: Never, type: flag, used-for: tests, is: \"Age < 2 'a' and Age > 3 'a'\" }"));

    [Theory]
    [InlineData("not-advised", "Age < 12 'a'", "contraindicated", "Age < 18 'a'", true)] // worse whenever it fires
    [InlineData("contraindicated", "Age < 12 'a'", "not-advised", "Age < 18 'a'", false)] // worse on a narrower condition
    [InlineData("caution", "Age < 12 'a'", "caution", "Age < 18 'a'", false)] // a nearer reason
    [InlineData("note", "Age < 12 'a'", "contraindicated", "Age < 18 'a'", false)]
    [InlineData("caution", "Age < 18 'a'", "contraindicated", "Age < 18 'a' and Pregnant", false)]
    [InlineData("caution", "Age < 12 'a' and Pregnant", "contraindicated", "Pregnant", true)]
    public void A_rule_in_the_shadow_of_a_worse_one_is_named(string verdict, string when, string worse, string over, bool shadowed) => Assert.Equal(
        shadowed ? $"{File}7: rule methotrexate-one is never needed: whenever it fires, methotrexate-two ({worse}) fires too." : "",
        SmallKnowledge.CheckAgent("rules:\n" + Rule("one", when, verdict) + Rule("two", over, worse)));

    [Fact]
    public void Of_two_rules_that_say_the_same_on_the_same_condition_the_second_is_named() => Assert.Equal(
        $"{File}13: rule methotrexate-two is never needed: whenever it fires, methotrexate-one (caution) fires too.",
        SmallKnowledge.CheckAgent("rules:\n" + Rule("one", "Pregnant or Age < 18 'a'", "caution") + Rule("two", "not (Age >= 18 'a' and not Pregnant)", "caution")));

    [Theory]
    [InlineData("region: [EU]\n    topic: age", "region: [US]\n    topic: age", false)]
    [InlineData("region: [EU]\n    topic: age", "region: [EU, UK]\n    topic: age", true)]
    [InlineData("region: [EU, UK]\n    topic: age", "region: [EU]\n    topic: age", false)] // in the UK it is needed
    [InlineData("region: [EU]", "region: [US]", true)] // without a topic both speak everywhere
    [InlineData("phase: start", "phase: treatment", false)]
    [InlineData("phase: both", "phase: start", false)]
    [InlineData("phase: start", "phase: both", true)]
    public void A_rule_is_in_the_shadow_only_where_the_other_speaks(string one, string other, bool shadowed) => Assert.Equal(
        shadowed, SmallKnowledge.CheckAgent("rules:\n" + Rule("one", "Age < 12 'a'", "caution", one) + Rule("two", "Age < 18 'a'", "not-advised", other)).Contains("methotrexate-one is never needed", StringComparison.Ordinal));

    [Fact]
    public void A_rule_is_in_the_shadow_of_two_that_share_its_regions_out() => Assert.Contains(
        "methotrexate-one is never needed: whenever it fires, methotrexate-two (not-advised) or methotrexate-three (contraindicated) fires too.",
        SmallKnowledge.CheckAgent("rules:\n" + Rule("one", "Age < 12 'a'", "caution") + Rule("two", "Age < 18 'a'", "not-advised", "region: [EU]", "topic: age") + Rule("three", "Age < 13 'a'", "contraindicated", "region: [UK, US]", "topic: age")),
        StringComparison.Ordinal);

    [Fact]
    public void A_limit_adds_something_to_a_worse_verdict() => Assert.Equal(
        "", SmallKnowledge.CheckAgent("rules:\n" + Rule("one", "Age < 12 'a'", "caution", "limit: { factor: 0.5 }") + Rule("two", "Age < 18 'a'", "not-advised")));

    [Theory]
    [InlineData("topic: kidney", "topic: kidney", true)]
    [InlineData("region: [EU]\n    topic: kidney", "region: [US]\n    topic: kidney", false)]
    [InlineData("phase: start", "phase: treatment", false)]
    public void Two_verdicts_on_one_condition_contradict_each_other(string one, string other, bool contradictory) => Assert.Equal(
        contradictory ? $"{File}14: rule methotrexate-two contradicts methotrexate-one: the same condition has two verdicts." : "",
        SmallKnowledge.CheckAgent("rules:\n" + Rule("one", "EGFR < 30 'mL/min'", "contraindicated", one) + Rule("two", "not (EGFR >= 30 'mL/min')", "not-advised", other)));

    [Theory]
    [InlineData("continue", "EGFR < 60 'mL/min'", "stop", "EGFR < 30 'mL/min'", "kidney", true)]
    [InlineData("continue", "EGFR >= 30 'mL/min'", "stop", "EGFR < 30 'mL/min'", "kidney", false)]
    [InlineData("reduce", "EGFR < 60 'mL/min'", "stop", "EGFR < 30 'mL/min'", "kidney", false)]
    [InlineData("continue", "EGFR < 60 'mL/min'", "stop", "EGFR < 30 'mL/min'", "other", false)]
    public void Two_items_of_one_topic_do_not_point_opposite_ways(string action, string when, string opposite, string then, string topic, bool contradictory)
    {
        string found = SmallKnowledge.CheckAgent("""
            monitoring:
              - { id: m, tests: [creatinine], schedule: every 4 wk, text: Test., sources: [label] }
            actions:
              - { id: go, topic: kidney, action: ACTION, text: Go., when: "WHEN", sources: [label] }
              - { id: halt, topic: TOPIC, action: OPPOSITE, text: Halt., when: "THEN", sources: [label] }

            """.Replace("ACTION", action, StringComparison.Ordinal).Replace("OPPOSITE", opposite, StringComparison.Ordinal).Replace("WHEN", when, StringComparison.Ordinal)
            .Replace("THEN", then, StringComparison.Ordinal).Replace("TOPIC", topic, StringComparison.Ordinal));
        Assert.Equal(contradictory ? $"{File}10: halt contradicts go: both can hold for one patient under the topic «kidney»." : "", found);
    }

    [Theory]
    [InlineData("CurrentMedicine in { 'methotrexat' }", "CurrentMedicine is asked for «methotrexat», which no record can hold; did you mean «methotrexate»?")]
    [InlineData("CurrentMedicine in { 'methotrexate', 'methotrexate (topical)' }", "")]
    [InlineData("CurrentMedicineClass in { 'cytostatics' }", "CurrentMedicineClass is asked for «cytostatics», which no record can hold; did you mean «cytostatic»?")]
    [InlineData("CurrentMedicineClass in { 'cytostatic' }", "")]
    [InlineData("HypersensitivityTo in { 'castor oils' }", "HypersensitivityTo is asked for «castor oils», which no record can hold; did you mean «castor oil»?")]
    [InlineData("HypersensitivityTo in { 'castor oil', 'methotrexate' }", "")]
    public void A_member_that_no_record_can_hold_is_named(string when, string fault) => Assert.Equal(
        fault.Length == 0 ? "" : $"{File}7: methotrexate-one: {fault}",
        SmallKnowledge.CheckAgent("rules:\n" + Rule("one", $"\"{when}\"", "caution"), Sets, ("medicines/classes.yaml", "classes:\n  - { class: cytostatic, atc: [L01] }")));

    [Theory]
    [InlineData("castor oil", "")]
    [InlineData("methotrexate", "")]
    [InlineData("castor oyl", "agents/methotrexate.yaml:1: agent methotrexate: «hypersensitivity» names «castor oyl», which is neither a medicine nor a substance of HypersensitivityTo.")]
    public void A_substance_that_no_allergy_can_name_is_named(string substance, string fault) =>
        Assert.Equal(fault, SmallKnowledge.CheckAgent($"hypersensitivity: [{substance}]\n", Sets));

    [Theory]
    [InlineData("unit: mg/d", "")]
    [InlineData("unit: mg/wk", "")]
    [InlineData("unit: g/wk", "")]
    [InlineData("unit: mg", "the unit «mg» of the limit compares with no dose of the agent; they are in mg/wk.")]
    [InlineData("unit: mmol/L", "the unit «mmol/L» of the limit compares with no dose of the agent; they are in mg/wk.")]
    [InlineData("unit: xyz/d", "the unit «xyz/d» of the limit compares with no dose of the agent; they are in mg/wk.")]
    [InlineData("later: 20", "the limit has a max without a unit; write one such as mg/d.")]
    public void A_limit_that_binds_no_dose_is_named(string unit, string fault) => Assert.Equal(
        fault.Length == 0 ? "" : $"{File}7: methotrexate-one: {fault}",
        SmallKnowledge.CheckAgent(
            "rules:\n" + Rule("one", "Pregnant", "caution", $"limit: {{ max: 10, {unit} }}")
            + "doses:\n  - { id: dose, role: start, steps: [{ amount: 15, unit: mg/wk }], text: Some., sources: [label] }\n"));

    private const string Sets = """
          - { fact: CurrentMedicine, type: set, native: true, used-for: tests }
          - { fact: CurrentMedicineClass, type: set, native: true, used-for: tests }
          - { fact: HypersensitivityTo, type: set, native: true, used-for: tests, members: [{ member: castor oil, names: [cremophor] }] }

        """;

    private static string Rule(string id, string when, string verdict, params string[] keys) =>
        $"  - id: methotrexate-{id}\n    when: {when}\n    verdict: {verdict}\n{string.Concat(keys.Select(key => $"    {key}\n"))}    because: For a reason.\n    sources: [label]\n    rows: []\n";
}
