using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Appraisals.Keys;

/// <summary>Finds the smallest sets of changes that open a closed option.</summary>
/// <remarks>
/// Breadth first over sets of changes: where a set leaves the option closed, one reason that holds it closed is taken, and each way
/// of turning a fact of this reason is tried beside the set (hitting sets of conflicts, Reiter 1987, doi:10.1016/0004-3702(87)90062-2).
/// Every set that opens is appraised anew as a whole before it is offered.
/// </remarks>
internal sealed class KeySearch
{
    private const int MostWays = 5;
    private const int MostTried = 400;

    private readonly FactSheet _frame;
    private readonly ConditionList _barriers;
    private readonly Expr? _criteria;
    private readonly Levers _levers;
    private readonly Func<ImmutableArray<Fact>, (Standing Standing, ImmutableArray<FactDefinition> Missing)> _appraise;

    /// <summary>Prepares a search.</summary>
    /// <param name="patient">The patient.</param>
    /// <param name="frame">The facts in the frame of the agent.</param>
    /// <param name="rules">The rules that speak of the agent.</param>
    /// <param name="criteria">What a formulary asks for; null: nothing.</param>
    /// <param name="appraise">The standing on supposed facts, with what is then missing.</param>
    public KeySearch(
        PatientSheet patient, FactSheet frame, SpokenRules rules, Expr? criteria,
        Func<ImmutableArray<Fact>, (Standing Standing, ImmutableArray<FactDefinition> Missing)> appraise)
    {
        _frame = frame;
        _appraise = appraise;
        (_barriers, _criteria) = (rules.Barriers, criteria);
        _levers = new(patient, frame, new(() => criteria is null ? rules.Behind : SpokenRules.FormulasBehind(rules.Hard.Select(rule => rule.When).Append(criteria))));
    }

    /// <summary>The smallest ways; with <paramref name="never"/> also those that rest on what never changes.</summary>
    public ImmutableArray<Way> Ways(bool never)
    {
        List<Way> ways = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        Queue<ImmutableArray<Change>> open = new([[]]);
        for (int tried = 0; tried < MostTried && ways.Count < MostWays && open.TryDequeue(out ImmutableArray<Change> made); tried++)
        {
            if (IsCovered(ways, made)) continue;
            ImmutableArray<Fact> supposed = Supposed(made);
            FactSheet sheet = made.IsEmpty ? _frame : _frame.With(supposed.AsSpan());
            List<(Expr? Formula, bool Holds)> closing = Closing(sheet);
            if (closing.Count == 0)
            {
                (Standing standing, ImmutableArray<FactDefinition> missing) = _appraise(supposed);
                if (standing > Standing.NotAdvised) ways.Add(new(made, standing, missing));
                continue;
            }

            // The reason with the fewest ways out is taken first: none at all ends the branch.
            List<Change>? fewest = null;
            foreach ((Expr? formula, bool holds) in closing)
            {
                List<Change> turns = [];
                foreach (Leaf leaf in formula is null ? [] : Grounds.Of(formula, holds, sheet))
                {
                    foreach (Change change in _levers.For(leaf, sheet, made))
                    {
                        if (never || change.Can != Changeability.Never) turns.Add(change);
                    }
                }

                if (fewest is null || turns.Count < fewest.Count) fewest = turns;
                if (fewest.Count == 0) break;
            }

            foreach (Change change in fewest!)
            {
                ImmutableArray<Change> next = With(made, change);
                if (seen.Add(Signature(next))) open.Enqueue(next);
            }
        }

        Way[] written = new Way[ways.Count];
        for (int i = 0; i < written.Length; i++)
        {
            // A handful: each is put behind those that come before it.
            Way way = Written(ways[i]);
            int place = i;
            for (; place > 0 && ComesBefore(way, written[place - 1]); place--) written[place] = written[place - 1];
            written[place] = way;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(written);
    }

    /// <summary>What can come about before what cannot, what comes by itself first, and soon.</summary>
    internal static bool ComesBefore(Way one, Way other)
    {
        if (one.Impossible != other.Impossible) return one.Impossible < other.Impossible;
        if (one.Effort != other.Effort) return one.Effort < other.Effort;
        DateOnly last = one.LastDay ?? DateOnly.MinValue, otherLast = other.LastDay ?? DateOnly.MinValue;
        return last != otherLast ? last < otherLast : one.Changes.Length < other.Changes.Length;
    }

    /// <summary>Fewer changes open the option already.</summary>
    private static bool IsCovered(List<Way> ways, ImmutableArray<Change> made)
    {
        foreach (Way way in ways)
        {
            if (way.IsWithin(made)) return true;
        }

        return false;
    }

    private static ImmutableArray<Fact> Supposed(ImmutableArray<Change> made)
    {
        if (made.IsEmpty) return [];
        ImmutableArray<Fact> supposed = made[0].Supposed;
        for (int i = 1; i < made.Length; i++) supposed = supposed.AddRange(made[i].Supposed);
        return supposed;
    }

    private static Way Written(Way way)
    {
        Change[] written = new Change[way.Changes.Length];
        for (int i = 0; i < written.Length; i++) written[i] = KeyText.Written(way.Changes[i]);
        return way with { Changes = ImmutableCollectionsMarshal.AsImmutableArray(written) };
    }

    private static string Signature(ImmutableArray<Change> changes)
    {
        if (changes is [var only]) return only.Signature;
        string[] signatures = new string[changes.Length];
        for (int i = 0; i < signatures.Length; i++) signatures[i] = changes[i].Signature;
        Array.Sort(signatures, string.CompareOrdinal);
        return string.Join('|', signatures);
    }

    /// <summary>The changes with one more, which takes the place of another of the same fact.</summary>
    private static ImmutableArray<Change> With(ImmutableArray<Change> made, Change change)
    {
        foreach (Change other in made)
        {
            if (other.Fact == change.Fact) return [.. made.Where(known => known.Fact != change.Fact), change];
        }

        return made.Add(change);
    }

    /// <summary>What holds the option closed on a sheet.</summary>
    private List<(Expr? Formula, bool Holds)> Closing(FactSheet sheet)
    {
        List<(Expr? Formula, bool Holds)> closing = [];
        Span<Truth> truths = stackalloc Truth[_barriers.Formulas.Length];
        _barriers.Ask(sheet, truths);
        for (int i = 0; i < truths.Length; i++)
        {
            if (truths[i] == Truth.True) closing.Add((_barriers.Formulas[i], true));
        }

        if (_criteria?.Truth(sheet) == Truth.False) closing.Add((_criteria, false));
        return closing;
    }
}
