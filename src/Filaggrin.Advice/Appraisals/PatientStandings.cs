using System.Collections.Immutable;
using Filaggrin.Advice.Monitoring;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Appraisals;

/// <summary>How the options of one patient stand, in two passes: the rules that look at other options come second.</summary>
internal sealed class PatientStandings
{
    private readonly KnowledgeBase _knowledge;
    private readonly RuleBook _rules;
    private readonly RulesOfRegion _spoken;
    private readonly AppraisalRequest _request;
    private readonly Candidate?[] _candidates; // by the agent's number, as what follows
    private readonly RuleOutcomes?[] _alone;
    private readonly ImmutableArray<Fact>[] _looking = new ImmutableArray<Fact>[3]; // by the truth that no other is left
    private readonly List<PatientStandings> _supposed = [];
    private FirstStandings? _first;
    private CourseWatch? _courses;

    public PatientStandings(KnowledgeBase knowledge, RuleBook rules, PatientSheet sheet, AppraisalRequest request)
    {
        (_knowledge, _rules, _spoken, _request, Sheet, Access) = (knowledge, rules, rules.In(request.Region), request, sheet, new(knowledge, request));
        _candidates = new Candidate?[knowledge.AgentsInOrder.Length];
        _alone = new RuleOutcomes?[_candidates.Length];
    }

    /// <summary>The patient.</summary>
    public PatientSheet Sheet { get; }

    /// <summary>What can be had.</summary>
    public Access Access { get; }

    /// <summary>The courses of the patient; nothing is read again before one is asked for.</summary>
    public CourseWatch Courses => _courses ??= new(_knowledge, _request, Sheet.ForCourse(), dated: Sheet.Supposed.IsEmpty);

    private FirstStandings First => _first ??= FirstPass();

    /// <summary>An agent as an option.</summary>
    public Candidate Of(Agent agent) => _candidates[agent.Number] ??= new(agent, Sheet, _request, this, _spoken);

    /// <summary>The rules that speak for an agent.</summary>
    public SpokenRules RulesFor(Agent agent) => Of(agent).Rules;

    /// <summary>The standing of an option with its rules.</summary>
    public (Standing Standing, RuleOutcomes Outcomes) Stand(Agent agent)
    {
        RuleOutcomes outcomes = Alone(agent);
        return (StandingOf(outcomes, Of(agent)), outcomes);
    }

    /// <summary>The same if some facts were otherwise.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="facts">The facts.</param>
    public (Standing Standing, RuleOutcomes Outcomes) Supposing(Agent agent, ImmutableArray<Fact> facts)
    {
        PatientStandings supposed = Supposing(facts);
        FactSheet frame = supposed.Sheet.For(agent, []);
        SpokenRules rules = RulesFor(agent);
        if (rules.LooksAtOptions && !facts.Any(fact => fact.Definition.LooksAtOptions)) frame = frame.WithShared(supposed.LookingAt(supposed.NoneBeside(agent, First)));
        RuleOutcomes then = new(agent, rules, frame, _request.AsOf);
        return (StandingOf(then, supposed.Of(agent)), then);
    }

    /// <summary>The patient with some facts otherwise; many options ask for the same.</summary>
    private PatientStandings Supposing(ImmutableArray<Fact> facts)
    {
        foreach (PatientStandings known in _supposed)
        {
            if (known.Sheet.Supposed.AsSpan().SequenceEqual(facts.AsSpan())) return known;
        }

        PatientStandings supposed = new(_knowledge, _rules, Sheet.Supposing(facts), _request);
        _supposed.Add(supposed);
        return supposed;
    }

    /// <summary>The standing and the rules of an option that is given beside other agents.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="continued">The others.</param>
    public (Standing Standing, RuleOutcomes Outcomes) StandBeside(Agent agent, ImmutableArray<string> continued)
    {
        // What goes on beside it concerns few rules of few agents.
        RuleOutcomes together = Sheet.For(agent, continued) is var beside && beside.Replaces(Sheet.For(agent, [])) && RulesFor(agent).Conditions.AreUntouchedBy(beside) ? Alone(agent) : Asked(agent, continued);
        return (StandingOf(together, Of(agent)), together);
    }

    /// <summary>The facts by which the rules of an agent are asked.</summary>
    public FactSheet Frame(Agent agent, ImmutableArray<string> continued) => Sheet.For(agent, continued).WithShared(LookingAt(NoneBeside(agent)));

    private RuleOutcomes Asked(Agent agent, ImmutableArray<string> continued) =>
        new(agent, RulesFor(agent), RulesFor(agent).LooksAtOptions ? Frame(agent, continued) : Sheet.For(agent, continued), _request.AsOf);

    /// <summary>The rules of an agent that is given alone; of one that looks at no others they are the same in both passes.</summary>
    private RuleOutcomes Alone(Agent agent) => _alone[agent.Number] ??= Asked(agent, []);

    /// <summary>What is said of other options, unless it is supposed otherwise.</summary>
    private ImmutableArray<Fact> LookingAt(Truth none)
    {
        ref ImmutableArray<Fact> looking = ref _looking[(int)none];
        if (looking.IsDefault)
        {
            looking = [.. _rules.LookingAtOptions.Where(fact => !Sheet.Supposed.Any(other => other.Definition == fact))
                .Select(fact => new Fact(fact, FlagValue.Of(none), FactState.Derived, [], none == Truth.Unknown ? Texts.Of("alternatives-undecided") : null))];
        }

        return looking;
    }

    /// <summary>Standings by the rules that do not look at other options.</summary>
    private FirstStandings FirstPass()
    {
        ImmutableArray<Agent>.Builder left = ImmutableArray.CreateBuilder<Agent>(_knowledge.AgentsInOrder.Length);
        foreach (Agent agent in _knowledge.AgentsInOrder)
        {
            if (IsLicensed(Of(agent)) && !Of(agent).HasFailed) left.Add(agent);
        }

        FirstStandings first = new(left.DrainToImmutable(), _candidates.Length);
        foreach (Agent agent in _knowledge.AgentsInOrder)
        {
            if (AskFirst(agent) is { } standing) first.Add(agent, standing);
        }

        return first;
    }

    /// <summary>True when every other licensed option is closed or failed; false when one is open; else unknown.</summary>
    /// <remarks>Of the same class, one that is itself only for those without another is no alternative: they would close each other for whom nothing else is left.</remarks>
    private Truth NoneBeside(Agent agent)
    {
        Truth closed = Truth.True;
        foreach (Agent other in First.Left)
        {
            if (other.Class != agent.Class) closed = closed.And(FirstStandings.IsClosed(First.Of(other)));
        }

        foreach (Agent other in First.Left)
        {
            if (closed == Truth.False) return closed;
            if (other.Class == agent.Class && !ReferenceEquals(other, agent)) closed = closed.And(FirstStandings.IsClosed(AsAlternativeTo(agent, other)));
        }

        return closed;
    }

    /// <summary>As <see cref="NoneBeside(Agent)"/>; what was open before is asked first, because one that is open is enough.</summary>
    private Truth NoneBeside(Agent agent, FirstStandings before)
    {
        Truth closed = Truth.True;
        for (int turn = 0; turn <= 2; turn++)
        {
            foreach (Agent other in _knowledge.AgentsInOrder)
            {
                if (ReferenceEquals(other, agent) || Turn(other) != turn || !IsLicensed(Of(other)) || Of(other).HasFailed) continue;
                closed = closed.And(FirstStandings.IsClosed(AsAlternativeTo(agent, other)));
                if (closed == Truth.False) return closed;
            }
        }

        return closed;

        // The monitoring of an agent in use would be asked as well.
        int Turn(Agent other) => before.Of(other) is not (Standing.Suitable or Standing.Caution) ? 2 : Of(other).Running ? 1 : 0;
    }

    private static bool IsLicensed(Candidate candidate) => candidate.Licence.Status == "licensed";

    /// <summary>A standing by the rules that do not look at other options, or by all of them as if another one were left.</summary>
    private Standing? AskFirst(Agent agent, bool anotherIsLeft = false)
    {
        Candidate candidate = Of(agent);
        if (candidate.Barrier is { Closed: true }) return Standing.Unavailable;
        if (!agent.RulesWritten) return null;
        RuleOutcomes outcomes = !candidate.Rules.LooksAtOptions ? Alone(agent)
            : anotherIsLeft ? new(agent, candidate.Rules, Sheet.For(agent, []).WithShared(LookingAt(Truth.False)), _request.AsOf)
            : new(agent, _spoken.First(agent, candidate.Running), Sheet.For(agent, []), _request.AsOf);
        return StandingOf(outcomes, candidate, closed: false);
    }

    /// <summary>How another option stands as an alternative: of the same class, as if there were one to it as well.</summary>
    private Standing? AsAlternativeTo(Agent agent, Agent other) => AskFirst(other, anotherIsLeft: other.Class == agent.Class);

    private static Standing StandingOf(RuleOutcomes outcomes, Candidate candidate) =>
        StandingOf(outcomes, candidate, candidate.Barrier is { Closed: true } || !candidate.Agent.RulesWritten);

    private static Standing StandingOf(RuleOutcomes outcomes, Candidate candidate, bool closed)
    {
        Verdict worst = Verdict.Note;
        foreach (Rule rule in outcomes.Fired) worst = Worse(worst, rule.Verdict);
        if (candidate.TriedVerdict is { } tried) worst = Worse(worst, tried);
        if (worst > Verdict.NotAdvised && candidate.DueVerdict is { } due) worst = Worse(worst, due); // monitoring advises against, at most
        if (worst == Verdict.Contraindicated) return Standing.Contraindicated;
        if (closed) return Standing.Unavailable;
        if (worst == Verdict.NotAdvised) return Standing.NotAdvised;
        if (outcomes.IsHardUndecided) return Standing.NeedsInformation;
        return worst == Verdict.Caution ? Standing.Caution : Standing.Suitable;
    }

    // Verdicts are listed worst first.
    private static Verdict Worse(Verdict one, Verdict other) => one < other ? one : other;
}
