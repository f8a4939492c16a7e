using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Knowledge.Tests.Conditions;

namespace Filaggrin.Knowledge.Tests.Facts;

public class DerivedFactTests
{
    private static readonly FactDictionary Dictionary = SmallKnowledge.Facts("""
        facts:
          - { fact: Age, type: number, unit: a }
          - { fact: Weight, type: number, unit: kg }
          - { fact: Height, type: number, unit: cm }
          - { fact: BMI, type: number, unit: kg/m2, derive: { formula: 10000 * Weight / (Height * Height) } }
          - { fact: Obesity, type: flag, is: BMI >= 30 'kg/m2', if-undecided: assumed-no }
          - { fact: Adult, type: flag, is: Age >= 18 'a' }
          - { fact: Hypertension, type: flag, is: "Systolic >= 140 'mm[Hg]'", absence: assumed-no, list: conditions }
          - { fact: Systolic, type: number, unit: 'mm[Hg]' }
          - { fact: Clearance, type: number, unit: mL/min }
          - { fact: EGFR, type: number, unit: mL/min, derive: { lower-with: Clearance } }
          - { fact: Infection, type: flag, yes-when: PositiveTest, no-when: NegativeTest, worse: yes }
          - { fact: Immune, type: flag, yes-when: PositiveTest, no-when: NegativeTest, worse: no }
          - { fact: EyeDisease, type: flag, yes-when: PositiveTest, absence: assumed-no, list: none, worse: yes }
          - { fact: Scarring, type: flag, yes-when: AnyEyeDisease, absence: assumed-no, list: none, worse: yes }
          - { fact: AnyEyeDisease, type: flag, is: PositiveTest or Infection }
          - { fact: PositiveTest, type: flag }
          - { fact: NegativeTest, type: flag }
        """);

    [Fact]
    public void A_formula_gives_the_flag_and_the_number_that_nobody_wrote_down()
    {
        FactSheet sheet = Sheet([], Known("Weight", 100), Known("Height", 200));
        Assert.Equal((FactState.Derived, "25"), (sheet["BMI"].State, sheet["BMI"].Value.ToString()));
        Assert.Equal((FactState.Derived, Truth.False), (sheet["Obesity"].State, sheet["Obesity"].Truth));
    }

    [Theory]
    [InlineData("86.7", 170)]
    [InlineData("67.5", 150)]
    [InlineData("120", 200)]
    public void A_body_mass_index_of_thirty_exactly_is_obesity(string weight, int height) => // a rounded reciprocal makes 29.999… of it
        Assert.Equal(Truth.True, Sheet([], Known("Weight", decimal.Parse(weight, System.Globalization.CultureInfo.InvariantCulture)), Known("Height", height))["Obesity"].Truth);

    [Fact]
    public void A_measured_number_goes_before_the_formula() =>
        Assert.Equal("31", Sheet([], Known("Weight", 100), Known("Height", 200), Known("BMI", 31))["BMI"].Value.ToString());

    [Fact]
    public void A_number_known_in_part_gives_what_follows_from_it()
    {
        FactSheet sheet = Sheet(null, Known("Weight", new Interval(200m, true, null, false)), Known("Height", 200));
        Assert.Equal("> 50", sheet["BMI"].Value.ToString());
        Assert.Equal(Truth.True, sheet["Obesity"].Truth);
    }

    [Fact]
    public void An_undecided_flag_of_that_kind_is_an_assumed_no_outside_a_rules_case()
    {
        Fact record = Sheet([])["Obesity"], ruleCase = Sheet(null)["Obesity"];
        Assert.Equal((FactState.Assumed, Truth.False), (record.State, record.Truth));
        Assert.Equal(Truth.Unknown, ruleCase.Truth);
    }

    [Fact]
    public void A_text_that_raises_doubt_keeps_an_undecided_flag_from_being_assumed_away()
    {
        Fact fact = Sheet([], Known("Obesity", null) with { State = FactState.Doubtful, Why = "obese?" })["Obesity"];
        Assert.Equal((FactState.Doubtful, Truth.Unknown, "obese?"), (fact.State, fact.Truth, fact.Why));
    }

    [Fact]
    public void A_doubt_about_what_would_suffice_is_not_assumed_away() // a diagnosis without a code beside it cleared the flag that rests on it
    {
        Fact fact = Sheet([], Known("PositiveTest", null) with { State = FactState.Doubtful, Why = "in words" })["EyeDisease"];
        Assert.Equal((FactState.Doubtful, Truth.Unknown, "in words"), (fact.State, fact.Truth, fact.Why));
        Assert.Equal((FactState.Assumed, Truth.False), (Sheet([])["EyeDisease"].State, Sheet([])["EyeDisease"].Truth));
    }

    [Fact]
    public void Nor_is_a_doubt_behind_it() =>
        Assert.Equal(FactState.Doubtful, Sheet([], Known("PositiveTest", null) with { State = FactState.Doubtful, Why = "in words" }, Known("Infection", false))["Scarring"].State);

    [Theory]
    // what the record says, what the formula says, what holds
    [InlineData(Truth.True, Truth.True, Truth.True)]
    [InlineData(Truth.True, Truth.False, Truth.True)]
    [InlineData(Truth.True, Truth.Unknown, Truth.True)]
    [InlineData(Truth.False, Truth.True, Truth.True)]
    [InlineData(Truth.False, Truth.False, Truth.False)]
    [InlineData(Truth.False, Truth.Unknown, Truth.False)]
    [InlineData(Truth.Unknown, Truth.True, Truth.True)]
    [InlineData(Truth.Unknown, Truth.False, Truth.Unknown)]
    [InlineData(Truth.Unknown, Truth.Unknown, Truth.Unknown)]
    public void A_formula_is_joined_with_the_record_by_or_and_a_recorded_no_stands_where_it_is_open(Truth record, Truth formula, Truth expected) =>
        Assert.Equal(expected, Sheet([], Known("Adult", record), Known("Age", Age(formula)))["Adult"].Truth);

    [Theory]
    [InlineData(Truth.True, true, Truth.True)]
    [InlineData(Truth.False, true, Truth.False)]
    [InlineData(Truth.Unknown, true, Truth.Unknown)]
    [InlineData(Truth.False, false, Truth.Unknown)]
    public void A_formula_is_joined_with_what_a_list_leaves_out(Truth formula, bool listHeld, Truth expected)
    {
        object? systolic = formula switch { Truth.True => 150, Truth.False => 120, _ => null };
        Assert.Equal(expected, Sheet(listHeld ? [RecordList.Conditions] : [], Known("Systolic", systolic))["Hypertension"].Truth);
    }

    [Fact]
    public void In_a_rules_case_a_given_flag_overrides_its_formula()
    {
        FactSheet sheet = Sheet(null, TestFacts.Given(Dictionary["Adult"], false), TestFacts.Given(Dictionary["Age"], 40));
        Assert.Equal((FactState.Given, Truth.False), (sheet["Adult"].State, sheet["Adult"].Truth));
    }

    [Theory]
    [InlineData(45, 30, "30")]
    [InlineData(30, 45, "30")]
    [InlineData(45, null, "45")]
    [InlineData(null, 30, "30")]
    [InlineData(null, null, "unknown")]
    public void Of_clearance_and_filtration_rate_the_lower_counts(int? rate, int? clearance, string expected) =>
        Assert.Equal(expected, Sheet([], Known("EGFR", rate), Known("Clearance", clearance))["EGFR"].Value.ToString());

    [Theory]
    [InlineData("Infection", true, true, Truth.True)] // the worse answer of a contradiction
    [InlineData("Infection", true, false, Truth.True)]
    [InlineData("Infection", false, true, Truth.False)]
    [InlineData("Infection", false, false, Truth.Unknown)]
    [InlineData("Immune", true, true, Truth.False)]
    [InlineData("Immune", true, false, Truth.True)]
    [InlineData("Immune", false, true, Truth.False)]
    [InlineData("Immune", false, false, Truth.Unknown)]
    public void Sufficient_conditions_decide_and_the_worse_of_two_wins(string fact, bool positive, bool negative, Truth expected)
    {
        Assert.Equal(expected, Sheet([], Known("PositiveTest", positive), Known("NegativeTest", negative))[fact].Truth);
        Assert.Equal(expected, Sheet(null, Known("PositiveTest", positive ? true : null), Known("NegativeTest", negative ? true : null))[fact].Truth);
    }

    [Fact]
    public void What_the_record_says_goes_before_sufficient_conditions() =>
        Assert.Equal(Truth.False, Sheet([], Known("Infection", false), Known("PositiveTest", true))["Infection"].Truth);

    [Fact]
    public void Doubt_is_cleared_by_a_yes_and_not_by_a_no()
    {
        Fact doubt = Known("Infection", null) with { State = FactState.Doubtful };
        Assert.Equal(Truth.True, Sheet([], doubt, Known("PositiveTest", true))["Infection"].Truth);
        Assert.Equal(FactState.Doubtful, Sheet([], doubt, Known("NegativeTest", true))["Infection"].State);
    }

    [Fact]
    public void Missing_facts_are_those_of_the_record_behind_a_formula()
    {
        Assert.Equal("Age", Missing("Adult"));
        Assert.Equal("Weight Height", Missing("BMI >= 40 'kg/m2'"));
        Assert.Equal("Height", Missing("BMI >= 40 'kg/m2'", Known("Weight", 80)));
        Assert.Equal("EGFR", Missing("EGFR < 30 'mL/min'"));
        Assert.Equal("", Missing("EGFR < 30 'mL/min'", Known("Clearance", 20)));
    }

    [Fact]
    public void Behind_a_derived_fact_stand_the_entries_it_came_from()
    {
        FactOrigin entry = new("Observation/1", null, "40");
        Fact adult = Sheet([], Known("Age", 40) with { Evidence = [entry] })["Adult"];
        Assert.Equal([entry], adult.Evidence);
        DistinctList<Fact> ground = new();
        adult.AddGround(Sheet([], Known("Age", 40)), ground);
        Assert.Equal("Age", Assert.Single(ground.ToImmutable()).Name);
    }

    private static string Missing(string text, params Fact[] given) =>
        string.Join(' ', Relevance.Missing([ConditionParser.Parse(text, Dictionary, TestFacts.Groups)], Sheet(null, given)));

    private static object? Age(Truth adult) => adult switch { Truth.True => 40, Truth.False => 4, _ => null };

    private static Fact Known(string name, object? value) => TestFacts.Given(Dictionary[name], value, FactState.Known);

    private static FactSheet Sheet(RecordList[]? lists, params Fact[] given) => new(Dictionary, given, lists);
}
