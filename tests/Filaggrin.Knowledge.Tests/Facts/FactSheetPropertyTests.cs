using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests;

namespace Filaggrin.Knowledge.Tests.Facts;

/// <summary>Properties of sheets over the real dictionary, with random facts on them.</summary>
public class FactSheetPropertyTests
{
    private static readonly FactDictionary Dictionary = TestKnowledge.Load().Facts;

    private static readonly Gen<Fact> AnyFact = Gen.OneOf(Dictionary.All.ToArray()).SelectMany(definition => Gen.Int[0, 5].Select(kind => new Fact(
        definition, Value(definition, kind), kind switch { 3 => FactState.Doubtful, 4 => FactState.OutOfDate, _ => FactState.Known }, [])));

    private static readonly Gen<Fact[]> AnyFacts = AnyFact.Array[0, 60].Select(facts => facts.DistinctBy(fact => fact.Name, StringComparer.Ordinal).ToArray());

    private static readonly Gen<RecordList[]?> AnyLists = Gen.Int[0, 2].Select(kind => kind switch
    {
        0 => null,
        1 => [RecordList.Conditions, RecordList.Medicines],
        _ => Enum.GetValues<RecordList>(),
    });

    [Fact]
    public void A_sheet_with_facts_replaced_equals_one_written_anew()
    {
        foreach ((Fact[] first, Fact[] second, Fact[] third, RecordList[]? lists) in Samples.Of(Gen.Select(AnyFacts, AnyFacts, AnyFacts, AnyLists), 120))
        {
            FactSheet start = new(Dictionary, first, lists);
            foreach (FactDefinition fact in Dictionary.All) _ = start[fact]; // what was computed before must not stick
            FactSheet replaced = start.With(second).With(third);
            FactSheet anew = new(Dictionary, third.Concat(second).Concat(first).DistinctBy(fact => fact.Name, StringComparer.Ordinal), lists);
            foreach (FactDefinition fact in Dictionary.All)
            {
                Fact got = replaced[fact], wanted = anew[fact];
                if (got.State != wanted.State || !got.Value.Equals(wanted.Value)) Assert.Fail($"{fact.Name} is {got.Value} ({got.State}) and anew {wanted.Value} ({wanted.State})");
            }

            Assert.Equal(anew.Given.Count(), replaced.Given.Count());
        }
    }

    [Fact]
    public void A_text_or_an_old_entry_that_leaves_doubt_is_never_read_as_a_no_by_itself()
    {
        foreach (FactDefinition fact in Dictionary.All.Where(fact => fact is { Type: FactType.Flag, Native: false }))
        {
            FactSheet sheet = new(Dictionary, [new(fact, FlagValue.Unknown, FactState.Doubtful, [])], Enum.GetValues<RecordList>());
            bool answered = fact.NoWhen?.Truth(sheet) == Truth.True || fact.RelevantWhen?.Truth(sheet) == Truth.False;
            if (sheet[fact].Truth == Truth.False && !answered) Assert.Fail($"{fact.Place} {fact.Name}: a doubtful text became {sheet[fact].State} no");
        }
    }

    [Fact]
    public void What_an_entry_would_make_true_is_no_no_while_it_is_in_doubt() // «myocardial infarction ?» left cardiovascular disease, two steps on, at an assumed no
    {
        HashSet<string> cleared = new(StringComparer.Ordinal);
        foreach (FactDefinition fact in Dictionary.All.Where(fact => !fact.Native))
        {
            HashSet<FactDefinition> resting = [fact, .. Dictionary.DependentsOf(fact)]; // of which an entry of their own might tell otherwise
            foreach (Fact[] others in Samples.Of(AnyFacts, 3).Append([]))
            {
                FactSheet sheet = new(Dictionary, others.Where(other => !resting.Contains(other.Definition)), Enum.GetValues<RecordList>());
                foreach ((Fact certain, Fact doubtful) in Readings(fact))
                {
                    FactSheet yes = sheet.With(certain), doubt = sheet.With(doubtful);
                    cleared.UnionWith(Dictionary.All.Where(other => other.Type == FactType.Flag && yes[other].Truth == Truth.True && doubt[other] is { Truth: Truth.False, State: not FactState.Known } && !IsMeasured(other, doubt)).Select(other => $"{fact.Name} → {other.Name} ({doubt[other].State})"));
                }
            }
        }

        Assert.True(cleared.Count == 0, string.Join("; ", cleared.Order(StringComparer.Ordinal)));
    }

    // What is measured clears: an EASI that cannot be read beside a SCORAD of 40.
    private static bool IsMeasured(FactDefinition fact, FactSheet sheet) => fact.NoWhen is { } no && no.Truth(sheet) == Truth.True && no.Deciding(sheet).All(part => part.State == FactState.Known);

    [Fact]
    public void In_a_rules_case_an_empty_sheet_assumes_nothing()
    {
        FactSheet sheet = new(Dictionary, [], listsHeld: null);
        Assert.All(Dictionary.All, fact => Assert.True(sheet[fact].State != FactState.Assumed, fact.Name));
    }

    private static readonly ILookup<FactDefinition, Expr> Asking = Dictionary.All.SelectMany(fact => new[] { fact.Is, fact.YesWhen, fact.NoWhen, fact.RelevantWhen }).OfType<Expr>()
        .SelectMany(formula => formula.Facts(), (formula, fact) => (formula, fact)).ToLookup(pair => pair.fact, pair => pair.formula);

    /// <summary>What an entry may say that some formula asks for, certain and in doubt.</summary>
    private static IEnumerable<(Fact Certain, Fact Doubtful)> Readings(FactDefinition fact)
    {
        Fact doubt = new(fact, FactValue.Unknown(fact.Type), FactState.Doubtful, []);
        return fact.Type switch
        {
            FactType.Flag => [(new(fact, FlagValue.Yes, FactState.Known, []), doubt)],
            FactType.Code => fact.Options.Select(option => (new Fact(fact, CodeValue.Of(option), FactState.Known, []), doubt)),
            FactType.Set => Asking[fact].SelectMany(formula => formula.Memberships).Where(asked => asked.Fact == fact).SelectMany(asked => asked.Members.Take(2)).Distinct(StringComparer.Ordinal).Select(member => (
                new Fact(fact, SetValue.Of(true, member), FactState.Known, []),
                new Fact(fact, new SetValue([], [member], Complete: true), FactState.Known, []))),
            FactType.Number => Asking[fact].SelectMany(formula => formula.Comparisons).Where(compare => compare.Left is FactExpr of && of.Fact == fact).Select(compare => compare.Right).OfType<NumberExpr>()
                .SelectMany(limit => new[] { limit.Value * 0.9m, limit.Value, limit.Value * 1.1m }).Distinct().Select(value => (new Fact(fact, NumberValue.Of(value), FactState.Known, []), doubt)),
            _ => [],
        };
    }

    private static FactValue Value(FactDefinition definition, int kind) => (definition.Type, kind) switch
    {
        (_, 3 or 4 or 5) => FactValue.Unknown(definition.Type),
        (FactType.Flag, _) => FlagValue.Of(kind == 0 ? Truth.True : Truth.False),
        (FactType.Number, _) => NumberValue.Of(definition.Plausible is { } range ? kind switch { 0 => range.Low, 1 => range.High, _ => (range.Low + range.High) / 2 } : kind),
        (FactType.Code, _) => definition.Options.IsEmpty ? CodeValue.Of("x") : CodeValue.Of(definition.Options[kind % definition.Options.Length]),
        (FactType.Set, _) => SetValue.Of(kind > 0, kind == 0 ? [] : ["methotrexate"]),
        _ => new DateValue(DateSpan.On(new DateOnly(2026, 1, 1).AddDays(kind))),
    };
}
