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
public static class Relevance
{
    /// <summary>The facts of the record on which at least one of the formulas, taken together by <c>or</c>, still depends.</summary>
    /// <returns>In the order in which the formulas name them.</returns>
    public static IReadOnlyList<FactDefinition> Missing(IEnumerable<Expr> formulas, FactSheet sheet)
    {
        DecisionDiagram diagram = new();
        Residue residue = new(sheet, diagram);
        int root = DecisionDiagram.False;
        foreach (Expr formula in formulas) root = diagram.Or(root, residue.Of(formula));
        HashSet<int> support = diagram.Support(root);
        return [.. residue.Variables.Where(variable => support.Contains(variable.Index)).SelectMany(variable => variable.Facts).Distinct()];
    }

    private sealed class Residue(FactSheet sheet, DecisionDiagram diagram)
    {
        private readonly Dictionary<string, (int Index, IReadOnlyList<FactDefinition> Facts)> _variables = new(StringComparer.Ordinal);

        public IEnumerable<(int Index, IReadOnlyList<FactDefinition> Facts)> Variables => _variables.Values.OrderBy(variable => variable.Index);

        public int Of(Expr formula)
        {
            switch (formula.Truth(sheet))
            {
                case Truth.True: return DecisionDiagram.True;
                case Truth.False: return DecisionDiagram.False;
            }

            switch (formula)
            {
                case AndExpr and:
                    return and.Parts.Aggregate(DecisionDiagram.True, (whole, part) => diagram.And(whole, Of(part)));
                case OrExpr or:
                    return or.Parts.Aggregate(DecisionDiagram.False, (whole, part) => diagram.Or(whole, Of(part)));
                case XorExpr xor:
                    return diagram.IfThenElse(Of(xor.Left), diagram.Not(Of(xor.Right)), Of(xor.Right));
                case NotExpr not:
                    return diagram.Not(Of(not.Part));
                case FlagExpr flag when flag.Fact.Is is { } derived && sheet[flag.Fact].State is FactState.Derived:
                    int inner = Of(derived);
                    // Where nothing that a record could hold decides the formula, the question itself is put.
                    if (flag.Fact.Ask is not null && !Facts(inner).Any()) return Variable(flag.Text, [flag.Fact]);
                    return sheet.GivenFor(flag.Fact) is { Value.IsUnknown: true } ? diagram.Or(inner, Variable(flag.Text, [flag.Fact])) : inner;
                default:
                    return Variable(formula.Text, [.. formula.Facts().Where(fact => sheet[fact] is { Value: not NumberValue { Interval.Exact: not null } }).SelectMany(Recorded).Distinct()]);
            }
        }

        private IEnumerable<FactDefinition> Facts(int function)
        {
            HashSet<int> support = diagram.Support(function);
            return _variables.Values.Where(variable => support.Contains(variable.Index)).SelectMany(variable => variable.Facts);
        }

        /// <summary>The facts a record could hold that stand behind a fact.</summary>
        private IEnumerable<FactDefinition> Recorded(FactDefinition fact) => fact switch
        {
            { Derive: { Kind: "lower-with" } } => [fact],
            { Derive: { Kind: "by-age" } } => [],
            { Derive: { Kind: "upper-limit" or "lower-limit", Of: [var of] }, Ask: not null } when !sheet[of].Value.IsUnknown => [fact],
            { Formula: { } formula, Codes.IsEmpty: true } => formula.Facts().Where(part => sheet[part].Value.IsUnknown).SelectMany(Recorded),
            { Derive: { Kind: not ("dose-of" or "cumulative"), Of.IsEmpty: false } derive, Codes.IsEmpty: true } => derive.Of.Select(name => sheet.Dictionary[name]).SelectMany(Recorded),
            _ => [fact],
        };

        private int Variable(string text, IReadOnlyList<FactDefinition> facts)
        {
            if (!_variables.TryGetValue(text, out (int Index, IReadOnlyList<FactDefinition> Facts) variable))
            {
                variable = (_variables.Count, facts);
                _variables.Add(text, variable);
            }

            return diagram.Variable(variable.Index);
        }
    }
}
