using System.Collections.Immutable;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Coverage;

/// <summary>Random fact sheets that put formulas to the test: each fact at, just below and just above every edge that they name, or unknown.</summary>
/// <remarks>The same formulas and seed give the same sheets.</remarks>
public sealed class SheetSampler
{
    // Values below one common base make "more than three times the limit" come out on both sides.
    private const decimal Base = 40m;
    private const decimal Step = 0.01m;

    private readonly FactDictionary _dictionary;
    private readonly (FactDefinition Fact, ImmutableArray<FactValue> Values)[] _facts;

    /// <summary>Samples sheets over the facts that formulas rest on, to the ground.</summary>
    public SheetSampler(FactDictionary dictionary, IEnumerable<Expr> formulas)
    {
        _dictionary = dictionary;
        Expr[] asked = [.. formulas];
        FactDefinition[] ground = dictionary.Ground(asked.SelectMany(formula => formula.Facts()));
        Expr[] all = [.. asked, .. ground.SelectMany(Formulas)];
        ILookup<string, decimal> edges = all.SelectMany(formula => formula.Leaves()).OfType<CompareExpr>().SelectMany(Edges)
            .ToLookup(edge => edge.Fact.Name, edge => edge.Value, StringComparer.Ordinal);
        ILookup<string, string> members = all.SelectMany(formula => formula.Leaves()).SelectMany(Named).ToLookup(named => named.Fact.Name, named => named.Name, StringComparer.Ordinal);
        // A fact with a formula is left to it: a sheet on which both disagree says nothing of a claim.
        _facts = [.. ground.Where(fact => fact is { Is: null, Formula: null }).Select(fact => (fact, Values(fact, edges[fact.Name], members[fact.Name])))];
    }

    /// <summary>So many sheets.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">The same seed gives the same sheets.</param>
    /// <param name="favoured">A formula near whose edge half of the sheets lie: they differ in one fact from one on which it holds.</param>
    public IEnumerable<FactSheet> Sheets(int count, int seed, Expr? favoured = null)
    {
        Random random = new(seed);
        FactValue?[]? holding = null;
        for (int i = 0; i < count; i++)
        {
            FactValue?[] values;
            if (holding is not null && i % 2 == 1)
            {
                values = [.. holding];
                int at = random.Next(_facts.Length);
                values[at] = Draw(_facts[at].Values, random);
            }
            else
            {
                values = [.. _facts.Select(fact => Draw(fact.Values, random))];
            }

            FactSheet sheet = Sheet(values);
            if (favoured is not null && favoured.Truth(sheet) == Logic.Truth.True) holding = values;
            yield return sheet;
        }
    }

    /// <summary>A seed that follows from an identifier.</summary>
    public static int SeedOf(string id) => id.Aggregate(17, (seed, letter) => unchecked(seed * 31 + letter));

    /// <summary>The sheet as it is read for an agent in a phase: an allergy to one of its substances is hypersensitivity to it.</summary>
    public static FactSheet InFrame(FactSheet sheet, KnowledgeBase knowledge, Agent? agent, Phase phase, bool missedDose = false)
    {
        List<Fact> facts = [];
        void Give(string name, Logic.Truth truth)
        {
            if (knowledge.Facts.Find(name) is { } definition) facts.Add(new(definition, FlagValue.Of(truth), FactState.Known, []));
        }

        if (phase != Phase.Both)
        {
            Give("OnTreatment", Logic.Kleene.Of(phase == Phase.Treatment));
            Give("BeforeStart", Logic.Kleene.Of(phase == Phase.Start));
        }

        if (missedDose) Give("MissedDose", Logic.Truth.True);
        if (agent is not null && knowledge.Facts.Find("HypersensitivityTo") is { } substances && sheet.GivenFor(substances) is { Value: SetValue to })
            Give("Hypersensitivity", to.ContainsAny([.. agent.Medicines, .. agent.Hypersensitivity]));
        return facts.Count == 0 ? sheet : sheet.With(facts);
    }

    private FactSheet Sheet(FactValue?[] values) => new(
        _dictionary, _facts.Zip(values).Where(pair => pair.Second is not null).Select(pair => new Fact(pair.First.Fact, pair.Second!, FactState.Known, [])), listsHeld: null);

    private static FactValue? Draw(ImmutableArray<FactValue> values, Random random) =>
        values.IsEmpty || random.Next(8) == 0 ? null : values[random.Next(values.Length)];

    private static IEnumerable<Expr> Formulas(FactDefinition fact) => ((Expr?[])[fact.Is, fact.YesWhen, fact.NoWhen, fact.RelevantWhen]).OfType<Expr>();

    private static IEnumerable<(FactDefinition Fact, decimal Value)> Edges(CompareExpr compare)
    {
        if (compare.Left is FactExpr left && Constant(compare.Right) is { } right) return [(left.Fact, right)];
        if (compare.Right is FactExpr other && Constant(compare.Left) is { } constant) return [(other.Fact, constant)];
        decimal[] factors = [.. Factors(compare.Left).Concat(Factors(compare.Right))];
        return compare.Left.Facts().Concat(compare.Right.Facts()).Distinct()
            .SelectMany(fact => factors.SelectMany(factor => (decimal[])[Base, Base * factor, factor == 0m ? Base : Base / factor, Base + factor, Base - factor]).Distinct().Select(value => (fact, value)));
    }

    private static decimal? Constant(ValueExpr value) => value switch
    {
        NumberExpr number => number.Value,
        DateExpr date => date.Day.DayNumber,
        _ => null,
    };

    private static IEnumerable<decimal> Factors(ValueExpr value) => value switch
    {
        NumberExpr number => [number.Value],
        ArithmeticExpr arithmetic => Factors(arithmetic.Left).Concat(Factors(arithmetic.Right)),
        _ => [1m],
    };

    private static IEnumerable<(FactDefinition Fact, string Name)> Named(Expr leaf) => leaf switch
    {
        InExpr member => member.Members.Select(name => (member.Fact, name)),
        CompareExpr { Left: FactExpr left, Right: CodeExpr code } => [(left.Fact, code.Code)],
        _ => [],
    };

    private static ImmutableArray<FactValue> Values(FactDefinition fact, IEnumerable<decimal> edges, IEnumerable<string> members) => fact.Type switch
    {
        FactType.Flag => [FlagValue.Yes, FlagValue.No],
        FactType.Number => [.. edges.DefaultIfEmpty(1m).SelectMany(edge => (decimal[])[edge - Step, edge, edge + Step]).Distinct().Select(NumberValue.Of)],
        FactType.Date => [.. edges.DefaultIfEmpty(new DateOnly(2026, 1, 1).DayNumber).SelectMany(edge => (decimal[])[edge - 1m, edge, edge + 1m]).Distinct()
            .Select(day => new DateValue(Logic.DateSpan.On(DateOnly.FromDayNumber((int)day))))],
        FactType.Code => [.. fact.Options.Concat(members).Append("another").Distinct(StringComparer.Ordinal).Select(CodeValue.Of)],
        _ => [SetValue.Of(true), SetValue.Of(true, "another"), .. members.Distinct(StringComparer.Ordinal).Select(name => SetValue.Of(true, name))],
    };
}
