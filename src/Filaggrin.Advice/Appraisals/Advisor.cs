using System.Collections.Concurrent;
using System.Collections.Immutable;
using Filaggrin.Advice.Appraisals.Keys;
using Filaggrin.Advice.Effects;
using Filaggrin.Advice.Monitoring;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Advice.Treatments;
using Filaggrin.Evidence.Trials;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Appraisals;

/// <summary>Turns a patient's sheet and the knowledge into an appraisal.</summary>
/// <remarks>A pure function: the same record, edition, day, region, formulary and answers give the same appraisal.</remarks>
public sealed class Advisor
{
    private readonly KnowledgeBase _knowledge;
    private readonly TrialEvidence? _trials;
    private readonly RuleBook _rules;
    private readonly ConcurrentDictionary<string, StartPlanner> _planners = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SpokenPathway> _pathways = new(StringComparer.Ordinal);

    /// <summary>Appraises by an edition of the knowledge.</summary>
    /// <param name="knowledge">The knowledge.</param>
    /// <param name="trials">The trials that effects are taken from; null: none are shown.</param>
    public Advisor(KnowledgeBase knowledge, TrialEvidence? trials = null) => (_knowledge, _trials, _rules) = (knowledge, trials, RuleBook.Of(knowledge));

    /// <summary>Appraises one record.</summary>
    public Appraisal Appraise(PatientRecord record, AppraisalRequest request)
    {
        PatientSheet sheet = PatientSheet.Of(_knowledge, record, request);
        PatientStandings standings = new(_knowledge, _rules, sheet, request);
        StartPlanner planner = _planners.GetOrAdd(request.Region, region => new(_knowledge, region));
        Option[] options = new Option[_knowledge.AgentsInOrder.Length];
        for (int i = 0; i < options.Length; i++) options[i] = Appraise(_knowledge.AgentsInOrder[i], standings, planner, request);
        ImmutableArray<WatchedCourse> running = _knowledge.AgentsInOrder.Any(sheet.IsTaking) ? standings.Courses.Running() : [];
        Pathways pathways = new(_pathways.GetOrAdd(request.Region, region => new(_knowledge.Pathway, region)), request.AsOf);
        return new()
        {
            Edition = _knowledge.Edition,
            AsOf = request.AsOf,
            Region = request.Region,
            Subject = record.Subject.Source,
            Age = sheet.Age,
            Sex = record.Subject.Sex,
            Deceased = record.Subject.Deceased && (record.Subject.DeceasedOn is not { } day || day.First <= request.AsOf),
            Severity = SeverityReader.Read(sheet),
            Indication = pathways.Indication(sheet.Facts, sheet.Over("AtopicDermatitis")),
            Workup = pathways.Workup(sheet.Facts),
            Options = OptionRanking.Order(WithEffects(options, sheet, request), request),
            Alternatives = pathways.Alternatives(sheet.Facts),
            Current = [.. running.Select(course => new CurrentTreatment(course.Agent, course.Course, options.First(option => option.Agent == course.Agent).Standing) { Effect = course.Response.Verdict })],
            Medicines = sheet.Medicines.Current,
            Safety = CourseAction.GravestFirst(running.SelectMany(course => course.Actions).Where(action => action.Kind != ActionKind.Response)),
            AccompanyingCare = pathways.Care(sheet.Facts),
            NotUnderstood = request.Answers.IsEmpty ? record.NotUnderstoodOn(request.AsOf) : [.. record.NotUnderstoodOn(request.AsOf), .. Unnamed(request.Answers)],
            Assumptions = Assumptions(sheet),
            AssumedEnded = [.. sheet.Medicines.AssumedEnded.Select(entry => new EndedOrder(string.Join(", ", entry.Ingredients), MedicineUse.Last(entry), entry.Source))],
        };
    }

    private Option[] WithEffects(Option[] options, PatientSheet sheet, AppraisalRequest request)
    {
        if (_trials is null) return options;
        Outcome outcome = _trials.Outcomes.FirstOrDefault(known => known.Id == request.Outcome) ?? throw new ArgumentException(Texts.Of("unknown-outcome", request.Outcome), nameof(request));
        EffectSetting setting = TrialEvidence.SettingOf(sheet, _knowledge);
        string[] against = [.. options.Where(option => option.Agent.GivenForEczema && sheet.IsTaking(option.Agent)).Select(option => option.Agent.Id).Append(request.Against).OfType<string>().Distinct(StringComparer.Ordinal)];
        ImmutableArray<string>? among = request.AmongOpen ? [.. options.Where(option => option.Standing >= Standing.NeedsInformation || against.Contains(option.Agent.Id, StringComparer.Ordinal)).Select(option => option.Agent.Id)] : null;
        return [.. options.Select(option => option with { Effects = _trials.For(option.Agent, against, setting, outcome, among).PlannedFirst(option.Plan, sheet.Age.Low) })];
    }

    /// <summary>The standings of all options on a sheet, for asking what an answer would change.</summary>
    public ImmutableDictionary<string, Standing> Standings(PatientRecord record, AppraisalRequest request) => Standings(PatientSheet.Of(_knowledge, record, request), request);

    /// <summary>The standings of some options.</summary>
    internal ImmutableDictionary<string, Standing> Standings(PatientRecord record, AppraisalRequest request, string[] agents)
    {
        PatientStandings standings = new(_knowledge, _rules, PatientSheet.Of(_knowledge, record, request), request);
        return agents.ToImmutableDictionary(id => id, id => standings.Stand(_knowledge.Agents[id]).Standing, StringComparer.Ordinal);
    }

    /// <summary>How an option would stand if some facts were otherwise than the record says.</summary>
    public Standing Suppose(PatientRecord record, AppraisalRequest request, string agentId, ImmutableArray<Fact> facts) =>
        new PatientStandings(_knowledge, _rules, PatientSheet.Of(_knowledge, record, request).Supposing(facts), request).Stand(_knowledge.Agents[agentId]).Standing;

    /// <summary>How all options would stand if some facts were otherwise than the record says.</summary>
    public ImmutableDictionary<string, Standing> Suppose(PatientRecord record, AppraisalRequest request, ImmutableArray<Fact> facts) =>
        Standings(PatientSheet.Of(_knowledge, record, request).Supposing(facts), request);

    private ImmutableDictionary<string, Standing> Standings(PatientSheet sheet, AppraisalRequest request)
    {
        PatientStandings standings = new(_knowledge, _rules, sheet, request);
        return _knowledge.Agents.ToImmutableDictionary(agent => agent.Key, agent => standings.Stand(agent.Value).Standing, StringComparer.Ordinal);
    }

    /// <summary>Every rule of an agent with its truth down to the leaves.</summary>
    public ImmutableArray<RuleExplanation> Explain(PatientRecord record, AppraisalRequest request, string agentId)
    {
        Agent agent = _knowledge.Agents[agentId];
        PatientStandings standings = new(_knowledge, _rules, PatientSheet.Of(_knowledge, record, request), request);
        FactSheet facts = standings.Frame(agent, []);
        HashSet<string> speaking = [.. standings.RulesFor(agent).Speaking.Select(rule => rule.Id)];
        return [.. agent.Rules.Select(rule => new RuleExplanation(
            rule, speaking.Contains(rule.Id), rule.When?.Explain(facts) ?? Explanation.Always, rule.When is { } when ? Relevance.Missing(when, facts) : []))];
    }

    /// <summary>The facts by which the rules of each agent are asked: those of the patient with those that are read for the agent.</summary>
    public ImmutableDictionary<string, FactSheet> Frames(PatientRecord record, AppraisalRequest request)
    {
        PatientStandings standings = new(_knowledge, _rules, PatientSheet.Of(_knowledge, record, request), request);
        return _knowledge.Agents.ToImmutableDictionary(agent => agent.Key, agent => standings.Frame(agent.Value, []), StringComparer.Ordinal);
    }

    private static Option Appraise(Agent agent, PatientStandings standings, StartPlanner planner, AppraisalRequest request)
    {
        PatientSheet sheet = standings.Sheet;
        Candidate candidate = standings.Of(agent);
        (Standing standing, RuleOutcomes outcomes) = standings.Stand(agent);
        ImmutableArray<string> others = sheet.InUseForEczema.Remove(agent.Id, StringComparer.Ordinal);
        Reason? access = (candidate.Barrier is { } barrier && (barrier.Closed || agent.RulesWritten) ? barrier.Reason : null)
            ?? (agent.RulesWritten ? null : new($"{agent.Id}-rules", Verdict.NotAdvised, Texts.Of("rules-not-written"), [], []));
        ImmutableArray<Reason> tried = TriedReasons.Of(agent, candidate);
        FormularyEntry? formulary = standings.Access.ByFormulary(agent);
        return new()
        {
            Agent = agent,
            Standing = standing,
            Licence = candidate.Licence,
            Reasons = WorstFirst([.. outcomes.Reasons, .. candidate.Due.Where(due => !outcomes.Fired.Any(rule => rule.Id == due.Rule)), .. tried, .. access is null ? [] : (ReadOnlySpan<Reason>)[access]]),
            Missing = outcomes.Missing(standing, cautioned: candidate.Due.Concat(tried).Any(static reason => reason.Verdict == Verdict.Caution)),
            Assumed = outcomes.Assumed,
            IfAdded = others.Length == 0 || !agent.RulesWritten || candidate.Running ? null : Added(agent, standings, others, outcomes),
            Tried = candidate.Tried,
            Elsewhere = outcomes.Overruled,
            Evidence = EvidenceFor(agent, sheet.Facts),
            Plan = agent.RulesWritten ? planner.For(agent, outcomes.Frame, outcomes.Limits, others.Length > 0) : new(),
            Formulary = formulary is null ? null : new(request.Formulary!.Name, formulary.Status, formulary.Criteria, formulary.CostClass),
            Opens = standing is Standing.Contraindicated or Standing.Unavailable or Standing.NotAdvised ? Opening(agent, standings, request, outcomes) : null,
        };
    }

    private static ImmutableArray<EvidenceItem> EvidenceFor(Agent agent, FactSheet facts)
    {
        foreach (EvidenceItem item in agent.Evidence)
        {
            if (item.Holds(facts) == Truth.False) return agent.Evidence.RemoveAll(other => other.Holds(facts) == Truth.False);
        }

        return agent.Evidence;
    }

    /// <summary>What would open a closed option.</summary>
    private static Opening Opening(Agent agent, PatientStandings standings, AppraisalRequest request, RuleOutcomes outcomes)
    {
        if (standings.Access.Withdrawn(agent) is { Status: not "restricted" } entry) return Openings.Barred(entry.Status == "withdrawn" ? Texts.Word(entry.Status) : Texts.Of("key-barred-in", Texts.Word(entry.Status), request.Region));
        FormularyEntry? formulary = standings.Access.ByFormulary(agent);
        if (formulary is { Status: "not-available" }) return Openings.Barred(Texts.Of("key-barred-formulary", request.Formulary!.Name));
        if (!agent.RulesWritten) return Openings.Barred(Texts.Of("key-barred-rules"));
        if (standings.Of(agent).Tried.FirstOrDefault(course => TriedReasons.VerdictOf(course) == Verdict.NotAdvised) is { } severe) return Openings.Barred(severe.Course.To is { } end ? Texts.Of("key-barred-reaction-in", end) : Texts.Of("key-barred-reaction"));
        if (standings.Of(agent).PossiblyTried.Any(entry => entry.SevereReaction)) return Openings.Barred(Texts.Of("key-barred-reaction-doubtful"));
        if (standings.Of(agent).DueVerdict == Verdict.NotAdvised) return Openings.Barred(Texts.Of("key-barred-due"));
        return Openings.Of(standings.Sheet, outcomes, formulary is { Status: "restricted" } ? formulary.When : null, supposed =>
        {
            (Standing standing, RuleOutcomes then) = standings.Supposing(agent, supposed);
            return (standing, standing == Standing.NeedsInformation ? then.Blocking() : []);
        });
    }

    private static AddedStanding Added(Agent agent, PatientStandings standings, ImmutableArray<string> others, RuleOutcomes alone)
    {
        (Standing standing, RuleOutcomes together) = standings.StandBeside(agent, others);
        return new(standing, WorstFirst(together.ReasonsBeyond(alone).AsSpan()));
    }

    private static ImmutableArray<Reason> WorstFirst(ReadOnlySpan<Reason> reasons)
    {
        ImmutableArray<Reason>.Builder ordered = ImmutableArray.CreateBuilder<Reason>(reasons.Length);
        for (Verdict verdict = Verdict.Contraindicated; verdict <= Verdict.Note; verdict++)
        {
            foreach (Reason reason in reasons)
            {
                if (reason.Verdict == verdict) ordered.Add(reason);
            }
        }

        return ordered.MoveToImmutable();
    }

    private static IEnumerable<NotUnderstood> Unnamed(ImmutableArray<Finding> findings) =>
        findings.Where(finding => !finding.Unnamed.IsEmpty).SelectMany(finding => finding.Unnamed.Select(name => new NotUnderstood(finding.Source, name, Texts.Of("answer-unnamed", FactWords.Name(finding.Fact.Name)))));

    private static ImmutableArray<string> Assumptions(PatientSheet sheet)
    {
        List<string> assumptions = [];
        assumptions.AddRange(sheet.NotFollowed());
        assumptions.AddRange(sheet.NotRenewed());
        if (!sheet.ListsHeld.Contains(RecordList.Allergies)) assumptions.Add(Texts.Of("assumed-allergies"));
        if (!sheet.ListsHeld.Contains(RecordList.Conditions)) assumptions.Add(Texts.Of("assumed-conditions"));
        if (!sheet.ListsHeld.Contains(RecordList.Medicines)) assumptions.Add(Texts.Of("assumed-medicines"));
        if (sheet.Facts.Dictionary.Find("TreatmentGoal") is { } goal && sheet.Facts[goal] is { State: FactState.Assumed } assumed)
            assumptions.Add(Texts.Of("assumed-goal", assumed.Value));
        return [.. assumptions];
    }
}
