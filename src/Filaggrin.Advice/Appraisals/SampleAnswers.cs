using System.Collections.Immutable;
using System.Globalization;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Appraisals;

/// <summary>Answers of one patient that could lead to different verdicts: yes and no, every option, or numbers on both sides of every limit that a rule names.</summary>
/// <param name="knowledge">The edition.</param>
/// <param name="sheet">What is known: where a rule compares one fact with another, that other one is the limit.</param>
internal sealed class SampleAnswers(KnowledgeBase knowledge, PatientSheet sheet)
{
    private const decimal Less = 0.01m, More = 1m;
    private const string TwoDayMean = "two-day-mean"; // a derivation

    // Days before the appraisal, on both sides of every time that a rule names.
    private static readonly int[] Ago = [0, 29, 100, 200, 7300];

    // Of another day, where what is on file is of this one and a rule asks for two.
    private static readonly Span AnotherDay = new(1, "d");

    private readonly ImmutableArray<Expr> _formulas =
    [
        .. knowledge.Agents.Values.SelectMany(agent => agent.Rules).Select(rule => rule.When)
            .Concat(knowledge.Facts.All.SelectMany(fact => (Expr?[])[fact.Is, fact.YesWhen, fact.NoWhen, fact.RelevantWhen, fact.RepeatedWhen])).OfType<Expr>(),
    ];

    /// <summary>The samples; one may need the answer to a second question, without which it tells nothing.</summary>
    /// <param name="fact">What is asked.</param>
    /// <param name="agents">The options in whose frames it is asked.</param>
    public IEnumerable<ImmutableArray<Finding>> To(FactDefinition fact, string[] agents) => fact.Type switch
    {
        FactType.Flag => Alone(fact, ["yes", "no"]),
        FactType.Code => Alone(fact, fact.Options),
        FactType.Number => Numbers(fact, agents),
        FactType.Set => Alone(fact, Members(fact)),
        FactType.Date => Alone(fact, Ago.Select(days => DateSpan.Iso(sheet.AsOf.AddDays(-days))).Append(AnswerReader.Never)),
        _ => [],
    };

    private IEnumerable<ImmutableArray<Finding>> Alone(FactDefinition fact, IEnumerable<string> answers) =>
        answers.Select(answer => AnswerReader.FromText(fact, negated: false, answer, sheet.AsOf)).OfType<Finding>().Select(finding => (ImmutableArray<Finding>)[finding]);

    /// <summary>One member stands for all that the same formulas name.</summary>
    private IEnumerable<string> Members(FactDefinition fact)
    {
        ImmutableArray<InExpr> asked = [.. _formulas.SelectMany(formula => formula.Leaves()).OfType<InExpr>().Where(member => member.Fact == fact)];
        return asked.SelectMany(member => member.Members).Distinct(StringComparer.Ordinal)
            .GroupBy(name => string.Join(',', asked.Select((member, index) => (member, index)).Where(pair => pair.member.Members.Contains(name, StringComparer.Ordinal)).Select(pair => pair.index)), StringComparer.Ordinal)
            .Select(group => group.First()).Prepend("");
    }

    private IEnumerable<ImmutableArray<Finding>> Numbers(FactDefinition fact, string[] agents)
    {
        FactSheet[] frames = [.. agents.Select(id => sheet.For(knowledge.Agents[id], []))];
        List<decimal> limits = [];
        List<(decimal Limit, ImmutableArray<Finding> Beside)> beside = [];
        foreach (CompareExpr compare in _formulas.SelectMany(formula => formula.Comparisons()))
        {
            FactDefinition[] named = [.. compare.Left.Facts().Concat(compare.Right.Facts()).Distinct()];
            foreach (FactDefinition told in named.Where(one => one == fact || IsOf(one, fact)))
            {
                foreach (FactSheet frame in frames)
                {
                    // What it is compared with must be a number; a usual one where none is known.
                    ImmutableArray<Finding> supposed = [.. named.Where(other => other != told && frame[other].Value.IsUnknown).Select(Usual).OfType<Finding>()];
                    FactSheet known = supposed.IsEmpty ? frame : frame.With([.. supposed.Select(finding => new Fact(finding.Fact, finding.Value!, FactState.Given, []))]);
                    if (Limit(compare, told, known) is not { } whole || Through(told, whole, fact, known) is not { } limit) continue;
                    foreach (decimal end in new[] { limit.Low, limit.High }.OfType<decimal>().Distinct())
                    {
                        limits.Add(end);
                        if (!supposed.IsEmpty) beside.Add((end, supposed));
                    }
                }
            }
        }

        (decimal low, decimal high) = fact.Plausible ?? (0m, decimal.MaxValue);
        decimal[] ordered = [.. limits.Distinct().Order()];
        IEnumerable<decimal> values = ordered.Length > 0 ? ordered.Select(limit => limit - Less).Append(Math.Min(ordered[^1] + More, high)) : fact.Plausible is null ? [0m] : [low, Middle(low, high), high];
        DateOnly day = IsOnFileToday(fact) ? AnotherDay.Before(sheet.AsOf) : sheet.AsOf;
        return values.Where(Believed).Distinct().Select(value => (ImmutableArray<Finding>)[Answer(fact, value, day)])
            .Concat(beside.SelectMany(pair => new[] { pair.Limit - Less, pair.Limit + More }.Where(Believed).Select(value => pair.Beside.Insert(0, Answer(fact, value, day)))));

        bool Believed(decimal value) => value >= low && value <= high;
    }

    /// <summary>A rule asks for the mean of two days and one of them is the day of the appraisal.</summary>
    private bool IsOnFileToday(FactDefinition fact) =>
        knowledge.Facts.All.Any(other => other.Derive is { Kind: TwoDayMean } mean && mean.Of.Contains(fact.Name, StringComparer.Ordinal))
        && sheet.Facts[fact] is { Value.IsUnknown: false, Evidence: [{ Date: { } date }, ..] } && date.Last == sheet.AsOf;

    private static Finding Answer(FactDefinition fact, decimal value, DateOnly day) => AnswerReader.FromText(fact, negated: false, value.ToString(CultureInfo.InvariantCulture), day)!;

    /// <summary>A number of which one that is asked is a value of one day, or a part.</summary>
    private static bool IsOf(FactDefinition whole, FactDefinition part) => whole.Formula is { } formula ? formula.Facts().Contains(part)
        : whole.Derive is { Kind: TwoDayMean or "lower-with" } derive && derive.Of.Contains(part.Name, StringComparer.Ordinal);

    /// <summary>The value of the part with which the whole comes to a limit: beside what was measured on another day, so much below a mean as that lies above.</summary>
    private static Interval? Through(FactDefinition whole, Interval limit, FactDefinition part, FactSheet known) =>
        whole == part ? limit
        : whole.Formula is { } formula ? Solved(formula, limit, part, known)
        : whole.Derive is { Kind: TwoDayMean } && known[part].Value is NumberValue { IsUnknown: false } other ? limit.Scale(2m).Minus(other.Interval)
        : limit;

    /// <summary>What is answered to the question for a fact by somebody of whom nothing is known; null where nobody would be asked.</summary>
    private Finding? Usual(FactDefinition fact)
    {
        if (fact.Ask is null || fact.Type != FactType.Number || fact.Scope == FactScope.Agent) return null;
        (decimal Low, decimal High)? range = fact.Plausible ?? (fact.Derive is { IsOfFacts: true, Of: [var of, ..] } ? knowledge.Facts[of].Plausible : null);
        decimal? value = fact.Derive?.Female ?? fact.Derive?.Male ?? (range is var (low, high) ? Middle(low, high) : null);
        return value is { } usual ? Answer(fact, usual, sheet.AsOf) : null;
    }

    // As far from the one as from the other, in parts: between 5 and 3000 lies 122.
    private static decimal Middle(decimal low, decimal high) => decimal.Round((decimal)Math.Sqrt((double)(Math.Max(low, Less) * high)), 2);

    /// <summary>The value of a fact on whose sides a comparison comes out differently.</summary>
    private static Interval? Limit(CompareExpr compare, FactDefinition fact, FactSheet known)
    {
        bool left = compare.Left.Facts().Contains(fact), right = compare.Right.Facts().Contains(fact);
        Interval? limit = left == right ? null : left ? Solved(compare.Left, compare.Right.Number(known), fact, known) : Solved(compare.Right, compare.Left.Number(known), fact, known);
        return limit is { IsAny: false } ? limit : null;
    }

    /// <summary>The value of a fact with which a term comes to a result; null where the fact stands in it twice.</summary>
    private static Interval? Solved(ValueExpr term, Interval result, FactDefinition fact, FactSheet known)
    {
        if (term is FactExpr { Fact: var named } && named == fact) return result;
        if (term is not ArithmeticExpr { Left: var left, Right: var right, Operator: var sign }) return null;
        return (left.Facts().Contains(fact), right.Facts().Contains(fact), sign) switch
        {
            (true, false, '+') => Solved(left, result.Minus(right.Number(known)), fact, known),
            (true, false, '-') => Solved(left, result.Plus(right.Number(known)), fact, known),
            (true, false, '*') => Solved(left, result.Over(right.Number(known)), fact, known),
            (true, false, '/') => Solved(left, result.Times(right.Number(known)), fact, known),
            (false, true, '+') => Solved(right, result.Minus(left.Number(known)), fact, known),
            (false, true, '-') => Solved(right, left.Number(known).Minus(result), fact, known),
            (false, true, '*') => Solved(right, result.Over(left.Number(known)), fact, known),
            (false, true, '/') => Solved(right, left.Number(known).Over(result), fact, known),
            _ => null,
        };
    }
}
