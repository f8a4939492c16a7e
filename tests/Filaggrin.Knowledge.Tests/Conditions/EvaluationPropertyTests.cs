using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Knowledge.Tests.Conditions;

public class EvaluationPropertyTests
{
    private static readonly IReadOnlyDictionary<string, object>[] Everybody = [.. Samples.Of(Patients.Any, 400, seed: 7)];

    [Fact]
    public void With_everything_known_a_formula_means_what_it_says()
    {
        foreach ((Formula formula, IReadOnlyDictionary<string, object> patient) in Samples.Of(Gen.Select(Formula.Any, Patients.Any), 4000))
        {
            Dictionary<string, FactValue> known = Know(patient);
            Truth actual = TestFacts.Parse(formula.Text).Truth(Patients.Sheet(known));
            if (actual != Kleene.Of(formula.Holds(patient))) Assert.Fail($"«{formula.Text}» is {actual} for {Patients.Text(known)}");
        }
    }

    [Fact]
    public void A_formula_decided_on_part_of_the_facts_keeps_its_answer_however_the_rest_turns_out()
    {
        int decided = 0, completions = 0;
        foreach ((Formula formula, IReadOnlyDictionary<string, object> patient, int veil) in Samples.Of(Gen.Select(Formula.Any, Patients.Any, Gen.Int[0, 100_000]), 4000))
        {
            IReadOnlyDictionary<string, FactValue> known = Patients.Veil(patient, veil);
            Truth truth = TestFacts.Parse(formula.Text).Truth(Patients.Sheet(known));
            if (truth == Truth.Unknown) continue;
            decided++;
            foreach (IReadOnlyDictionary<string, object> other in Everybody.Select(other => Fit(known, patient, other)))
            {
                completions++;
                if (Kleene.Of(formula.Holds(other)) != truth)
                    Assert.Fail($"«{formula.Text}» was decided as {truth} on {Patients.Text(known)} and is the contrary for {Patients.Text(Know(other))}");
            }
        }

        Assert.True(decided > 1000 && completions > 100_000, $"only {decided} formulas were decided");
    }

    [Fact]
    public void Learning_facts_one_by_one_never_reverses_an_answer()
    {
        foreach ((Formula formula, IReadOnlyDictionary<string, object> patient, int veil) in Samples.Of(Gen.Select(Formula.Any, Patients.Any, Gen.Int[0, 100_000]), 2000, seed: 3))
        {
            Expr condition = TestFacts.Parse(formula.Text);
            Dictionary<string, FactValue> known = new(Patients.Veil(patient, veil), StringComparer.Ordinal);
            Truth before = condition.Truth(Patients.Sheet(known));
            foreach (string fact in patient.Keys)
            {
                known[fact] = Patients.Exactly(patient[fact]);
                Truth after = condition.Truth(Patients.Sheet(known));
                if (before != Truth.Unknown && before != after) Assert.Fail($"«{formula.Text}» turned from {before} to {after} when {fact} became {known[fact]}");
                before = after;
            }

            Assert.NotEqual(Truth.Unknown, before);
        }
    }

    [Fact]
    public void An_undecided_formula_names_something_missing_and_a_decided_one_nothing()
    {
        foreach ((Formula formula, IReadOnlyDictionary<string, object> patient, int veil) in Samples.Of(Gen.Select(Formula.OfFlags, Patients.Any, Gen.Int[0, 100_000]), 2000, seed: 5))
        {
            FactSheet sheet = Patients.Sheet(Patients.Veil(patient, veil));
            Expr condition = TestFacts.Parse(formula.Text);
            if (condition.Truth(sheet) != Truth.Unknown) Assert.Empty(Relevance.Missing([condition], sheet));
            Assert.All(Relevance.Missing([condition], sheet), fact => Assert.True(sheet[fact].Value.IsUnknown));
        }
    }

    private static Dictionary<string, FactValue> Know(IReadOnlyDictionary<string, object> patient) =>
        patient.ToDictionary(fact => fact.Key, fact => Patients.Exactly(fact.Value), StringComparer.Ordinal);

    /// <summary>Another patient of whom the same is known: each of his facts where it fits, otherwise the first patient's.</summary>
    private static Dictionary<string, object> Fit(
        IReadOnlyDictionary<string, FactValue> known, IReadOnlyDictionary<string, object> patient, IReadOnlyDictionary<string, object> other) =>
        known.ToDictionary(fact => fact.Key, fact => Patients.Fits(fact.Value, other[fact.Key]) ? other[fact.Key] : patient[fact.Key], StringComparer.Ordinal);
}
