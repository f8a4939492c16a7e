using System.Collections.Immutable;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Knowledge.Tests.Conditions;

/// <summary>Each condition is asked once of a sheet; that must never be seen.</summary>
public class ConditionBookTests
{
    [Fact]
    public void The_same_text_is_one_object_down_to_its_parts()
    {
        AndExpr whole = Assert.IsType<AndExpr>(TestFacts.Parse("A and (X > 3 or not B)"));
        Assert.Same(whole, TestFacts.Parse("A and (X > 3 or not B)"));
        Assert.Same(whole.Parts[0], TestFacts.Parse("A"));
        Assert.Same(whole.Parts[1], TestFacts.Parse("X > 3 or not B"));
    }

    [Fact]
    public void Other_groups_of_the_same_name_make_another_condition()
    {
        const string text = "CurrentMedicine in Few";
        FactDictionary dictionary = new([.. TestFacts.Dictionary.All.Select(fact => new FactDefinition { Name = fact.Name, Type = fact.Type, Place = fact.Place })]);
        InExpr one = Parse("p"), other = Parse("q");
        Assert.Equal(["p"], one.Members);
        Assert.Equal(["q"], other.Members);
        Fact takes = new(dictionary["CurrentMedicine"], SetValue.Of(true, "q"), FactState.Given, []);
        FactSheet sheet = new(dictionary, [takes], listsHeld: null);
        Assert.Equal((Truth.False, Truth.True), (one.Truth(sheet), other.Truth(sheet)));

        InExpr Parse(string member) => Assert.IsType<InExpr>(ConditionParser.Parse(
            text, dictionary, ImmutableDictionary<string, MedicineGroup>.Empty.Add("Few", new MedicineGroup("Few", [member], []))));
    }

    [Theory]
    [InlineData("A xor B")]
    [InlineData("A and B xor C")]
    public void A_condition_with_xor_keeps_its_whole_text(string text) => Assert.Equal(text, TestFacts.Parse(text).Text);

    [Fact]
    public void A_copy_with_other_parts_is_asked_anew()
    {
        FactSheet sheet = TestFacts.Sheet([("A", true), ("B", false)]);
        AndExpr both = Assert.IsType<AndExpr>(TestFacts.Parse("A and B"));
        InExpr first = Assert.IsType<InExpr>(TestFacts.Parse("CurrentMedicine in { 'p' }"));
        FactSheet taking = TestFacts.Sheet([("CurrentMedicine", SetValue.Of(true, "q"))]);
        Assert.Equal((Truth.False, Truth.False), (both.Truth(sheet), first.Truth(taking)));
        Assert.Equal(Truth.True, (both with { Parts = [both.Parts[0]] }).Truth(sheet));
        Assert.Equal(Truth.True, (first with { Members = ["q"] }).Truth(taking));
        Assert.Equal("A", Assert.Single((both with { Parts = [both.Parts[0]] }).Facts()).Name);
    }

    [Fact]
    public void A_sheet_with_some_facts_otherwise_answers_as_one_that_never_was_asked()
    {
        int open = 0;
        foreach ((Formula one, Formula two, IReadOnlyDictionary<string, object> patient, int veil, IReadOnlyDictionary<string, object> later, int bits) in
                 Samples.Of(Gen.Select(Formula.Any, Formula.Any, Patients.Any, Gen.Int[0, 100_000], Patients.Any, Gen.Int[0, 2047]), 2000, seed: 5))
        {
            Expr[] asked = [TestFacts.Parse(one.Text), TestFacts.Parse(two.Text)];
            Dictionary<string, FactValue> known = new(Patients.Veil(patient, veil), StringComparer.Ordinal);
            FactSheet sheet = Patients.Sheet(known);
            Answers(asked, sheet);
            // A few facts otherwise, then a few more on top of these; everything is asked on each sheet.
            string[] names = [.. later.Keys];
            foreach (string[] part in (string[][])[Patients.Subset(names, bits & 0x155), Patients.Subset(names, bits & 0x6AA)])
            {
                foreach (string name in part) known[name] = Patients.Exactly(later[name]);
                FactSheet below = sheet;
                sheet = sheet.With(part.Select(name => new Fact(TestFacts.Dictionary[name], known[name], FactState.Given, [])));
                Together(asked, sheet, below);
                string layered = Answers(asked, sheet), fresh = Answers([.. asked], Patients.Sheet(known));
                if (layered != fresh) Assert.Fail($"«{one.Text}», «{two.Text}» on {Patients.Text(known)}: {layered} instead of {fresh}");
                if (fresh.Contains("Unknown", StringComparison.Ordinal)) open++;
            }
        }

        Assert.True(open > 500, $"only {open} stayed open");
    }

    [Fact]
    public void Conditions_of_another_edition_are_asked_together_as_one_by_one()
    {
        FactDictionary other = new([.. TestFacts.Dictionary.All.Select(fact => new FactDefinition { Name = fact.Name, Type = fact.Type, Unit = fact.Unit, Place = fact.Place })]);
        Expr own = TestFacts.Parse("A and B"), foreign = ConditionParser.Parse("A or B", other, TestFacts.Groups);
        FactSheet sheet = TestFacts.Sheet([("A", true), ("B", false)]);
        foreach (ImmutableArray<Expr?> asked in (ImmutableArray<Expr?>[])[[own, foreign, null], [foreign, null], [null], []])
        {
            Truth[] truths = new Truth[asked.Length];
            ConditionList list = new(asked);
            for (int turn = 0; turn < 2; turn++)
            {
                list.Ask(sheet, truths);
                Assert.Equal(asked.Select(expr => expr?.Truth(sheet) ?? Truth.True), truths);
            }

            Assert.Equal(asked.All(expr => expr is null), list.IsForAll);
        }
    }

    // Asked together they say what each says by itself, before anything was asked of the sheet and after; untouched ones say the same below.
    private static void Together(Expr[] asked, FactSheet sheet, FactSheet below)
    {
        ConditionList list = new([.. asked, null]);
        Truth[] truths = new Truth[asked.Length + 1], again = new Truth[asked.Length + 1];
        list.Ask(sheet, truths);
        bool untouched = list.AreUntouchedBy(sheet);
        list.Ask(sheet, again);
        Assert.Equal(truths, again);
        Assert.Equal([.. asked.Select(expr => expr.Truth(sheet)), Truth.True], truths);
        Assert.Equal(!asked.Any(expr => expr.Facts().Any(fact => !sheet.Shares(fact, below))), untouched);
        if (untouched) Assert.Equal([.. asked.Select(expr => expr.Truth(below)), Truth.True], truths);
    }

    private static string Answers(Expr[] asked, FactSheet sheet) =>
        string.Join("; ", asked.Select(expr => $"{expr.Truth(sheet)}, missing {Names(Relevance.Missing(expr, sheet))}")) + $"; together {Names(Relevance.Missing(asked, sheet))}";

    private static string Names(ImmutableArray<FactDefinition> facts) => string.Join(' ', facts.Select(fact => fact.Name));
}
