using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Knowledge.Conditions;

/// <summary>Finds the facts whose knowledge could decide a formula that is undecided.</summary>
/// <remarks>
/// What is left of a formula when all known leaves are put in is a Boolean function of the unknown leaves. A leaf occurs in some prime implicant
/// of the function or of its contrary exactly when the function depends on it, and exactly then it stands in the reduced ordered binary decision
/// diagram (Bryant 1986, doi:10.1109/TC.1986.1676819). So in <c>Pregnant and X</c> with X false nothing is missing, and in
/// <c>A or (A and B)</c> only A is.
/// </remarks>
public sealed class Relevance
{
    private readonly FactSheet _sheet;
    private readonly Relevance? _below;
    private readonly Unknowns _unknowns;
    // Leaves of one text are one object in the book of conditions; of others the text tells.
    private Dictionary<Expr, int>? _variables;
    private Dictionary<string, int>? _unplaced;
    private Dictionary<Expr, Remainder>? _left;

    /// <summary>Of the formulas on a sheet.</summary>
    /// <param name="sheet">What is known.</param>
    /// <param name="below">The same of the sheet on which this one rests: what is alike there is worked out there, once.</param>
    internal Relevance(FactSheet sheet, Relevance? below) => (_sheet, _below, _unknowns) = (sheet, below, below?._unknowns ?? new());

    /// <summary>The facts of the record on which at least one of the formulas, taken together by <c>or</c>, still depends.</summary>
    /// <returns>In the order in which the formulas name them.</returns>
    public static ImmutableArray<FactDefinition> Missing(ReadOnlySpan<Expr> formulas, FactSheet sheet) => sheet.Relevance.Missing(formulas);

    /// <summary>The facts of the record on which a formula still depends.</summary>
    public static ImmutableArray<FactDefinition> Missing(Expr formula, FactSheet sheet) => sheet.Relevance.Missing(formula);

    private ImmutableArray<FactDefinition> Missing(Expr formula) => FactsOf(LeftOf(formula));

    private ImmutableArray<FactDefinition> Missing(ReadOnlySpan<Expr> formulas)
    {
        List<Remainder> open = [];
        foreach (Expr formula in formulas)
        {
            Remainder left = LeftOf(formula);
            if (left.Function == DecisionDiagram.True) return []; // one that holds decides them all
            if (left.Met.Count > 0) open.Add(left);
        }

        return open switch
        {
            [] => [],
            [var only] => FactsOf(only),
            _ => _unknowns.Together(open) is { } needed ? FactsOf(open, needed) : [],
        };
    }

    private ImmutableArray<FactDefinition> FactsOf(Remainder left)
    {
        if (left.Facts.IsDefault) left.Facts = left is { Met.Count: 1, Support: [var only] } ? _unknowns.Facts[only] : FactsOf([left], _unknowns.Marked(left.Support));
        return left.Facts;
    }

    private ImmutableArray<FactDefinition> FactsOf(List<Remainder> open, bool[] needed)
    {
        DistinctList<FactDefinition> facts = new(byReference: true);
        foreach (Remainder left in open)
        {
            foreach (int variable in left.Met)
            {
                if (needed[variable]) facts.Add(_unknowns.Facts[variable]);
            }
        }

        return facts.ToImmutable();
    }

    private Remainder LeftOf(Expr formula)
    {
        Relevance owner = OwnerOf(formula);
        owner._left ??= new(ReferenceEqualityComparer.Instance);
        if (owner._left.TryGetValue(formula, out Remainder? known)) return known;
        List<int> met = [];
        int function = owner.Of(formula, met);
        return owner._left[formula] = new(function, met, _unknowns.Diagram.Support(function));
    }

    /// <summary>That of the lowest sheet on which all that a formula names is as here.</summary>
    private Relevance OwnerOf(Expr formula)
    {
        Relevance owner = this;
        while (owner._below is { } below && !owner._sheet.Changes(formula)) owner = below;
        return owner;
    }

    private int Of(Expr formula, List<int> met)
    {
        switch (formula.Truth(_sheet))
        {
            case Truth.True: return DecisionDiagram.True;
            case Truth.False: return DecisionDiagram.False;
        }

        DecisionDiagram diagram = _unknowns.Diagram;
        switch (formula)
        {
            case AndExpr and:
                int all = DecisionDiagram.True;
                foreach (Expr part in and.Parts) all = diagram.And(all, Of(part, met));
                return all;
            case OrExpr or:
                int any = DecisionDiagram.False;
                foreach (Expr part in or.Parts) any = diagram.Or(any, Of(part, met));
                return any;
            case XorExpr xor:
                int left = Of(xor.Left, met), right = Of(xor.Right, met);
                return diagram.IfThenElse(left, diagram.Not(right), right);
            case NotExpr not:
                return diagram.Not(Of(not.Part, met));
            case FlagExpr flag when flag.Fact.Is is { } derived && _sheet[flag.Fact].State is FactState.Derived:
                Remainder behind = LeftOf(derived);
                met.AddRange(behind.Met);
                // Where nothing that a record could hold decides the formula, the question itself is put.
                if (flag.Fact.Ask is not null && !Array.Exists(behind.Support, variable => _unknowns.Facts[variable].Length > 0)) return Variable(flag, met);
                return _sheet.GivenFor(flag.Fact) is { Value.IsUnknown: true } ? diagram.Or(behind.Function, Variable(flag, met)) : behind.Function;
            default:
                return Variable(formula, met);
        }
    }

    /// <summary>The facts that would decide a leaf.</summary>
    private ImmutableArray<FactDefinition> Deciding(Expr leaf) => leaf switch
    {
        FlagExpr flag when flag.Fact.Is is not null && _sheet[flag.Fact].State is FactState.Derived => [flag.Fact],
        FlagExpr { Fact: { Derive: null, Formula: null } fact } => [fact],
        _ => Behind(leaf),
    };

    private ImmutableArray<FactDefinition> Behind(Expr leaf)
    {
        DistinctList<FactDefinition> facts = new(byReference: true);
        foreach (FactDefinition fact in leaf.Facts())
        {
            if (_sheet[fact].Value is NumberValue { Interval.Exact: not null }) continue;
            foreach (FactDefinition recorded in Recorded(fact)) facts.Add(recorded);
        }

        return facts.ToImmutable();
    }

    /// <summary>The facts a record could hold that stand behind a fact.</summary>
    private IEnumerable<FactDefinition> Recorded(FactDefinition fact) => fact switch
    {
        { Derive: { Kind: "lower-with" } } => [fact],
        { Derive: { Kind: "by-age" } } => [],
        { Derive: { Kind: "upper-limit" or "lower-limit", Of: [var of] }, Ask: not null } when !_sheet[of].Value.IsUnknown => [fact],
        { Formula: { } formula, Codes.IsEmpty: true } => formula.Facts().Where(part => _sheet[part].Value.IsUnknown).SelectMany(Recorded),
        { Derive: { IsOfFacts: true, Of.IsEmpty: false } derive, Codes.IsEmpty: true } => derive.Of.Select(name => _sheet.Dictionary[name]).SelectMany(Recorded),
        _ => [fact],
    };

    private int Variable(Expr leaf, List<int> met)
    {
        Relevance owner = OwnerOf(leaf);
        ref int known = ref leaf.Place.Facts is null
            ? ref CollectionsMarshal.GetValueRefOrAddDefault(owner._unplaced ??= new(StringComparer.Ordinal), leaf.Text, out bool exists)
            : ref CollectionsMarshal.GetValueRefOrAddDefault(owner._variables ??= new(ReferenceEqualityComparer.Instance), leaf, out exists);
        if (!exists) known = _unknowns.Add(owner.Deciding(leaf));
        int variable = known;
        met.Add(variable);
        return _unknowns.Diagram.Variable(variable);
    }
}
