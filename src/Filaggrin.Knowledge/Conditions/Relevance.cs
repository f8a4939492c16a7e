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
/// <param name="sheet">What is known.</param>
public sealed class Relevance(FactSheet sheet)
{
    private readonly DecisionDiagram _diagram = new();
    private readonly Dictionary<string, int> _variables = new(StringComparer.Ordinal);
    private readonly List<IReadOnlyList<FactDefinition>> _facts = [];

    // What is left of a formula, with the variables met on the way in the order of the text.
    private readonly Dictionary<Expr, (int Function, List<int> Variables)> _left = new(ReferenceEqualityComparer.Instance);
    private List<int> _met = [];

    /// <summary>The facts of the record on which at least one of the formulas, taken together by <c>or</c>, still depends.</summary>
    /// <returns>In the order in which the formulas name them.</returns>
    public static IReadOnlyList<FactDefinition> Missing(IEnumerable<Expr> formulas, FactSheet sheet) => new Relevance(sheet).Missing(formulas);

    /// <summary>As above; what is left of a formula is worked out once.</summary>
    public IReadOnlyList<FactDefinition> Missing(IEnumerable<Expr> formulas)
    {
        int together = DecisionDiagram.False;
        List<int> variables = [];
        foreach (Expr formula in formulas)
        {
            (int function, List<int> met) = LeftOf(formula);
            together = _diagram.Or(together, function);
            variables.AddRange(met);
        }

        if (variables.Count == 0) return [];
        bool[] support = _diagram.Support(together, _facts.Count);
        DistinctList<FactDefinition> facts = new();
        foreach (int variable in variables)
        {
            if (!support[variable]) continue;
            foreach (FactDefinition fact in _facts[variable]) facts.Add(fact);
        }

        return facts.Items;
    }

    private (int Function, List<int> Variables) LeftOf(Expr formula)
    {
        if (_left.TryGetValue(formula, out (int, List<int>) known)) return known;
        _met = [];
        int function = Of(formula);
        return _left[formula] = (function, _met);
    }

    private int Of(Expr formula)
    {
        switch (formula.Truth(sheet))
        {
            case Truth.True: return DecisionDiagram.True;
            case Truth.False: return DecisionDiagram.False;
        }

        switch (formula)
        {
            case AndExpr and:
                int all = DecisionDiagram.True;
                foreach (Expr part in and.Parts) all = _diagram.And(all, Of(part));
                return all;
            case OrExpr or:
                int any = DecisionDiagram.False;
                foreach (Expr part in or.Parts) any = _diagram.Or(any, Of(part));
                return any;
            case XorExpr xor:
                return _diagram.IfThenElse(Of(xor.Left), _diagram.Not(Of(xor.Right)), Of(xor.Right));
            case NotExpr not:
                return _diagram.Not(Of(not.Part));
            case FlagExpr flag when flag.Fact.Is is { } derived && sheet[flag.Fact].State is FactState.Derived:
                int inner = Of(derived);
                // Where nothing that a record could hold decides the formula, the question itself is put.
                if (flag.Fact.Ask is not null && AsksNothing(inner)) return Variable(flag.Text, [flag.Fact]);
                return sheet.GivenFor(flag.Fact) is { Value.IsUnknown: true } ? _diagram.Or(inner, Variable(flag.Text, [flag.Fact])) : inner;
            default:
                return Variable(formula.Text, [.. formula.Facts().Where(fact => sheet[fact] is { Value: not NumberValue { Interval.Exact: not null } }).SelectMany(Recorded).Distinct()]);
        }
    }

    private bool AsksNothing(int function)
    {
        bool[] support = _diagram.Support(function, _facts.Count);
        for (int i = 0; i < support.Length; i++)
        {
            if (support[i] && _facts[i].Count > 0) return false;
        }

        return true;
    }

    /// <summary>The facts a record could hold that stand behind a fact.</summary>
    private IEnumerable<FactDefinition> Recorded(FactDefinition fact) => fact switch
    {
        { Derive: { Kind: "lower-with" } } => [fact],
        { Derive: { Kind: "by-age" } } => [],
        { Derive: { Kind: "upper-limit" or "lower-limit", Of: [var of] }, Ask: not null } when !sheet[of].Value.IsUnknown => [fact],
        { Formula: { } formula, Codes.IsEmpty: true } => formula.Facts().Where(part => sheet[part].Value.IsUnknown).SelectMany(Recorded),
        { Derive: { IsOfFacts: true, Of.IsEmpty: false } derive, Codes.IsEmpty: true } => derive.Of.Select(name => sheet.Dictionary[name]).SelectMany(Recorded),
        _ => [fact],
    };

    private int Variable(string text, IReadOnlyList<FactDefinition> facts)
    {
        if (!_variables.TryGetValue(text, out int variable))
        {
            variable = _facts.Count;
            _variables.Add(text, variable);
            _facts.Add(facts);
        }

        _met.Add(variable);
        return _diagram.Variable(variable);
    }
}
