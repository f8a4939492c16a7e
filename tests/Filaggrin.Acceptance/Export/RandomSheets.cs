using System.Collections.Immutable;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Export;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Acceptance.Export;

/// <summary>Random fact sheets: each fact at the edges that conditions name, as an interval, doubted, out of date, not applicable or missing.</summary>
internal sealed class RandomSheets
{
    private static readonly decimal[] Usual = [10m, 40m, 120m];
    private static readonly DateOnly Day = new(2026, 6, 15);

    private readonly Random _random;
    private readonly Dictionary<FactDefinition, decimal[]> _edges;
    private readonly Dictionary<FactDefinition, string[]> _members;

    public RandomSheets(int seed)
    {
        _random = new(seed);
        Expr[] formulas = [.. Knowledge.Agents.Values.SelectMany(agent => agent.Rules).Select(rule => rule.When)
            .Concat(Knowledge.Facts.All.SelectMany(fact => (Expr?[])[fact.Is, fact.YesWhen, fact.NoWhen, fact.RelevantWhen])).OfType<Expr>()];
        _edges = formulas.SelectMany(formula => formula.Leaves()).OfType<CompareExpr>()
            .Where(compare => compare is { Left: FactExpr, Right: NumberExpr }).GroupBy(compare => ((FactExpr)compare.Left).Fact)
            .ToDictionary(group => group.Key, group => group.Select(compare => ((NumberExpr)compare.Right).Value).Distinct().Order().ToArray());
        _members = formulas.SelectMany(formula => formula.Leaves()).OfType<InExpr>().GroupBy(member => member.Fact)
            .ToDictionary(group => group.Key, group => group.SelectMany(member => member.Members).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray());
    }

    private static Filaggrin.Knowledge.KnowledgeBase Knowledge => Records.Engine.Knowledge;

    /// <summary>The facts of a random patient in the frame of each agent.</summary>
    public ImmutableArray<(Agent Agent, FactSheet Sheet)> Next()
    {
        int known = _random.Next(20, 95);
        RecordList[] lists = [.. Enum.GetValues<RecordList>().Where(_ => _random.Next(4) > 0)];
        FactSheet patient = new(Knowledge.Facts, [.. Knowledge.Facts.All.Where(fact => !CqlScope.IsOfAgent(fact)).Select(fact => Draw(fact, known)).OfType<Fact>()], lists);
        return [.. Knowledge.Agents.Values.Where(agent => agent.RulesWritten).Select(agent =>
            (agent, patient.With(Knowledge.Facts.All.Where(CqlScope.IsOfAgent).Select(fact => Draw(fact, known)).OfType<Fact>())))];
    }

    private Fact? Draw(FactDefinition fact, int known)
    {
        // What formulas tell is left to them more often than not.
        if (fact is { Is: not null } or { Formula: not null } or { Derive.Kind: "lower-with" } && _random.Next(3) > 0) return null;
        int drawn = _random.Next(100);
        if (drawn < known) return new(fact, Value(fact), FactState.Known, []);
        return (drawn % 6) switch
        {
            0 => new(fact, FactValue.Unknown(fact.Type), FactState.Doubtful, []),
            1 => new(fact, FactValue.Unknown(fact.Type), FactState.OutOfDate, []),
            2 when CqlScope.MayNotApply(fact) && fact.Derive is not { Kind: "lower-with" } => new(fact, FactValue.NotApplicable, FactState.Derived, []),
            _ => null,
        };
    }

    private FactValue Value(FactDefinition fact)
    {
        switch (fact.Type)
        {
            case FactType.Flag:
                return _random.Next(2) == 0 ? FlagValue.Yes : FlagValue.No;
            case FactType.Number:
                return new NumberValue(Number(fact));
            case FactType.Code:
                string[] options = [.. fact.Options.Concat(_members.GetValueOrDefault(fact, [])).Append("another").Distinct(StringComparer.Ordinal)];
                string first = Pick(options), second = Pick(options);
                return _random.Next(4) > 0 || first == second ? CodeValue.Of(first) : new CodeValue([first, second]);
            case FactType.Date:
                DateOnly day = Day.AddDays(_random.Next(-400, 100));
                return new DateValue(new(day, day.AddDays(_random.Next(3) == 0 ? 30 : 0)));
            default:
                string[] names = [.. _members.GetValueOrDefault(fact, []).Append("another")];
                SetValue certain = SetValue.Of(_random.Next(4) > 0, Enumerable.Range(0, _random.Next(4)).Select(_ => Pick(names)));
                return _random.Next(4) > 0 ? certain : certain with { Possible = certain.Possible.Union(SetValue.Of(true, Pick(names)).Present.Except(certain.Present)) };
        }
    }

    private Interval Number(FactDefinition fact)
    {
        decimal[] edges = _edges.GetValueOrDefault(fact, Usual);
        decimal value = Near(), other = Near();
        return _random.Next(8) switch
        {
            0 => new(null, false, value, _random.Next(2) == 0),
            1 => new(value, _random.Next(2) == 0, null, false),
            2 when value < other => new(value, _random.Next(2) == 0, other, _random.Next(2) == 0),
            _ => Interval.Exactly(value),
        };

        decimal Near() => edges[_random.Next(edges.Length)] + (decimal)_random.Next(-1, 2) / 10m;
    }

    private string Pick(string[] names) => names[_random.Next(names.Length)];
}
