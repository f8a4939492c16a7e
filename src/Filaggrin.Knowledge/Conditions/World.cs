using System.Collections.Immutable;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Knowledge.Conditions;

/// <summary>What is settled of one possible patient while a search goes on; every step can be taken back.</summary>
internal sealed class World
{
    private readonly Dictionary<int, bool> _yesNo = [];
    private readonly Dictionary<FactDefinition, ulong> _answers = [];
    private readonly Dictionary<int, Interval> _numbers = [];
    private readonly Dictionary<FactDefinition, ImmutableArray<Demand>> _derived = [];
    private readonly List<Inequality> _relations = [];
    private readonly Stack<Action> _trail = [];
    private readonly Func<int, IEnumerable<int>> _follows;
    private readonly Func<int, Interval> _believed;

    /// <summary>A world of which nothing is settled.</summary>
    /// <param name="follows">What is yes as soon as a yes-or-no variable is yes: the classes of a medicine.</param>
    /// <param name="believed">The values of a number that are believed at all.</param>
    public World(Func<int, IEnumerable<int>> follows, Func<int, Interval> believed)
    {
        _follows = follows;
        _believed = believed;
    }

    public int Mark => _trail.Count;

    public void Undo(int mark)
    {
        while (_trail.Count > mark) _trail.Pop()();
    }

    /// <summary>Whether a clause is met or excluded by what is settled so far.</summary>
    public Truth Status(Clause clause)
    {
        switch (clause)
        {
            case AllOf all:
                Truth every = Truth.True;
                foreach (Clause part in all.Parts)
                {
                    every = every.And(Status(part));
                    if (every == Truth.False) break;
                }

                return every;
            case AnyOf any:
                Truth one = Truth.False;
                foreach (Clause part in any.Parts)
                {
                    one = one.Or(Status(part));
                    if (one == Truth.True) break;
                }

                return one;
            case YesNo asked:
                return _yesNo.TryGetValue(asked.Variable, out bool value) ? Kleene.Of(value == asked.Value) : Truth.Unknown;
            case Answers asked:
                ulong left = _answers.GetValueOrDefault(asked.Fact, ulong.MaxValue) & Domain(asked.Fact);
                return (left & asked.Allowed) == 0 ? Truth.False : (left & ~asked.Allowed) == 0 ? Truth.True : Truth.Unknown;
            case Derived asked:
                ImmutableArray<Demand> known = _derived.GetValueOrDefault(asked.Fact, []);
                return known.Any(demand => demand.Implies(asked.Demand)) ? Truth.True : known.Any(demand => demand.Excludes(asked.Demand)) ? Truth.False : Truth.Unknown;
            case Bound { Inequality: { Sum: { Terms: [var (variable, factor)] } sum } bound }:
                Interval total = Range(variable).Scale(factor, sum.Constant);
                return bound.Strict ? total.Less(Interval.Exactly(0m)) : total.LessOrEqual(Interval.Exactly(0m));
            default:
                return Truth.Unknown;
        }
    }

    /// <summary>Settles a literal; false where it contradicts what is settled.</summary>
    public bool Settle(Clause literal) => literal switch
    {
        YesNo yesNo => Settle(yesNo),
        Answers answers => Settle(answers),
        Bound bound => Settle(bound.Inequality),
        Derived derived => Settle(derived),
        _ => throw new InvalidOperationException("No literal."),
    };

    /// <summary>The numbers that stand in relation to each other can all exist.</summary>
    public bool NumbersExist() => _relations.Count == 0 || Inequality.CanAllHold(
        [.. _relations, .. _relations.SelectMany(relation => relation.Sum.Terms).Select(term => term.Variable).Distinct().SelectMany(Limits)]);

    private bool Settle(YesNo asked)
    {
        if (_yesNo.TryGetValue(asked.Variable, out bool known)) return known == asked.Value;
        _yesNo.Add(asked.Variable, asked.Value);
        _trail.Push(() => _yesNo.Remove(asked.Variable));
        return !asked.Value || _follows(asked.Variable).All(variable => Settle(new YesNo(variable, true)));
    }

    private bool Settle(Answers asked)
    {
        ulong before = _answers.GetValueOrDefault(asked.Fact, ulong.MaxValue), after = before & asked.Allowed;
        if (after == before) return true;
        _answers[asked.Fact] = after;
        _trail.Push(() => _answers[asked.Fact] = before);
        return (after & Domain(asked.Fact)) != 0;
    }

    /// <summary>A fact with fixed answers has these alone; any other text is possible where there are none.</summary>
    private static ulong Domain(FactDefinition fact) => fact.Options.IsEmpty || fact.Options.Length > 62 ? ulong.MaxValue : (1UL << fact.Options.Length) - 1;

    private bool Settle(Derived asked)
    {
        ImmutableArray<Demand> before = _derived.GetValueOrDefault(asked.Fact, []);
        if (before.Any(demand => demand.Excludes(asked.Demand))) return false;
        _derived[asked.Fact] = before.Add(asked.Demand);
        _trail.Push(() => _derived[asked.Fact] = before);
        return true;
    }

    private bool Settle(Inequality asked)
    {
        if (asked.Sum.Terms.IsEmpty) return asked.Strict ? asked.Sum.Constant < 0m : asked.Sum.Constant <= 0m;
        if (asked.Sum.Terms is not [var (variable, factor)])
        {
            _relations.Add(asked);
            _trail.Push(() => _relations.RemoveAt(_relations.Count - 1));
            return NumbersExist();
        }

        decimal limit = -asked.Sum.Constant / factor;
        Interval before = Range(variable), after = factor > 0m ? Below(before, limit, asked.Strict) : Above(before, limit, asked.Strict);
        if (after == before) return true;
        _numbers[variable] = after;
        _trail.Push(() => _numbers[variable] = before);
        return after.Low is not { } low || after.High is not { } high || low < high || (low == high && !after.LowOpen && !after.HighOpen);
    }

    private Interval Range(int variable) => _numbers.TryGetValue(variable, out Interval range) ? range : _believed(variable);

    private static Interval Below(Interval range, decimal limit, bool strict) =>
        range.High is not { } high || limit < high ? range with { High = limit, HighOpen = strict }
        : limit == high ? range with { HighOpen = range.HighOpen || strict } : range;

    private static Interval Above(Interval range, decimal limit, bool strict) =>
        range.Low is not { } low || limit > low ? range with { Low = limit, LowOpen = strict }
        : limit == low ? range with { LowOpen = range.LowOpen || strict } : range;

    private IEnumerable<Inequality> Limits(int variable)
    {
        Interval range = Range(variable);
        if (range.High is { } high) yield return new(new([(variable, 1m)], -high), range.HighOpen);
        if (range.Low is { } low) yield return new(new([(variable, -1m)], low), range.LowOpen);
    }
}
