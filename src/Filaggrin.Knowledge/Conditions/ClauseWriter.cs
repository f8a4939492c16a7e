using System.Collections.Immutable;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Knowledge.Conditions;

/// <summary>Brings formulas to clauses over the variables of a world.</summary>
internal sealed class ClauseWriter(FactDictionary dictionary, MedicineCatalog medicines, Func<FactDefinition, bool>? mayBeUnknown)
{
    private readonly Dictionary<(FactDefinition? Fact, string Name), int> _yesNo = [];
    private readonly Dictionary<FactDefinition, int> _numbers = [];
    private readonly List<FactDefinition> _numberFacts = [];
    private readonly Dictionary<FactDefinition, List<string>> _answers = [];
    private readonly Dictionary<(FactDefinition, Demand), Clause> _opened = [];
    private readonly Dictionary<int, ImmutableArray<int>> _follows = [];
    private readonly Dictionary<Expr, Clause?[]> _written = new(ReferenceEqualityComparer.Instance);

    /// <summary>A goal as clauses; where all is known, what is not true is false.</summary>
    public Clause Write(Goal goal)
    {
        Demand demand = mayBeUnknown is null ? Known(goal.Demand) : goal.Demand;
        if (!_written.TryGetValue(goal.Formula, out Clause?[]? clauses)) _written.Add(goal.Formula, clauses = new Clause?[4]);
        return clauses[(int)demand] ??= Write(goal.Formula, demand);
    }

    /// <summary>What is asked of a derived flag, as clauses over its formula and what a record says of it.</summary>
    public Clause Open(Derived derived)
    {
        if (_opened.TryGetValue((derived.Fact, derived.Demand), out Clause? clause)) return clause;
        FactDefinition fact = derived.Fact;
        Demand demand = !fact.AssumedNoIfUndecided ? derived.Demand
            : derived.Demand switch { Demand.False => Demand.NotTrue, Demand.NotFalse => Demand.True, _ => derived.Demand };
        if (mayBeUnknown is null) demand = Known(demand);
        clause = Write(fact.Is!, demand);
        if (fact.Ask is not null || !fact.Codes.IsEmpty || !fact.Words.IsEmpty)
        {
            bool yes = demand is Demand.True or Demand.NotFalse;
            Clause stated = new YesNo(Variable(fact, "is stated"), yes);
            clause = yes ? Clause.Any(clause, stated) : Clause.All(clause, stated);
        }

        _opened.Add((derived.Fact, derived.Demand), clause);
        return clause;
    }

    /// <summary>The classes that a medicine belongs to.</summary>
    public IEnumerable<int> Follows(int variable) => _follows.TryGetValue(variable, out ImmutableArray<int> classes) ? classes : [];

    /// <summary>The values that are believed: those of the fact, or of the fact that it derives from.</summary>
    public Interval Believed(int variable) => Believed(_numberFacts[variable]);

    private static Demand Known(Demand demand) => demand switch { Demand.NotTrue => Demand.False, Demand.NotFalse => Demand.True, _ => demand };

    private Clause Write(Expr formula, Demand demand)
    {
        bool yes = demand is Demand.True or Demand.NotFalse;
        switch (formula)
        {
            case AndExpr and:
                ImmutableArray<Clause> all = [.. and.Parts.Select(part => Write(part, demand))];
                return yes ? Clause.All(all) : Clause.Any(all);
            case OrExpr or:
                ImmutableArray<Clause> any = [.. or.Parts.Select(part => Write(part, demand))];
                return yes ? Clause.Any(any) : Clause.All(any);
            case NotExpr not:
                return Write(not.Part, demand.Flip());
            case XorExpr xor:
                return Write(xor, demand);
            case IsNullExpr isNull:
                return mayBeUnknown?.Invoke(isNull.Fact) is true ? new YesNo(KnownVariable(isNull.Fact), yes == isNull.Negated)
                    : yes == isNull.Negated ? Clause.Met : Clause.Impossible;
            case FlagExpr { Fact.Is: not null } flag:
                return new Derived(flag.Fact, demand);
            case FlagExpr flag:
                return Leaf(formula, new YesNo(Variable(flag.Fact, ""), true), new YesNo(Variable(flag.Fact, ""), false), demand);
            case InExpr { Fact.Type: FactType.Set } member:
                return Leaf(formula, Clause.Any([.. member.Members.Select(Clause (name) => new YesNo(Member(member.Fact, name), true))]),
                    Clause.All([.. member.Members.Select(Clause (name) => new YesNo(Member(member.Fact, name), false))]), demand);
            case InExpr answer:
                return OneOf(formula, answer.Fact, answer.Members, negated: false, demand);
            case CompareExpr { Left: FactExpr { Fact.Type: FactType.Code } code, Right: CodeExpr text } same:
                return OneOf(formula, code.Fact, [text.Code], same.Operator == Comparison.NotEqual, demand);
            case CompareExpr compare when Sum(compare.Left) is { } left && Sum(compare.Right) is { } right:
                LinearSum difference = left.Plus(right.Times(-1m));
                bool days = compare.Left.Type == FactType.Date;
                return Leaf(formula, Compared(compare.Operator, difference, days), Compared(Contrary(compare.Operator), difference, days), demand);
            default: // two codes compared, or numbers multiplied with each other: nothing is known of it but its text
                int variable = Variable(null, formula.Text);
                return Leaf(formula, new YesNo(variable, true), new YesNo(variable, false), demand);
        }
    }

    private Clause Write(XorExpr xor, Demand demand)
    {
        Clause Both(Demand left, Demand right) => Clause.All(Write(xor.Left, left), Write(xor.Right, right));
        Clause same = Clause.Any(Both(Demand.True, Demand.True), Both(Demand.False, Demand.False));
        Clause different = Clause.Any(Both(Demand.True, Demand.False), Both(Demand.False, Demand.True));
        Clause open = mayBeUnknown is null ? Clause.Impossible : Clause.Any(
            Clause.All(Write(xor.Left, Demand.NotTrue), Write(xor.Left, Demand.NotFalse)), Clause.All(Write(xor.Right, Demand.NotTrue), Write(xor.Right, Demand.NotFalse)));
        return demand switch
        {
            Demand.True => different,
            Demand.False => same,
            Demand.NotTrue => Clause.Any(same, open),
            _ => Clause.Any(different, open),
        };
    }

    /// <summary>A leaf holds, or fails, of facts that are known and whose question arises.</summary>
    private Clause Leaf(Expr leaf, Clause holds, Clause fails, Demand demand)
    {
        FactDefinition[] facts = [.. leaf.Facts()];
        Clause[] known = [.. facts.Where(fact => mayBeUnknown?.Invoke(fact) is true).Select(fact => new YesNo(KnownVariable(fact), true))];
        Clause[] unknown = [.. known.Cast<YesNo>().Select(variable => variable with { Value = false })];
        Clause[] Arises(Demand asked) => [.. facts.Select(fact => fact.RelevantWhen).OfType<Expr>().Select(relevant => Write(relevant, asked))];
        Clause[] arises = Arises(mayBeUnknown is null ? Demand.True : Demand.NotFalse), never = Arises(Demand.False);
        return demand switch
        {
            Demand.True => Clause.All([.. known, .. arises, holds]),
            Demand.False => Clause.Any([Clause.All([.. known, fails]), .. never]),
            Demand.NotTrue => Clause.Any([.. unknown, fails, .. never]),
            _ => Clause.All([.. arises, Clause.Any([.. unknown, holds])]),
        };
    }

    private Clause OneOf(Expr leaf, FactDefinition fact, ImmutableArray<string> codes, bool negated, Demand demand)
    {
        if (!_answers.TryGetValue(fact, out List<string>? answers)) _answers.Add(fact, answers = [.. fact.Options]);
        ulong among = 0;
        foreach (string code in codes)
        {
            if (!answers.Contains(code)) answers.Add(code);
            among |= 1UL << Math.Min(answers.IndexOf(code), 62); // the last bit stands for what nobody names
        }

        Answers one = new(fact, among), other = new(fact, ~among);
        return negated ? Leaf(leaf, other, one, demand) : Leaf(leaf, one, other, demand);
    }

    /// <summary>The difference of two values against zero; days are whole, so that a later day is at least one later.</summary>
    private static Clause Compared(Comparison comparison, LinearSum difference, bool whole)
    {
        Clause Bounded(LinearSum sum, bool strict) => new Bound(strict && whole ? new(sum with { Constant = sum.Constant + 1m }, Strict: false) : new(sum, strict));
        Clause Below(bool strict) => Bounded(difference, strict);
        Clause Above(bool strict) => Bounded(difference.Times(-1m), strict);
        return comparison switch
        {
            Comparison.Less => Below(strict: true),
            Comparison.LessOrEqual => Below(strict: false),
            Comparison.Greater => Above(strict: true),
            Comparison.GreaterOrEqual => Above(strict: false),
            Comparison.Equal => Clause.All(Below(strict: false), Above(strict: false)),
            _ => Clause.Any(Below(strict: true), Above(strict: true)),
        };
    }

    private static Comparison Contrary(Comparison comparison) => comparison switch
    {
        Comparison.Less => Comparison.GreaterOrEqual,
        Comparison.LessOrEqual => Comparison.Greater,
        Comparison.Greater => Comparison.LessOrEqual,
        Comparison.GreaterOrEqual => Comparison.Less,
        Comparison.Equal => Comparison.NotEqual,
        _ => Comparison.Equal,
    };

    /// <summary>A value as a sum of multiples of facts, or null where it is none.</summary>
    private LinearSum? Sum(ValueExpr value) => value switch
    {
        NumberExpr number => LinearSum.OfConstant(number.Value),
        DateExpr date => LinearSum.OfConstant(date.Day.DayNumber),
        FactExpr { Fact.Type: FactType.Number or FactType.Date } fact => LinearSum.OfVariable(Number(fact.Fact)),
        ArithmeticExpr arithmetic when Sum(arithmetic.Left) is { } left && Sum(arithmetic.Right) is { } right => arithmetic.Operator switch
        {
            '+' => left.Plus(right),
            '-' => left.Plus(right.Times(-1m)),
            '*' when left.Terms.IsEmpty => right.Times(left.Constant),
            '*' when right.Terms.IsEmpty => left.Times(right.Constant),
            '/' when right.Terms.IsEmpty && right.Constant != 0m => left.Times(1m / right.Constant),
            _ => null,
        },
        _ => null,
    };

    private int Member(FactDefinition set, string name)
    {
        bool isNew = !_yesNo.ContainsKey((set, name));
        int variable = Variable(set, name);
        if (isNew && dictionary.All.FirstOrDefault(fact => fact.Derive is { Kind: "classes-of", Of: [var of] } && of == set.Name) is { } classes)
            _follows[variable] = [.. medicines.ClassesOf([name], []).Select(group => Variable(classes, group))];
        return variable;
    }

    private int KnownVariable(FactDefinition fact) => Variable(fact, "is known");

    private int Variable(FactDefinition? fact, string name)
    {
        if (!_yesNo.TryGetValue((fact, name), out int variable)) _yesNo.Add((fact, name), variable = _yesNo.Count);
        return variable;
    }

    private int Number(FactDefinition fact)
    {
        if (_numbers.TryGetValue(fact, out int variable)) return variable;
        _numbers.Add(fact, variable = _numbers.Count);
        _numberFacts.Add(fact);
        return variable;
    }

    private Interval Believed(FactDefinition fact) => fact switch
    {
        { Plausible: { } plausible } => Interval.Closed(plausible.Low, plausible.High),
        { Derive: { Kind: "upper-limit" or "lower-limit" or "at-start" or "previous" or "two-day-mean" or "lower-with" or "confirmed", Of: [var of, ..] } } when dictionary.Find(of) is { } model => Believed(model),
        { Derive.Kind: "days-since" or "days-until" or "count-within" or "cumulative" or "dose-of" } => new(0m, false, null, false),
        _ => Interval.Any,
    };
}
