using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Knowledge.Tests.Conditions;

public class SatisfiabilityTests
{
    private static readonly MedicineCatalog NoMedicines = new([], [], [], [], []);

    private static readonly FactDictionary Derived = SmallKnowledge.Facts("""
        facts:
          - { fact: Sex, type: code, options: [male, female] }
          - { fact: Age, type: number, unit: a, plausible: [0, 130] }
          - { fact: Pregnant, type: flag, relevant-when: "Sex = 'female'" }
          - { fact: ALT, type: number, unit: U/L, plausible: [1, 50000] }
          - { fact: ALTUpperLimit, type: number, unit: U/L, derive: { upper-limit: ALT } }
          - { fact: Weight, type: number, unit: kg, plausible: [1, 400] }
          - { fact: Elderly, type: flag, is: "Age >= 65 'a'" }
          - { fact: Frail, type: flag, is: Elderly, ask: Frail? }
          - { fact: Smoker, type: flag, is: Elderly, if-undecided: assumed-no }
        """);

    [Theory]
    [InlineData("A and not A", false)]
    [InlineData("A and not B", true)]
    [InlineData("(A or B) and not A and not B", false)]
    [InlineData("A xor A", false)]
    [InlineData("(A xor B) and A and B", false)]
    [InlineData("A implies A", true)]
    [InlineData("X < 1 and X > 2", false)]
    [InlineData("X <= 1 and X >= 1", true)]
    [InlineData("X <= 1 and X > 1", false)]
    [InlineData("X between 2 and 1", false)]
    [InlineData("X = 1 and X != 1", false)]
    [InlineData("X != 1 and X >= 1 and X <= 1", false)]
    [InlineData("X < Y and Y < X", false)]
    [InlineData("X <= Y and Y <= X and X != Y", false)]
    [InlineData("X + Y > 3 and X < 1 and Y < 2", false)]
    [InlineData("X + Y >= 3 and X <= 1 and Y <= 2", true)]
    [InlineData("2 * X - Y < 0 and Y < 4 and X > 2", false)]
    [InlineData("X / 2 > 1 and X < 2", false)]
    [InlineData("X * Y > 4", true)]
    [InlineData("X * Y > 4 and not (X * Y > 4)", false)]
    [InlineData("TPMTActivity = 'deficient' and TPMTActivity = 'normal'", false)]
    [InlineData("not (TPMTActivity in { 'deficient', 'intermediate' }) and TPMTActivity != 'normal'", false)]
    [InlineData("Colour = 'red' and Colour = 'blue'", false)]
    [InlineData("Colour != 'red' and Colour != 'blue'", true)]
    [InlineData("CurrentMedicine in { 'p', 'q' } and not (CurrentMedicine in { 'p' })", true)]
    [InlineData("CurrentMedicine in { 'p' } and not (CurrentMedicine in { 'p', 'q' })", false)]
    [InlineData("Seen < @2026-03-01 and Seen > @2026-03-01", false)]
    [InlineData("Seen < Stopped and Stopped < @2026-03-01 and Seen > @2026-02-27", false)]
    public void What_contradicts_itself_can_hold_for_nobody(string condition, bool possible) =>
        Assert.Equal(possible, new Satisfiability(TestFacts.Dictionary, NoMedicines).CanBe(Goal.Holds(TestFacts.Parse(condition))));

    [Theory]
    [InlineData("Pregnant and Sex = 'male'", false)] // the question does not arise
    [InlineData("not Pregnant and Sex = 'male'", true)]
    [InlineData("Age < 0 'a'", false)] // no such age is believed
    [InlineData("Age >= 0 'a'", true)]
    [InlineData("ALT > 3 * ALTUpperLimit and ALT <= 2 * ALTUpperLimit", false)] // a limit of normal is not negative
    [InlineData("Elderly and Age < 65 'a'", false)]
    [InlineData("not Elderly and Age >= 65 'a'", false)]
    [InlineData("Frail and Age < 65 'a'", true)] // it can be stated as well
    [InlineData("not Frail and Age >= 65 'a'", false)]
    public void Derived_facts_are_opened(string condition, bool possible) => Assert.Equal(possible, Logic().CanBe(Goal.Holds(Parse(condition))));

    [Theory]
    [InlineData("Age < 12 'a'", "Age < 18 'a'", true)]
    [InlineData("Age < 18 'a'", "Age < 12 'a'", false)]
    [InlineData("ALT > 3 * ALTUpperLimit", "ALT > 2 * ALTUpperLimit", true)]
    [InlineData("Age >= 70 'a'", "Frail", true)]
    [InlineData("Frail", "Elderly", false)]
    public void A_condition_implies_a_wider_one(string narrow, string wide, bool implied) => Assert.Equal(implied, Logic().Implies(Parse(narrow), Parse(wide)));

    [Theory]
    [InlineData("Age < 18 'a'", true)]
    [InlineData("Sex = 'male' or Age < 18 'a'", true)]
    [InlineData("Sex = 'male'", false)]
    [InlineData("Sex = 'male' or (Sex = 'male' and Age < 18 'a')", false)]
    [InlineData("Sex = 'male' xor Age < 18 'a'", true)]
    [InlineData("Elderly", true)]
    [InlineData("Smoker", false)] // open counts as no
    public void Whether_a_condition_can_stay_open_follows_from_what_can_be_unknown(string condition, bool open)
    {
        Satisfiability logic = Logic(fact => fact.Name == "Age");
        Assert.Equal(open, logic.CanBe(new(Parse(condition), Demand.NotTrue), new(Parse(condition), Demand.NotFalse)));
    }

    [Theory]
    [InlineData("Weight is null and Weight < 3 'kg'", false)]
    [InlineData("Weight is null or Weight < 3 'kg'", true)]
    [InlineData("not (Weight is null) and not (Weight is not null)", false)]
    public void What_is_not_known_meets_no_comparison(string condition, bool possible) =>
        Assert.Equal(possible, Logic(fact => fact.Name == "Weight").CanBe(Goal.Holds(Parse(condition))));

    [Fact]
    public void A_gap_beside_bands_is_found_and_bands_that_close_leave_none()
    {
        Satisfiability logic = Logic();
        Goal[] bands = [Goal.Fails(Parse("Age < 12 'a'")), Goal.Fails(Parse("Age > 12 'a' and Age < 18 'a'")), Goal.Fails(Parse("Age >= 18 'a'"))];
        Assert.True(logic.CanBe(bands));
        Assert.False(logic.CanBe([.. bands, Goal.Fails(Parse("Age = 12 'a'"))]));
        Assert.True(logic.CanBe(bands)); // nothing of the last question is left
    }

    [Fact]
    public void A_medicine_is_of_its_classes()
    {
        MedicineCatalog medicines = new([new("ibuprofen", [], ["M01AE01"], [], [], null, [], [])], [new("NSAID", ["M01A"], [], [])], [], [], []);
        FactDictionary facts = SmallKnowledge.Facts("""
            facts:
              - { fact: CurrentMedicine, type: set }
              - { fact: CurrentMedicineClass, type: set, derive: { classes-of: CurrentMedicine } }
            """);
        Expr Read(string text) => ConditionParser.Parse(text, facts, TestFacts.Groups);
        Satisfiability logic = new(facts, medicines);
        Assert.True(logic.Implies(Read("CurrentMedicine in { 'ibuprofen' }"), Read("CurrentMedicineClass in { 'NSAID' }")));
        Assert.False(logic.Implies(Read("CurrentMedicineClass in { 'NSAID' }"), Read("CurrentMedicine in { 'ibuprofen' }")));
    }

    [Fact]
    public void What_holds_for_some_patient_is_never_called_impossible() =>
        Gen.Select(Formula.Any, Patients.Any).Sample((formula, patient) =>
        {
            Expr condition = TestFacts.Parse(formula.Text);
            Demand met = formula.Holds(patient) ? Demand.True : Demand.False;
            return new Satisfiability(TestFacts.Dictionary, NoMedicines).CanBe(new Goal(condition, met));
        }, print: sample => $"{sample.Item1.Text}: {Patients.Text(sample.Item2.ToDictionary(fact => fact.Key, fact => Patients.Exactly(fact.Value), StringComparer.Ordinal))}");

    [Fact]
    public void Over_flags_it_agrees_with_trying_every_patient() =>
        Formula.OfFlags.Sample(formula =>
        {
            bool found = Enumerable.Range(0, 64).Any(bits => formula.Holds(
                Formula.Flags.Select((name, at) => (name, value: (object)((bits >> at & 1) == 1))).ToDictionary(flag => flag.name, flag => flag.value, StringComparer.Ordinal)));
            return found == new Satisfiability(TestFacts.Dictionary, NoMedicines).CanBe(Goal.Holds(TestFacts.Parse(formula.Text)));
        }, print: formula => formula.Text);

    [Fact]
    public void In_three_values_it_agrees_with_the_truth_of_every_sheet_over_flags() =>
        Gen.Select(Formula.OfFlags, Gen.Int[0, 728]).Sample((formula, trits) =>
        {
            Truth[] values = [.. Enumerable.Range(0, 6).Select(at => (Truth)(trits / (int)Math.Pow(3, at) % 3))];
            Expr condition = TestFacts.Parse(formula.Text);
            Truth truth = condition.Truth(TestFacts.Sheet(Formula.Flags.Zip(values, (name, value) => (name, (object?)value))));
            // Hold every flag at its value; then exactly the demands that the truth meets can be.
            Goal[] sheet = [.. Formula.Flags.Zip(values, (name, value) => TestFacts.Parse(name) is var flag && value == Truth.Unknown
                ? new[] { new Goal(flag, Demand.NotTrue), new(flag, Demand.NotFalse) } : [new Goal(flag, value == Truth.True ? Demand.True : Demand.False)]).SelectMany(goals => goals)];
            Satisfiability logic = new(TestFacts.Dictionary, NoMedicines, _ => true);
            return logic.CanBe([.. sheet, new(condition, Demand.True)]) == (truth == Truth.True)
                && logic.CanBe([.. sheet, new(condition, Demand.False)]) == (truth == Truth.False)
                && logic.CanBe([.. sheet, new(condition, Demand.NotTrue)]) == (truth != Truth.True)
                && logic.CanBe([.. sheet, new(condition, Demand.NotFalse)]) == (truth != Truth.False);
        }, print: sample => sample.Item1.Text);

    private static Satisfiability Logic(Func<FactDefinition, bool>? mayBeUnknown = null) => new(Derived, NoMedicines, mayBeUnknown);

    private static Expr Parse(string text) => ConditionParser.Parse(text, Derived, TestFacts.Groups);
}
