using System.Collections.Immutable;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Appraisals;

/// <summary>A question whose answer would change how options stand.</summary>
/// <param name="Fact">What is asked.</param>
/// <param name="Options">The answers to choose from.</param>
/// <param name="Settles">The options it bears on, with the standings that its answers lead to.</param>
/// <param name="State">How the record leaves it: not on record, out of date, in doubt.</param>
public sealed record Question(FactDefinition Fact, ImmutableArray<string> Options, ImmutableArray<Settled> Settles, Fact State)
{
    /// <summary>An option that is not closed yet hangs on it.</summary>
    public bool OpensOrCloses => Settles.Any(settled => settled.From >= Standing.NeedsInformation);

    /// <summary>What waits for an answer goes before what is open and could only be one with care, and that before what is closed already.</summary>
    internal int Weight => Settles.Max(settled => settled.From switch { Standing.NeedsInformation => 2, > Standing.NeedsInformation => 1, _ => 0 });
}

/// <summary>What a question settles of one option.</summary>
/// <param name="Agent">The option.</param>
/// <param name="From">How it stands now.</param>
/// <param name="To">How it would stand, by answer.</param>
public sealed record Settled(string Agent, Standing From, ImmutableArray<Standing> To)
{
    /// <summary>Whatever the answer, nothing else needs to be known to tell whether the option is closed.</summary>
    public bool Decides => !To.IsEmpty && !To.Contains(Standing.NeedsInformation);
}

/// <summary>Finds the questions worth asking, those first that settle most.</summary>
public sealed class Questioner(KnowledgeBase knowledge)
{
    private const int Most = 10;

    // Days before the appraisal, on both sides of every time that a rule names.
    private static readonly int[] Ago = [0, 29, 100, 200, 7300];

    /// <summary>At most ten questions for a record.</summary>
    public ImmutableArray<Question> Ask(PatientRecord record, AppraisalRequest request)
    {
        Advisor advisor = new(knowledge);
        Appraisal appraisal = advisor.Appraise(record, request);
        if (appraisal.Deceased) return [];
        ImmutableDictionary<string, Standing> now = appraisal.Options.ToImmutableDictionary(option => option.Agent.Id, option => option.Standing, StringComparer.Ordinal);
        // What could add a caution is no question yet where it is not known whether the option is open.
        var wanted = appraisal.Options
            .Where(option => option.Agent.OrdinaryUse || !option.Tried.IsEmpty) // what hardly anybody is given settles nothing
            .SelectMany(option => option.Missing.Where(missing => missing.Blocks || option.Standing != Standing.NeedsInformation).Select(missing => (option.Agent.Id, missing.Fact, missing.State, missing.Blocks)))
            .GroupBy(pair => pair.Fact)
            .OrderByDescending(group => group.Count(pair => pair.Blocks)).ThenByDescending(group => group.Count()).ThenBy(group => group.Key.Name, StringComparer.Ordinal)
            .Take(Most * 2)
            .Select(group => Weigh(group.First().State, [.. group.Select(pair => pair.Id)], advisor, record, request, now))
            .Where(weighed => weighed.Settled > 0)
            .OrderByDescending(weighed => weighed.Question.Weight).ThenByDescending(weighed => weighed.Settled).ThenByDescending(weighed => weighed.Question.Settles.Length)
            .ThenBy(weighed => weighed.Question.Fact.Name, StringComparer.Ordinal)
            .Take(Most);
        return [.. wanted.Select(weighed => weighed.Question)];
    }

    /// <summary>Appraises with each possible answer; an option counts as settled when every answer takes it out of need of information or closes it.</summary>
    private (Question Question, int Settled) Weigh(
        Fact state, string[] agents, Advisor advisor, PatientRecord record, AppraisalRequest request, ImmutableDictionary<string, Standing> now)
    {
        FactDefinition fact = state.Definition;
        string[] answers = [.. Answers(fact, request.AsOf)];
        ImmutableDictionary<string, Standing>[] then = [.. answers
            .Select(answer => AnswerReader.FromText(fact, negated: false, answer, request.AsOf)).OfType<Finding>()
            .Select(finding => advisor.Standings(record, request with { Answers = request.Answers.Add(finding) }, agents))];
        ImmutableArray<Settled> settles = [.. agents.Order(StringComparer.Ordinal)
            .Select(agent => new Settled(agent, now[agent], [.. then.Select(standings => standings[agent]).Distinct().Order()]))];
        int settled = settles.Count(entry => entry.To.Any(standing => standing != entry.From));
        ImmutableArray<string> shown = fact.Type switch { FactType.Flag => ["yes", "no"], FactType.Code => fact.Options, _ => [] };
        return (new(fact, shown, settles, state), settled);
    }

    /// <summary>Answers that could lead to different verdicts: yes and no, every option, or numbers on both sides of every limit that a rule names.</summary>
    private IEnumerable<string> Answers(FactDefinition fact, DateOnly asOf)
    {
        switch (fact.Type)
        {
            case FactType.Flag: return ["yes", "no"];
            case FactType.Code: return fact.Options;
            case FactType.Number:
                decimal[] limits = [.. Formulas().SelectMany(condition => Limits(condition, fact)).Distinct().Order()];
                if (limits.Length == 0) return ["0"];
                return limits.Select(limit => limit - 0.01m).Append(limits[^1] + 1m).Where(value => value >= 0m)
                    .Select(value => value.ToString(System.Globalization.CultureInfo.InvariantCulture));
            case FactType.Set:
                // One member stands for all that the same formulas name.
                ImmutableArray<InExpr> asked = [.. Formulas().SelectMany(formula => formula.Leaves()).OfType<InExpr>().Where(member => member.Fact == fact)];
                return asked.SelectMany(member => member.Members).Distinct(StringComparer.Ordinal)
                    .GroupBy(name => string.Join(',', asked.Select((member, index) => (member, index)).Where(pair => pair.member.Members.Contains(name, StringComparer.Ordinal)).Select(pair => pair.index)), StringComparer.Ordinal)
                    .Select(group => group.First()).Prepend("");
            case FactType.Date:
                return Ago.Select(days => DateSpan.Iso(asOf.AddDays(-days))).Append(AnswerReader.Never);
            default: return [];
        }
    }

    private IEnumerable<Expr> Formulas() => knowledge.Agents.Values.SelectMany(agent => agent.Rules).Select(rule => rule.When).OfType<Expr>()
        .Concat(knowledge.Facts.All.Select(derived => derived.Is).OfType<Expr>());

    private static IEnumerable<decimal> Limits(Expr condition, FactDefinition fact) => condition.Leaves().SelectMany(leaf => leaf switch
    {
        CompareExpr { Left: FactExpr left, Right: NumberExpr number } when left.Fact == fact => (decimal[])[number.Value],
        CompareExpr { Right: FactExpr right, Left: NumberExpr number } when right.Fact == fact => [number.Value],
        _ => [],
    });
}
