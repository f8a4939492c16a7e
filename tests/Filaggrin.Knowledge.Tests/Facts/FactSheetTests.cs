using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Knowledge.Tests.Conditions;

namespace Filaggrin.Knowledge.Tests.Facts;

public class FactSheetTests
{
    private static readonly FactDictionary Dictionary = SmallKnowledge.Facts("""
        facts:
          - { fact: Measured, type: flag, absence: unknown }
          - { fact: Listed, type: flag, absence: assumed-no, list: conditions }
          - { fact: Unlisted, type: flag, absence: assumed-no, list: none }
          - { fact: Medicines, type: set, absence: assumed-no, list: medicines }
          - { fact: Vaccinated, type: date, absence: assumed-no, list: immunizations }
          - { fact: Cigarettes, type: number, unit: "{count}", absence: assumed-no, list: none, default: 0 }
          - { fact: Goal, type: code, options: [acute, long-term], absence: assumed-no, list: none, default: long-term }
          - { fact: Female, type: flag }
          - { fact: Pregnant, type: flag, relevant-when: Female }
          - { fact: PregnancyTest, type: code, options: [positive, negative], relevant-when: Female }
          - { fact: Weeks, type: number, unit: wk, relevant-when: Female }
        """);

    [Fact]
    public void What_nobody_measured_or_asked_is_unknown()
    {
        Fact fact = Sheet([RecordList.Conditions])["Measured"];
        Assert.Equal((FactState.Absent, Truth.Unknown), (fact.State, fact.Truth));
    }

    [Fact]
    public void What_a_list_leaves_out_is_assumed_no_where_the_record_holds_that_list()
    {
        Fact held = Sheet([RecordList.Conditions])["Listed"], notHeld = Sheet([RecordList.Medicines])["Listed"];
        Assert.Equal((FactState.Assumed, Truth.False), (held.State, held.Truth));
        Assert.Equal((FactState.Absent, Truth.Unknown), (notHeld.State, notHeld.Truth));
    }

    [Fact]
    public void What_stands_on_no_list_is_always_assumed_no()
    {
        Fact fact = Sheet([])["Unlisted"];
        Assert.Equal((FactState.Assumed, Truth.False), (fact.State, fact.Truth));
    }

    [Fact]
    public void In_a_case_of_a_rule_nothing_is_assumed()
    {
        foreach (string name in (string[])["Listed", "Unlisted", "Medicines", "Vaccinated", "Cigarettes", "Goal"])
            Assert.True(Sheet(null)[name] is { State: FactState.Absent, Value.IsUnknown: true }, name);
    }

    [Fact]
    public void A_held_list_that_leaves_all_out_is_empty()
    {
        FactSheet sheet = Sheet([RecordList.Medicines, RecordList.Immunizations]);
        Assert.Equal(SetValue.Of(true), sheet["Medicines"].Value);
        Assert.Same(FactValue.NotApplicable, sheet["Vaccinated"].Value);
        Assert.Equal(SetValue.Unknown, Sheet([])["Medicines"].Value);
    }

    [Fact]
    public void An_assumed_number_or_code_is_its_default()
    {
        FactSheet sheet = Sheet([]);
        Assert.Equal((FactState.Assumed, "0"), (sheet["Cigarettes"].State, sheet["Cigarettes"].Value.ToString()));
        Assert.Equal((FactState.Assumed, "long-term"), (sheet["Goal"].State, sheet["Goal"].Value.ToString()));
    }

    [Fact]
    public void A_known_fact_is_never_assumed_away()
    {
        Fact listed = Sheet([RecordList.Conditions], Known("Listed", true))["Listed"];
        Assert.Equal((FactState.Known, Truth.True), (listed.State, listed.Truth));
    }

    [Theory]
    [InlineData(FactState.Doubtful)]
    [InlineData(FactState.OutOfDate)]
    public void An_entry_that_leaves_doubt_keeps_a_list_from_meaning_no(FactState state)
    {
        Fact doubt = Known("Listed", null) with { State = state, Why = "free text" };
        Fact fact = Sheet([RecordList.Conditions], doubt)["Listed"];
        Assert.Equal((state, Truth.Unknown, "free text"), (fact.State, fact.Truth, fact.Why));
    }

    [Fact]
    public void Where_the_question_does_not_arise_a_flag_is_no_and_everything_else_not_applicable()
    {
        FactSheet man = Sheet([], Known("Female", false));
        Assert.Equal((FactState.Derived, Truth.False), (man["Pregnant"].State, man["Pregnant"].Truth));
        Assert.Same(FactValue.NotApplicable, man["PregnancyTest"].Value);
        Assert.Same(FactValue.NotApplicable, man["Weeks"].Value);
    }

    [Fact]
    public void While_it_is_open_whether_the_question_arises_the_fact_is_unknown()
    {
        Assert.Equal(Truth.Unknown, Sheet([])["Pregnant"].Truth);
        Assert.Equal(Truth.Unknown, Sheet([], Known("Female", true))["Pregnant"].Truth);
        Assert.Equal(Truth.True, Sheet([], Known("Female", false), Known("Pregnant", true))["Pregnant"].Truth); // a record that says yes is believed
    }

    [Theory]
    [InlineData("PregnancyTest = 'positive'", Truth.False)]
    [InlineData("PregnancyTest != 'positive'", Truth.False)]
    [InlineData("PregnancyTest in { 'positive', 'negative' }", Truth.False)]
    [InlineData("Weeks < 12 'wk'", Truth.False)]
    [InlineData("Weeks >= 12 'wk'", Truth.False)]
    [InlineData("Weeks != 12 'wk'", Truth.False)]
    [InlineData("Weeks + 2 'wk' > 12 'wk'", Truth.False)]
    [InlineData("12 'wk' > 2 * Weeks", Truth.False)]
    [InlineData("Weeks between 1 'wk' and 9 'wk'", Truth.False)]
    [InlineData("not (Weeks < 12 'wk')", Truth.True)]
    [InlineData("Weeks is null", Truth.False)]
    [InlineData("Pregnant", Truth.False)]
    public void No_comparison_holds_where_the_question_does_not_arise(string text, Truth expected) =>
        Assert.Equal(expected, ConditionParser.Parse(text, Dictionary, TestFacts.Groups).Truth(Sheet([], Known("Female", false))));

    [Fact]
    public void A_sheet_with_facts_replaced_is_computed_anew_and_the_old_one_stays()
    {
        FactSheet before = Sheet([], Known("Female", true));
        Assert.Equal(Truth.Unknown, before["Pregnant"].Truth);
        FactSheet after = before.With([Known("Female", false)]);
        Assert.Equal(Truth.False, after["Pregnant"].Truth);
        Assert.Equal(Truth.Unknown, before["Pregnant"].Truth);
        Assert.Equal(before.ListsHeld, after.ListsHeld);
        Assert.Equal(Truth.True, before.GivenFor(Dictionary["Female"])?.Truth);
        Assert.Null(before.GivenFor(Dictionary["Pregnant"]));
    }

    [Fact]
    public void A_name_that_the_dictionary_lacks_is_no_fact() => Assert.Throws<KeyNotFoundException>(() => Sheet([])["Sunburn"]);

    private static Fact Known(string name, object? value) => TestFacts.Given(Dictionary[name], value, FactState.Known);

    private static FactSheet Sheet(RecordList[]? lists, params Fact[] given) => new(Dictionary, given, lists);
}
