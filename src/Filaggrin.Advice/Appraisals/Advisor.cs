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
    private readonly ImmutableArray<FactDefinition> _looksAtOptions;

    /// <summary>Appraises by an edition of the knowledge.</summary>
    /// <param name="knowledge">The knowledge.</param>
    /// <param name="trials">The trials that effects are taken from; null: none are shown.</param>
    public Advisor(KnowledgeBase knowledge, TrialEvidence? trials = null) =>
        (_knowledge, _trials, _rules, _looksAtOptions) = (knowledge, trials, new(knowledge.Facts), [.. knowledge.Facts.All.Where(fact => fact.LooksAtOptions)]);

    /// <summary>Appraises one record.</summary>
    public Appraisal Appraise(PatientRecord record, AppraisalRequest request)
    {
        PatientSheet sheet = PatientSheet.Of(_knowledge, record, request);
        FirstStandings first = FirstPass(sheet, request);
        Option[] options = [.. _knowledge.Agents.Values.Select(agent => Appraise(agent, sheet, request, first))];
        ImmutableArray<WatchedCourse> running = CourseWatch.Running(_knowledge, record, request, sheet);
        Pathways pathways = new(_knowledge, request.Region, request.AsOf);
        return new()
        {
            Edition = _knowledge.Edition,
            AsOf = request.AsOf,
            Region = request.Region,
            Subject = record.Subject.Source,
            Age = sheet.Age,
            Sex = record.Subject.Sex,
            Deceased = record.Subject.Deceased && (record.Subject.DeceasedOn is not { } day || day.First <= request.AsOf),
            Severity = SeverityReader.Read(sheet.Facts, record, request),
            Indication = pathways.Indication(sheet.Facts, sheet.Over("AtopicDermatitis")),
            Workup = pathways.Workup(sheet.Facts),
            Options = [.. OptionRanking.Order(WithEffects(options, sheet, request), request)],
            Alternatives = pathways.Alternatives(sheet.Facts),
            Current = [.. running.Select(course => new CurrentTreatment(course.Agent, course.Course, options.First(option => option.Agent == course.Agent).Standing) { Effect = course.Response.Verdict })],
            Safety = CourseAction.GravestFirst(running.SelectMany(course => course.Actions).Where(action => action.Kind != ActionKind.Response)),
            AccompanyingCare = pathways.Care(sheet.Facts),
            NotUnderstood = record.NotUnderstood,
            Assumptions = Assumptions(sheet),
            AssumedEnded = [.. sheet.Medicines.AssumedEnded.Select(entry => new EndedOrder(string.Join(", ", entry.Ingredients), MedicineUse.Last(entry), entry.Source))],
        };
    }

    private IEnumerable<Option> WithEffects(Option[] options, PatientSheet sheet, AppraisalRequest request)
    {
        if (_trials is null) return options;
        Outcome outcome = _trials.Outcomes.FirstOrDefault(known => known.Id == request.Outcome) ?? throw new ArgumentException(Texts.Of("unknown-outcome", request.Outcome), nameof(request));
        EffectSetting setting = TrialEvidence.SettingOf(sheet, _knowledge);
        string[] against = [.. options.Where(option => option.Agent.GivenForEczema && sheet.Courses[option.Agent.Id].Any(course => course.Running)).Select(option => option.Agent.Id).Append(request.Against).OfType<string>().Distinct(StringComparer.Ordinal)];
        ImmutableArray<string>? among = request.AmongOpen ? [.. options.Where(option => option.Standing >= Standing.NeedsInformation || against.Contains(option.Agent.Id, StringComparer.Ordinal)).Select(option => option.Agent.Id)] : null;
        return options.Select(option => option with { Effects = _trials.For(option.Agent, against, setting, outcome, among) });
    }

    /// <summary>The standings of all options on a sheet, for asking what an answer would change.</summary>
    public ImmutableDictionary<string, Standing> Standings(PatientRecord record, AppraisalRequest request) => Standings(record, request, [.. _knowledge.Agents.Keys]);

    /// <summary>The standings of some options.</summary>
    internal ImmutableDictionary<string, Standing> Standings(PatientRecord record, AppraisalRequest request, string[] agents) =>
        Standings(PatientSheet.Of(_knowledge, record, request), request, agents);

    /// <summary>How an option would stand if some facts were otherwise than the record says.</summary>
    public Standing Suppose(PatientRecord record, AppraisalRequest request, string agentId, ImmutableArray<Fact> facts) =>
        Standings(PatientSheet.Of(_knowledge, record, request).Supposing(facts), request, [agentId])[agentId];

    /// <summary>How all options would stand if some facts were otherwise than the record says.</summary>
    public ImmutableDictionary<string, Standing> Suppose(PatientRecord record, AppraisalRequest request, ImmutableArray<Fact> facts) =>
        Standings(PatientSheet.Of(_knowledge, record, request).Supposing(facts), request, [.. _knowledge.Agents.Keys]);

    /// <summary>The standings of some options on a sheet; the first pass still looks at all.</summary>
    private ImmutableDictionary<string, Standing> Standings(PatientSheet sheet, AppraisalRequest request, string[] agents)
    {
        FirstStandings first = FirstPass(sheet, request);
        return agents.ToImmutableDictionary(id => id, id => Stand(_knowledge.Agents[id], sheet, request, first).Standing, StringComparer.Ordinal);
    }

    /// <summary>Every rule of an agent with its truth down to the leaves.</summary>
    public ImmutableArray<RuleExplanation> Explain(PatientRecord record, AppraisalRequest request, string agentId)
    {
        Agent agent = _knowledge.Agents[agentId];
        PatientSheet sheet = PatientSheet.Of(_knowledge, record, request);
        FirstStandings first = FirstPass(sheet, request);
        FactSheet facts = Frame(agent, sheet, request, first, []);
        HashSet<string> speaking = [.. _rules.For(agent, request.Region, OnTreatment(sheet, agent)).Speaking.Select(rule => rule.Id)];
        return [.. agent.Rules.Where(rule => rule.When is not null).Select(rule =>
            new RuleExplanation(rule, speaking.Contains(rule.Id), rule.When!.Explain(facts), [.. Relevance.Missing([rule.When!], facts)]))];
    }

    /// <summary>The facts by which the rules of each agent are asked: those of the patient with those that are read for the agent.</summary>
    public ImmutableDictionary<string, FactSheet> Frames(PatientRecord record, AppraisalRequest request)
    {
        PatientSheet sheet = PatientSheet.Of(_knowledge, record, request);
        FirstStandings first = FirstPass(sheet, request);
        return _knowledge.Agents.ToImmutableDictionary(agent => agent.Key, agent => Frame(agent.Value, sheet, request, first, []), StringComparer.Ordinal);
    }

    /// <summary>Standings by the rules that do not look at other options; an agent without written rules has none.</summary>
    private FirstStandings FirstPass(PatientSheet sheet, AppraisalRequest request)
    {
        FirstStandings standings = new(sheet, Licensed(sheet, request));
        foreach (Agent agent in _knowledge.Agents.Values)
        {
            if (FirstStanding(agent, sheet, request, standings) is { } standing) standings.Add(agent, standing);
        }

        return standings;
    }

    private Standing? FirstStanding(Agent agent, PatientSheet sheet, AppraisalRequest request, FirstStandings first)
    {
        if (Excluded(agent, sheet.Facts, request) is { Closed: true }) return Standing.Unavailable;
        if (!agent.RulesWritten) return null;
        RuleOutcomes outcomes = new(agent, _rules.First(agent, request.Region, OnTreatment(sheet, agent)), sheet.For(agent, []), request.AsOf);
        first.Keep(agent, outcomes);
        return StandingOf(outcomes, Tried(agent, sheet, request), closed: false);
    }

    /// <summary>First standings on supposed facts, as far as they tell whether another licensed option is open.</summary>
    private FirstStandings FirstPassAgain(Agent agent, PatientSheet supposed, AppraisalRequest request, FirstStandings first)
    {
        if (!_rules.For(agent, request.Region, OnTreatment(supposed, agent)).LooksAtOptions || supposed.Supposed.Any(fact => fact.Definition.LooksAtOptions)) return first;
        FirstStandings again = new(supposed, Licensed(supposed, request));
        foreach (Agent other in again.LicensedBeside(agent).OrderBy(other => first.Of(other) is Standing.Suitable or Standing.Caution ? 0 : 1))
        {
            if (FirstStanding(other, supposed, request, again) is not { } standing) continue;
            again.Add(other, standing);
            if (standing is Standing.Suitable or Standing.Caution && !HasFailed(other, supposed, request)) break; // one is enough
        }

        return again;
    }

    private FactSheet Frame(Agent agent, PatientSheet sheet, AppraisalRequest request, FirstStandings first, string[] continued)
    {
        FactSheet facts = sheet.For(agent, continued);
        Truth none = NoSuitableAlternative(agent, sheet, request, first);
        return facts.With(_looksAtOptions.Where(fact => !sheet.Supposed.Any(supposed => supposed.Definition == fact)).Select(fact => new Fact(fact, FlagValue.Of(none), FactState.Derived, [],
            none == Truth.Unknown ? Texts.Of("alternatives-undecided") : null)));
    }

    /// <summary>True when every other licensed option is closed or failed; false when one is open; else unknown.</summary>
    private static Truth NoSuitableAlternative(Agent agent, PatientSheet sheet, AppraisalRequest request, FirstStandings first)
    {
        Truth closed = Truth.True;
        foreach (Agent other in first.LicensedBeside(agent))
        {
            Truth thisClosed = HasFailed(other, sheet, request) ? Truth.True : first.Of(other) is { } standing
                ? standing switch
                {
                    Standing.Suitable or Standing.Caution => Truth.False,
                    Standing.NeedsInformation => Truth.Unknown,
                    _ => Truth.True,
                }
                : Truth.Unknown;
            closed = closed.And(thisClosed);
        }

        return closed;
    }

    private ImmutableArray<Agent> Licensed(PatientSheet sheet, AppraisalRequest request) =>
        [.. _knowledge.Agents.Values.Where(agent => LicenceOf(agent, sheet.Facts, request.Region).Status == "licensed")];

    private static bool HasFailed(Agent agent, PatientSheet sheet, AppraisalRequest request) =>
        Tried(agent, sheet, request).Any(course => course is { Outcome: "failed", Adequate: Truth.True });

    private (Standing Standing, RuleOutcomes Outcomes, FactSheet Facts, ImmutableArray<TriedCourse> Tried) Stand(
        Agent agent, PatientSheet sheet, AppraisalRequest request, FirstStandings first)
    {
        FactSheet facts = Frame(agent, sheet, request, first, []);
        RuleOutcomes outcomes = new(agent, _rules.For(agent, request.Region, OnTreatment(sheet, agent)), facts, request.AsOf, first.OutcomesOf(agent, sheet));
        ImmutableArray<TriedCourse> tried = Tried(agent, sheet, request);
        bool closed = Availability(agent, sheet.Facts, request) is { Closed: true };
        return (StandingOf(outcomes, tried, closed), outcomes, facts, tried);
    }

    private Option Appraise(Agent agent, PatientSheet sheet, AppraisalRequest request, FirstStandings first)
    {
        (Standing standing, RuleOutcomes outcomes, FactSheet facts, ImmutableArray<TriedCourse> tried) = Stand(agent, sheet, request, first);
        string[] others = [.. _knowledge.Agents.Values.Where(other => other.Id != agent.Id && other.GivenForEczema && sheet.Courses[other.Id].Any(course => course.Running)).Select(other => other.Id)];
        (bool Closed, Reason Reason)? availability = Availability(agent, sheet.Facts, request);
        ImmutableArray<Reason> triedReasons = [.. TriedReasons.Of(agent, tried)];
        FormularyEntry? formulary = request.Formulary?.Entries.FirstOrDefault(entry => entry.Agent == agent.Id);
        return new()
        {
            Agent = agent,
            Standing = standing,
            Licence = LicenceOf(agent, sheet.Facts, request.Region),
            Reasons = [.. outcomes.Reasons.Concat(triedReasons).Concat(availability is { } entry ? [entry.Reason] : []).OrderBy(reason => reason.Verdict)],
            Missing = outcomes.Missing(standing, [.. triedReasons.Where(reason => reason.Verdict == Verdict.Caution).Select(reason => reason.Rule)]),
            Assumed = outcomes.Assumed,
            IfAdded = others.Length == 0 || !agent.RulesWritten || OnTreatment(sheet, agent) ? null : Added(agent, sheet, request, first, others, outcomes, tried),
            Tried = tried,
            Elsewhere = [.. outcomes.Overruled.Select(rule => new Statement(rule, [.. rule.When?.Deciding(facts) ?? []]))],
            Evidence = [.. agent.Evidence.Where(item => item.Holds(sheet.Facts) != Truth.False)],
            Plan = agent.RulesWritten ? _planners.GetOrAdd(request.Region, region => new(_knowledge, region)).For(agent, facts, outcomes.Limits, others.Length > 0) : new(),
            Formulary = formulary is null ? null : new(request.Formulary!.Name, formulary.Status, formulary.Criteria, formulary.CostClass),
            Opens = standing is Standing.Contraindicated or Standing.Unavailable or Standing.NotAdvised ? Opening(agent, sheet, request, first, facts, outcomes, tried) : null,
        };
    }

    /// <summary>What would open a closed option.</summary>
    private Opening Opening(Agent agent, PatientSheet sheet, AppraisalRequest request, FirstStandings first, FactSheet facts, RuleOutcomes outcomes, ImmutableArray<TriedCourse> tried)
    {
        if (Withdrawn(agent, request) is { Status: not "restricted" } entry) return Openings.Barred(entry.Status == "withdrawn" ? Texts.Word(entry.Status) : Texts.Of("key-barred-in", Texts.Word(entry.Status), request.Region));
        FormularyEntry? formulary = request.Formulary?.Entries.FirstOrDefault(line => line.Agent == agent.Id);
        if (formulary is { Status: "not-available" }) return Openings.Barred(Texts.Of("key-barred-formulary", request.Formulary!.Name));
        if (!agent.RulesWritten) return Openings.Barred(Texts.Of("key-barred-rules"));
        if (tried.FirstOrDefault(course => TriedReasons.VerdictOf(course) == Verdict.NotAdvised) is { } severe) return Openings.Barred(severe.Course.To is { } end ? Texts.Of("key-barred-reaction-in", end) : Texts.Of("key-barred-reaction"));
        return Openings.Of(sheet, facts, outcomes, formulary is { Status: "restricted" } ? formulary.When : null, supposed =>
        {
            PatientSheet changed = sheet.Supposing(supposed);
            (Standing standing, RuleOutcomes then, _, _) = Stand(agent, changed, request, FirstPassAgain(agent, changed, request, first));
            return (standing, standing != Standing.NeedsInformation ? [] : [.. then.Missing(standing, []).Where(missing => missing.Blocks).Select(missing => missing.Fact)]);
        });
    }

    private AddedStanding Added(Agent agent, PatientSheet sheet, AppraisalRequest request, FirstStandings first, string[] others, RuleOutcomes alone, ImmutableArray<TriedCourse> tried)
    {
        RuleOutcomes together = new(agent, _rules.For(agent, request.Region, onTreatment: false), Frame(agent, sheet, request, first, others), request.AsOf);
        HashSet<string> already = [.. alone.Fired.Select(rule => rule.Id)];
        return new(StandingOf(together, tried, closed: Availability(agent, sheet.Facts, request) is { Closed: true }), [.. together.Fired.Where(rule => !already.Contains(rule.Id)).OrderBy(rule => rule.Verdict).Select(together.Explained)]);
    }

    private static Standing StandingOf(RuleOutcomes outcomes, ImmutableArray<TriedCourse> tried, bool closed)
    {
        Verdict[] verdicts = [.. outcomes.Fired.Select(rule => rule.Verdict), .. tried.Select(TriedReasons.VerdictOf).OfType<Verdict>()];
        if (verdicts.Contains(Verdict.Contraindicated)) return Standing.Contraindicated;
        if (closed) return Standing.Unavailable;
        if (verdicts.Contains(Verdict.NotAdvised)) return Standing.NotAdvised;
        if (outcomes.Undecided.Any(rule => rule.IsHard)) return Standing.NeedsInformation;
        return verdicts.Contains(Verdict.Caution) ? Standing.Caution : Standing.Suitable;
    }

    /// <summary>Why an agent cannot be had or appraised, or is restricted.</summary>
    private (bool Closed, Reason Reason)? Availability(Agent agent, FactSheet facts, AppraisalRequest request) =>
        Excluded(agent, facts, request) is { } excluded && (excluded.Closed || agent.RulesWritten) ? excluded
        : agent.RulesWritten ? null
        : (true, new($"{agent.Id}-rules", Verdict.NotAdvised, Texts.Of("rules-not-written"), [], []));

    /// <summary>What region and formulary say.</summary>
    private (bool Closed, Reason Reason)? Excluded(Agent agent, FactSheet facts, AppraisalRequest request)
    {
        if (Withdrawn(agent, request) is { } entry)
        {
            bool closed = entry.Status != "restricted";
            return (closed, new($"{agent.Id}-availability", closed ? Verdict.NotAdvised : Verdict.Note, entry.Text, [], entry.Sources));
        }

        FormularyEntry? formulary = request.Formulary?.Entries.FirstOrDefault(line => line.Agent == agent.Id);
        if (formulary is null or { Status: "available" }) return null;
        string name = request.Formulary!.Name;
        if (formulary.Status == "not-available") return (true, new($"{agent.Id}-formulary", Verdict.NotAdvised, Texts.Of("formulary-not-available", name), [], []));
        Truth met = formulary.When?.Truth(facts) ?? Truth.Unknown;
        string criteria = formulary.Criteria ?? Texts.Of("formulary-no-criteria");
        Fact[] deciding = [.. formulary.When?.Deciding(facts) ?? []];
        return met == Truth.False
            ? (true, new($"{agent.Id}-formulary", Verdict.NotAdvised, Texts.Of("formulary-not-met", name, criteria), [.. deciding], []))
            : (false, new($"{agent.Id}-formulary", Verdict.Note, Texts.Of(met == Truth.True ? "formulary-met" : "formulary-restricted", name, criteria), [.. deciding], []));
    }

    private Availability? Withdrawn(Agent agent, AppraisalRequest request) =>
        _knowledge.Availability.FirstOrDefault(entry => entry.Agent == agent.Id && entry.Region == request.Region && entry.Status != "available");

    private static bool OnTreatment(PatientSheet sheet, Agent agent) => sheet.Courses[agent.Id].Any(course => course.Running);

    private static ImmutableArray<TriedCourse> Tried(Agent agent, PatientSheet sheet, AppraisalRequest request) =>
        [.. sheet.Courses[agent.Id].Select(course => TriedReasons.Judge(agent, course, sheet.For(agent, []), request))];

    private static Licence LicenceOf(Agent agent, FactSheet facts, string region)
    {
        LicenceItem[] here = [.. agent.Licences.Where(item => item.Regions.IsEmpty || item.Regions.Contains(region, StringComparer.Ordinal))];
        LicenceItem? best = here.Where(item => item.Holds(facts) == Truth.True).OrderBy(item => item.Status == "licensed" ? 0 : 1).FirstOrDefault()
            ?? here.FirstOrDefault(item => item.Holds(facts) == Truth.Unknown);
        if (best is not null) return new(best.Status, region, best.Text, best.Sources);
        LicenceItem? outside = here.FirstOrDefault(item => item.Status == "licensed");
        return outside is not null
            ? new("off-label", region, Texts.Of("licence-outside", outside.Text), outside.Sources)
            : new("off-label", region, Texts.Of("licence-none", region), []);
    }

    private static ImmutableArray<string> Assumptions(PatientSheet sheet)
    {
        List<string> assumptions = [];
        if (!sheet.ListsHeld.Contains(RecordList.Allergies)) assumptions.Add(Texts.Of("assumed-allergies"));
        if (!sheet.ListsHeld.Contains(RecordList.Conditions)) assumptions.Add(Texts.Of("assumed-conditions"));
        if (!sheet.ListsHeld.Contains(RecordList.Medicines)) assumptions.Add(Texts.Of("assumed-medicines"));
        if (sheet.Facts.Dictionary.Find("TreatmentGoal") is { } goal && sheet.Facts[goal] is { State: FactState.Assumed } assumed)
            assumptions.Add(Texts.Of("assumed-goal", assumed.Value));
        return [.. assumptions];
    }
}
