namespace Filaggrin.Knowledge.Tests.Checks;

public class DoseTableCheckTests
{
    private const string Licence = "licences:\n  - { id: lic, region: [EU], status: licensed, when: \"Age >= 12 'a'\", text: From 12 years., sources: [label] }\n";
    private const string File = "agents/methotrexate.yaml:";

    [Fact]
    public void Bands_that_meet_are_sound() => Assert.Equal("", SmallKnowledge.CheckAgent(
        Licence + Doses("Age >= 12 'a' and Age < 18 'a' and Weight < 40 'kg'", "Age >= 12 'a' and Age < 18 'a' and Weight >= 40 'kg'", "Age >= 18 'a'")));

    [Fact]
    public void A_gap_within_the_licence_is_named_with_its_band() => Assert.Equal(
        $"{File}9: agent methotrexate (EU): no dose to start with from 12 a below 18 a, from 30 kg below 40 kg; add it, or an item with «no-dose: true» where the source leaves it out.",
        SmallKnowledge.CheckAgent(Licence + Doses("Age >= 12 'a' and Age < 18 'a' and Weight < 30 'kg'", "Age >= 12 'a' and Age < 18 'a' and Weight >= 40 'kg'", "Age >= 18 'a'")));

    [Fact]
    public void A_gap_of_a_single_value_is_named() => Assert.Contains("no dose to start with at 18 a;", SmallKnowledge.CheckAgent(
        Licence + Doses("Age >= 12 'a' and Age < 18 'a'", "Age > 18 'a'")), StringComparison.Ordinal);

    [Fact]
    public void A_band_that_the_source_leaves_out_says_so() => Assert.Equal("", SmallKnowledge.CheckAgent(
        Licence + Doses("Age >= 18 'a'") + "  - { id: none, when: \"Age < 18 'a'\", role: information, no-dose: true, text: No dose below 18 years., sources: [label] }\n"));

    [Fact]
    public void No_dose_is_owed_where_a_rule_forbids_the_agent()
    {
        string Rule(string verdict) => $"rules:\n  - {{ id: methotrexate-child, when: \"Age < 18 'a'\", verdict: {verdict}, because: Too young., sources: [label], cases: [] }}\n";
        Assert.Equal("", SmallKnowledge.CheckAgent(Licence + Rule("not-advised") + Doses("Age >= 18 'a'")));
        Assert.Contains("from 12 a below 18 a", SmallKnowledge.CheckAgent(Licence + Rule("caution") + Doses("Age >= 18 'a'")), StringComparison.Ordinal);
    }

    [Fact]
    public void Below_the_licence_nothing_is_owed_and_without_one_adults_need_some_dose()
    {
        Assert.Equal("", SmallKnowledge.CheckAgent(Licence + Doses("Age >= 12 'a'")));
        Assert.Equal("", SmallKnowledge.CheckAgent(Doses("Age >= 18 'a' and Pregnant")));
        Assert.Equal(
            $"{File}7: agent methotrexate (EU, UK, US): no dose to start with from 18 a below 20 a; add it, or an item with «no-dose: true» where the source leaves it out.",
            SmallKnowledge.CheckAgent(Doses("Age >= 20 'a'")));
    }

    [Fact]
    public void Bands_that_overlap_are_named() => Assert.Equal(
        $"{File}10: dose-1 overlaps dose-0 (EU, UK, US): one patient meets both; part the bands, or name two regimens.",
        SmallKnowledge.CheckAgent(Licence + Doses("Age >= 12 'a' and Age <= 18 'a'", "Age >= 18 'a'")));

    [Fact]
    public void Regimens_to_choose_from_and_doses_of_another_role_may_meet()
    {
        string two = Doses("Age >= 12 'a'", "Age >= 12 'a'");
        Assert.Contains("overlaps", SmallKnowledge.CheckAgent(Licence + two), StringComparison.Ordinal);
        Assert.Equal("", SmallKnowledge.CheckAgent(Licence + two.Replace("id: dose-1,", "id: dose-1, regimen: intermittent,", StringComparison.Ordinal)));
        Assert.Equal("", SmallKnowledge.CheckAgent(Licence + two.Replace("id: dose-1, role: start", "id: dose-1, role: maintenance", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_dose_for_an_unknown_result_stands_beside_those_for_a_known_one()
    {
        Assert.Equal("", SmallKnowledge.CheckAgent(Licence + Doses("TPMTActivity in { 'normal', 'intermediate', 'deficient' }", "TPMTActivity is null")));
        Assert.Contains("no dose to start with", SmallKnowledge.CheckAgent(Licence + Doses("TPMTActivity in { 'normal', 'intermediate' }", "TPMTActivity is null")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_topic_gives_each_region_its_own_table() => Assert.Equal(
        $"{File}9: agent methotrexate (EU): no dose to start with from 12 a below 18 a; add it, or an item with «no-dose: true» where the source leaves it out.",
        SmallKnowledge.CheckAgent(Licence + Doses("Age >= 18 'a'", "Age >= 12 'a'")
            .Replace("id: dose-0,", "id: dose-0, topic: start, region: [EU],", StringComparison.Ordinal)
            .Replace("id: dose-1,", "id: dose-1, topic: start, region: [UK, US],", StringComparison.Ordinal)));

    [Fact]
    public void An_item_without_a_dose_carries_no_figure() => Assert.Contains(
        "an item that leaves a band out («no-dose») has the role information and no figures.",
        SmallKnowledge.Faults("agents/methotrexate.yaml", "agent: methotrexate\nname: M\nclass: c\ndoses:\n  - { id: d, role: start, no-dose: true, text: T. }"), StringComparison.Ordinal);

    private static string Doses(params string[] bands) =>
        "doses:\n" + string.Concat(bands.Select((when, at) => $"  - {{ id: dose-{at}, role: start, when: \"{when}\", text: Some., sources: [label] }}\n"));
}
