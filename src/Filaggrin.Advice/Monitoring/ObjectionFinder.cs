using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Advice.Treatments;
using Filaggrin.Advice.Wording;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Monitoring;

/// <summary>What speaks against an agent in use as it is used: rules that came true since the start, agents beside it, its dose.</summary>
/// <param name="rules">The rules that speak during treatment.</param>
/// <param name="region">The reader's region.</param>
/// <param name="asOf">The day.</param>
internal sealed class ObjectionFinder(RulesInUse rules, string region, DateOnly asOf)
{
    // A slower agent takes over within some weeks; what runs beside another for longer is no switch. Labels give no number. Within a class nothing has to take over.
    private static readonly Span Switching = new(8, "wk");

    private readonly CourseDays _days = new(asOf);

    /// <summary>Rules against an agent in use that hold now: grave where they came true since the start, to be looked at where they held before.</summary>
    public IEnumerable<CourseAction> Against(Agent agent, FactSheet frame, DateOnly start, IReadOnlyCollection<CourseAction> told)
    {
        RuleOutcomes outcomes = rules.Asked(agent, frame);
        FactSheet now = outcomes.Frame;
        Rule[] fired = [.. outcomes.Fired.Where(rule => rule.Verdict != Verdict.Note)];
        if (fired.Length == 0) yield break;
        FactSheet then = rules.FrameOn(start, agent);
        foreach (Rule rule in fired)
        {
            Fact[] facts = [.. RulesInUse.Deciding(rule, now)];
            bool ofAge = ComesWithAge(rule, then, now);
            bool isNew = ofAge || (rule.Holds(then) == Truth.True
                ? Array.Exists(facts, fact => fact.Definition.Type == FactType.Flag && then[fact.Definition].Truth != Truth.True && CourseDays.IsNewFinding(fact, now, start)) // another ground beside the one of before
                : facts.SelectMany(fact => fact.Evidence).Any(evidence => evidence.Date?.Last > start));
            ActionKind? kind = (rule.Verdict, isNew) switch
            {
                (Verdict.Contraindicated, true) => ActionKind.UrgentReview,
                (Verdict.Contraindicated, false) or (Verdict.NotAdvised, true) => ActionKind.Flag,
                // To have grown older is no news by itself, and a value that lowers the dose speaks through the dose; either may make a medicine matter.
                (Verdict.Caution, true) when (!ofAge && (rule.Limit is null || rule.Recalled)) || Array.Exists(facts, fact => fact.Definition.Type == FactType.Set || CourseDays.IsNewFinding(fact, now, start)) => ActionKind.Flag,
                _ => null,
            };
            if (kind is not { } asked || told.Any(action => Suffices(action, asked, facts))) continue;
            DateOnly day = ofAge ? _days.First(on => rule.Holds(rules.FrameOn(on, agent)) == Truth.True, start) : _days.Newest(facts, start);
            yield return new(agent, asked, rule.Id, isNew ? Texts.Of("action-new-since-start", rule.Text) : rule.Text, day, [.. facts], rule.Sources)
            {
                Recalled = rule.Recalled,
                When = rule.When,
                IsNewObjection = isNew && rule.IsHard,
            };
        }
    }

    /// <summary>Rules against going on with an agent beside others for eczema, once they run together for longer than a switch takes; of one class at once.</summary>
    /// <remarks>An appraisal asks of each option as a replacement; here they are taken together.</remarks>
    public IEnumerable<CourseAction> Beside(Agent agent, FactSheet frame, DateOnly start, IEnumerable<(Agent Agent, Course Course)> others)
    {
        (Agent Agent, Course Course, DateOnly Since, DateOnly Told)[] together =
        [
            .. others.Where(other => other.Course.From is not null).Select(other => (other.Agent, other.Course, Since: other.Course.From!.Value.Last is var from && from > start ? from : start))
                .Select(other => (other.Agent, other.Course, other.Since, Told: other.Agent.Class == agent.Class ? other.Since : Switching.After(other.Since)))
                .Where(other => other.Told <= asOf),
        ];
        if (together.Length == 0) yield break;
        HashSet<Rule> alone = new(rules.Asked(agent, frame).Fired, ReferenceEqualityComparer.Instance);
        RuleOutcomes[] beside = [.. together.Select(other => rules.AskedBeside(agent, other.Agent))];
        Dictionary<Rule, List<int>> objecting = new(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < together.Length; i++)
        {
            foreach (Rule rule in beside[i].Fired.Where(rule => rule.IsHard && !alone.Contains(rule)))
            {
                if (!objecting.TryGetValue(rule, out List<int>? because)) objecting.Add(rule, because = []);
                because.Add(i);
            }
        }

        foreach ((Rule rule, List<int> because) in objecting)
        {
            DateOnly since = because.Min(i => together[i].Since);
            Fact[] facts = [.. because.SelectMany(i => RulesInUse.Deciding(rule, beside[i].Frame).Select(fact => fact.Evidence.IsEmpty ? fact with { Evidence = CourseFacts.EvidenceOf(together[i].Course) } : fact))];
            string names = string.Join(", ", because.Select(i => together[i].Agent.Name));
            bool isOfClass = because.TrueForAll(i => together[i].Agent.Class == agent.Class);
            yield return new(
                agent, rule.Verdict == Verdict.Contraindicated ? ActionKind.UrgentReview : ActionKind.Flag, rule.Id,
                Texts.Of(isOfClass ? "action-taken-together-in-class" : "action-taken-together", names, DateSpan.Iso(since), rule.Text), because.Min(i => together[i].Told), [.. facts], rule.Sources)
            {
                Recalled = rule.Recalled,
                When = rule.When,
                IsNewObjection = true,
            };
        }
    }

    /// <summary>The dose in use where it is surely above what a rule in force or the doses on file allow; the lowest limit speaks for the others.</summary>
    public CourseAction? TooMuch(Agent agent, FactSheet frame, Course course, DateOnly start, IReadOnlyCollection<CourseAction> told)
    {
        FactSheet now = rules.Asked(agent, frame).Frame;
        if (DoseCeiling.Exceeded(agent, course, now, rules.Of(agent), region, asOf) is not { Count: > 0 } doses) return null;
        (ExceededDose Exceeded, Fact[] Facts, bool IsTold)[] exceeded =
        [
            .. doses.Select(dose => (Exceeded: dose, Facts: dose.Item.When is null ? [] : (Fact[])[.. RulesInUse.Deciding(dose.Item, now)]))
                .Select(pair => (pair.Exceeded, pair.Facts, IsTold: told.Any(action => Suffices(action, ActionKind.Reduce, pair.Facts) || Reduces(action, pair.Facts))))
                .OrderBy(dose => dose.Exceeded.Most.Amount).ThenByDescending(dose => dose.IsTold),
        ];
        // An action that asks for as low a dose is enough.
        if (exceeded is not [(ExceededDose lowest, Fact[] facts, false), ..]) return null;
        Item item = lowest.Item;
        DateOnly day = ComesWithAge(item, rules.FrameOn(start, agent), now)
            ? _days.First(on => item.Holds(rules.FrameOn(on, agent)) == Truth.True, start)
            : facts.SelectMany(fact => fact.Evidence).Select(evidence => evidence.Date?.First).Append(lowest.Since).Where(known => known >= start && known <= asOf).Max() ?? (start < asOf ? start : asOf);
        Fact[] dose = frame["DailyDose"] is { Value.IsUnknown: false } daily ? [daily] : [];
        string text = Texts.Of("dose-above", FactText.Amount(lowest.Dose.Amount, lowest.Dose.Unit), FactText.Amount(lowest.Most.Amount, lowest.Most.Unit), item.Text);
        return new(agent, ActionKind.Reduce, item.Id, text, day, [.. facts, .. lowest.Basis, .. dose], item.Sources)
        {
            Recalled = item.Recalled,
            When = item.When,
            InPlaceOf = [.. exceeded[1..].Where(dose => !dose.IsTold).Select(dose => dose.Exceeded.Item.Id)],
        };
    }

    /// <summary>The higher dose that comes before leaving the agent for too little effect, where a source allows one and nothing speaks against it.</summary>
    public RaisedDose? Raise(Agent agent, FactSheet frame, Course course)
    {
        RuleOutcomes outcomes = rules.Asked(agent, frame);
        // What is only for those without another option was begun for want of one; more of what is closed otherwise is no way.
        if (outcomes.Fired.Any(rule => rule is { IsHard: true, LooksAtOptions: false })) return null;
        return DoseCeiling.Raise(agent, course, outcomes.Frame, rules.Of(agent), region, asOf);
    }

    /// <summary>The lesser dose with which a source goes on after a response.</summary>
    public (DoseItem Item, Dose Now)? Maintenance(Agent agent, FactSheet frame, Course course) => DoseCeiling.Maintenance(agent, course, rules.Asked(agent, frame).Frame, region, asOf);

    /// <summary>An action that lowers the dose, or asks for more, on facts that need no entry, such as age.</summary>
    private static bool Reduces(CourseAction told, Fact[] facts) =>
        told.Kind <= ActionKind.Reduce && facts.Length > 0 && Array.TrueForAll(facts, fact => told.Facts.Any(said => said.Definition == fact.Definition));

    /// <summary>It did not hold at the start and would have held at the present age.</summary>
    private static bool ComesWithAge(Item item, FactSheet then, FactSheet now) =>
        item.Holds(then) == Truth.False && item.Holds(then.With(now["Age"])) == Truth.True;

    /// <summary>What an action says of the same entries is enough where it asks for as much, or for a pause at least.</summary>
    private static bool Suffices(CourseAction told, ActionKind asked, Fact[] facts)
    {
        if (told.Kind > asked && told.Kind > ActionKind.Interrupt) return false;
        // Age, sex and the treatment itself are no news.
        string[] entries = [.. facts.Where(fact => !fact.Definition.Native || fact.Definition.Type == FactType.Set).SelectMany(fact => fact.Evidence).Select(evidence => evidence.Source)];
        return entries.Length > 0 && Array.TrueForAll(entries, entry => told.Facts.Any(said => said.Evidence.Any(evidence => evidence.Source == entry)));
    }
}
