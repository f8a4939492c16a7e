using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Sheets;
using Filaggrin.Advice.Treatments;
using Filaggrin.Advice.Wording;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Monitoring;

/// <summary>What results and events under an agent in use ask for: its actions, and rules against it that came true since the start.</summary>
internal sealed class ActionFinder
{
    private readonly PatientSheet _sheet;
    private readonly string _region;
    private readonly RulesOfRegion _rules;
    private readonly Func<DateOnly, PatientSheet> _earlier;
    private readonly HashSet<string> _assessed;
    private readonly Fact[] _alternatives;
    private (FactSheet? Frame, RuleOutcomes Outcomes) _during;

    private const string SinceStart = "since-start"; // a derivation

    // A slower agent takes over within some weeks; what runs beside another for longer is no switch. Labels give no number.
    private static readonly Span Switching = new(8, "wk");

    // The same for every patient.
    private static readonly ConditionalWeakTable<FactDictionary, HashSet<string>> Assessed = [];

    /// <summary>Asks the actions of one patient's agents.</summary>
    /// <param name="knowledge">The edition.</param>
    /// <param name="sheet">The patient.</param>
    /// <param name="region">The reader's region.</param>
    /// <param name="earlier">The same patient on an earlier day.</param>
    public ActionFinder(KnowledgeBase knowledge, PatientSheet sheet, string region, Func<DateOnly, PatientSheet> earlier)
    {
        _sheet = sheet;
        _region = region;
        RuleBook book = RuleBook.Of(knowledge);
        _rules = book.In(region);
        _alternatives = [.. book.LookingAtOptions.Select(fact => new Fact(fact, FlagValue.No, FactState.Derived, []))];
        _earlier = earlier;
        _assessed = Assessed.GetValue(knowledge.Facts, OfEffect);
    }

    /// <summary>What is said of an effect, and all that rests on it.</summary>
    private static HashSet<string> OfEffect(FactDictionary facts) =>
    [
        .. facts.All.Where(fact => fact.Derive is { Kind: "fall" or "percent-fall" } || fact.Name is "Response" or "PartialResponse" or "NoResponse")
            .SelectMany(facts.DependentsOf).Select(fact => fact.Name),
    ];

    /// <summary>The actions of an agent that hold, and those that cannot be decided.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="frame">The facts in its frame.</param>
    /// <param name="response">Its effect: what speaks of the effect is judged on the day of the last assessment.</param>
    /// <param name="start">The first day of the course.</param>
    public (ImmutableArray<CourseAction> Open, ImmutableArray<ActionItem> Undecided) Of(Agent agent, FactSheet frame, AgentResponse response, DateOnly? start)
    {
        FactSheet assessed = AtAssessment(frame, response, start);
        List<CourseAction> open = [];
        List<ActionItem> undecided = [];
        foreach (ActionItem item in RegionChoice.For(agent.Actions, _region).Where(item => item.When is not null))
        {
            FactSheet judged = item.When!.Facts().Any(fact => _assessed.Contains(fact.Name)) ? assessed : frame;
            switch (item.Holds(judged))
            {
                case Truth.True: open.Add(Action(agent, item, judged, start)); break;
                case Truth.Unknown: undecided.Add(item); break;
            }
        }

        return ([.. Folded(open)], [.. undecided]);
    }

    /// <summary>What the same facts ask for more gravely takes the place of the milder.</summary>
    private static IEnumerable<CourseAction> Folded(List<CourseAction> open)
    {
        foreach (CourseAction action in open)
        {
            if (action.Kind <= ActionKind.Repeat && open.Exists(graver => graver.Kind < action.Kind && Names(graver).SetEquals(Names(action)))) continue;
            yield return action.Kind > ActionKind.Repeat ? action : action with
            {
                InPlaceOf = [.. open.Where(milder => milder.Kind > action.Kind && milder.Kind <= ActionKind.Repeat && Names(milder).SetEquals(Names(action))).Select(milder => milder.Rule)],
            };
        }

        static HashSet<string> Names(CourseAction action) => [.. action.Facts.Select(fact => fact.Name)];
    }

    /// <summary>Rules against an agent in use that hold now: grave where they came true since the start, to be looked at where they held before.</summary>
    /// <remarks>What a rule says of alternatives is left aside: whether there is one is asked when the agent is looked at again.</remarks>
    public IEnumerable<CourseAction> Against(Agent agent, FactSheet frame, DateOnly start, IReadOnlyCollection<CourseAction> told)
    {
        RuleOutcomes outcomes = During(agent, frame);
        FactSheet now = outcomes.Frame;
        Rule[] fired = [.. outcomes.Fired.Where(rule => rule.Verdict != Verdict.Note)];
        if (fired.Length == 0) yield break;
        FactSheet then = WithoutAlternatives(_earlier(start).For(agent, []));
        foreach (Rule rule in fired)
        {
            Fact[] facts = [.. Deciding(rule, now)];
            bool ofAge = ComesWithAge(rule, then, now);
            bool isNew = ofAge || (rule.Holds(then) != Truth.True && facts.SelectMany(fact => fact.Evidence).Any(evidence => evidence.Date?.Last > start));
            ActionKind? kind = (rule.Verdict, isNew) switch
            {
                (Verdict.Contraindicated, true) => ActionKind.UrgentReview,
                (Verdict.Contraindicated, false) or (Verdict.NotAdvised, true) => ActionKind.Flag,
                (Verdict.Caution, true) when Array.Exists(facts, fact => fact.Definition.Type == FactType.Set || IsNewFinding(fact, now, start)) => ActionKind.Flag,
                _ => null,
            };
            if (kind is not { } asked || told.Any(action => Suffices(action, asked, facts))) continue;
            DateOnly day = ofAge ? FirstDay(on => rule.Holds(WithoutAlternatives(_earlier(on).For(agent, []))) == Truth.True, start) : Day(facts, start);
            yield return new(agent, asked, rule.Id, isNew ? Texts.Of("action-new-since-start", rule.Text) : rule.Text, day, [.. facts], rule.Sources)
            {
                Recalled = rule.Recalled,
                When = rule.When,
                IsNewObjection = isNew && rule.IsHard,
            };
        }
    }

    /// <summary>Rules against going on with an agent beside others for eczema, once they run together for longer than a switch takes.</summary>
    /// <remarks>An appraisal asks of each option as a replacement; here they are taken together.</remarks>
    public IEnumerable<CourseAction> Beside(Agent agent, FactSheet frame, DateOnly start, IEnumerable<(Agent Agent, Course Course)> others)
    {
        (Agent Agent, Course Course, DateOnly Since)[] together =
        [
            .. others.Where(other => other.Course.From is not null).Select(other => (other.Agent, other.Course, Since: other.Course.From!.Value.Last is var from && from > start ? from : start))
                .Where(other => Switching.After(other.Since) <= _sheet.AsOf),
        ];
        if (together.Length == 0) yield break;
        HashSet<Rule> alone = new(During(agent, frame).Fired, ReferenceEqualityComparer.Instance);
        RuleOutcomes[] beside = [.. together.Select(other => Asked(agent, _sheet.For(agent, [other.Agent.Id])))];
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
            Fact[] facts = [.. because.SelectMany(i => Deciding(rule, beside[i].Frame).Select(fact => fact.Evidence.IsEmpty ? fact with { Evidence = CourseFacts.EvidenceOf(together[i].Course) } : fact))];
            string names = string.Join(", ", because.Select(i => together[i].Agent.Name));
            yield return new(
                agent, rule.Verdict == Verdict.Contraindicated ? ActionKind.UrgentReview : ActionKind.Flag, rule.Id,
                Texts.Of("action-taken-together", names, DateSpan.Iso(since), rule.Text), Switching.After(since), [.. facts], rule.Sources)
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
        FactSheet now = During(agent, frame).Frame;
        (ExceededDose Exceeded, Fact[] Facts, bool IsTold)[] exceeded =
        [
            .. DoseCeiling.Exceeded(agent, course, now, _rules.For(agent, onTreatment: true), _region, _sheet.AsOf)
                .Select(dose => (Exceeded: dose, Facts: dose.Item.When is null ? [] : (Fact[])[.. Deciding(dose.Item, now)]))
                .Select(pair => (pair.Exceeded, pair.Facts, IsTold: told.Any(action => Suffices(action, ActionKind.Reduce, pair.Facts) || Reduces(action, pair.Facts))))
                .OrderBy(dose => dose.Exceeded.Most.Amount).ThenByDescending(dose => dose.IsTold),
        ];
        // An action that asks for as low a dose is enough.
        if (exceeded is not [(ExceededDose lowest, Fact[] facts, false), ..]) return null;
        Item item = lowest.Item;
        DateOnly day = ComesWithAge(item, WithoutAlternatives(_earlier(start).For(agent, [])), now)
            ? FirstDay(on => item.Holds(WithoutAlternatives(_earlier(on).For(agent, []))) == Truth.True, start)
            : facts.SelectMany(fact => fact.Evidence).Select(evidence => evidence.Date?.First).Append(lowest.Since).Where(known => known >= start && known <= _sheet.AsOf).Max() ?? (start < _sheet.AsOf ? start : _sheet.AsOf);
        Fact[] dose = frame["DailyDose"] is { Value.IsUnknown: false } daily ? [daily] : [];
        string text = Texts.Of("dose-above", FactText.Amount(lowest.Dose.Amount, lowest.Dose.Unit), FactText.Amount(lowest.Most.Amount, lowest.Most.Unit), item.Text);
        return new(agent, ActionKind.Reduce, item.Id, text, day, [.. facts, .. lowest.Basis, .. dose], item.Sources)
        {
            Recalled = item.Recalled,
            When = item.When,
            InPlaceOf = [.. exceeded[1..].Where(dose => !dose.IsTold).Select(dose => dose.Exceeded.Item.Id)],
        };
    }

    /// <summary>An action that lowers the dose, or asks for more, on facts that need no entry, such as age.</summary>
    private static bool Reduces(CourseAction told, Fact[] facts) =>
        told.Kind <= ActionKind.Reduce && facts.Length > 0 && Array.TrueForAll(facts, fact => told.Facts.Any(said => said.Definition == fact.Definition));

    /// <summary>Rules that would forbid an agent in use or advise against it, if what an entry throws doubt on were so.</summary>
    public IEnumerable<(FactDefinition Fact, Rule Rule)> Doubted(Agent agent, FactSheet frame)
    {
        RuleOutcomes outcomes = During(agent, frame);
        return from rule in outcomes.Undecided
               where rule.IsHard
               from fact in Relevance.Missing(rule.When!, outcomes.Frame)
               where IsInDoubt(outcomes.Frame[fact])
               select (fact, rule);
    }

    /// <summary>What an entry since the start throws doubt on, where its answer may end, interrupt or lower the treatment: to be looked at, since nobody has settled it.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="frame">The facts in its frame.</param>
    /// <param name="start">The first day of its course.</param>
    /// <param name="undecided">Its actions that cannot be decided.</param>
    /// <param name="told">What is asked for already: an item speaks once.</param>
    public IEnumerable<CourseAction> InDoubt(Agent agent, FactSheet frame, DateOnly start, IEnumerable<ActionItem> undecided, IEnumerable<CourseAction> told)
    {
        IEnumerable<(FactDefinition Fact, Item Item, ActionKind Kind)> grave =
            from item in undecided
            let kind = MonitoringJson.KindOf(item.Action)
            where kind <= ActionKind.Reduce
            from fact in item.When!.Facts().Where(fact => fact.Derive is { Kind: SinceStart }).Concat(Relevance.Missing(item.When!, frame)) // its own day may be what does not tell
            where IsInDoubt(frame[fact])
            select (fact, (Item)item, kind);
        HashSet<string> spoken = new(told.Select(action => action.Rule), StringComparer.Ordinal);
        foreach (var hanging in grave.Concat(Doubted(agent, frame).Select(doubt => (doubt.Fact, Item: (Item)doubt.Rule, Kind: ActionKind.UrgentReview))).GroupBy(hanging => hanging.Fact))
        {
            Fact state = frame[hanging.Key];
            FactOrigin[] doubting = state.Value is SetValue ? [.. state.Evidence.Where(evidence => evidence.Quote is not null)] : [.. state.Evidence];
            // What may have come since the start and has no date is asked today.
            DateOnly? newest = doubting.Select(evidence => evidence.Date?.Last).Where(day => day <= _sheet.AsOf).Max()
                ?? (state.Definition.Derive is { Kind: SinceStart } ? _sheet.AsOf : null);
            if (newest is not { } day || day < start) continue;
            string why = state.Why ?? (Array.Find(doubting, evidence => evidence.Quote is not null)?.Quote is { } quote ? Texts.Of("why-uncoded", quote) : Texts.Of("why-unconfirmed"));
            Item[] items = [.. hanging.OrderBy(one => one.Kind).Select(one => one.Item).Distinct()];
            if (Array.Find(items, item => spoken.Add(item.Id)) is not { } first) continue;
            yield return new(agent, ActionKind.Flag, first.Id, Texts.Of("action-in-doubt", state.Definition.Ask ?? state.Definition.Text + "?", why, first.Text), day, [state], first.Sources)
            {
                Recalled = first.Recalled,
                When = first.When,
                IsNewObjection = true,
                InPlaceOf = [.. items.Where(item => item != first).Select(item => item.Id)],
            };
        }
    }

    /// <summary>What a diagnosis or a medicine since the start makes a question of, where its answer may forbid the agent: the Child-Pugh class once there is a cirrhosis.</summary>
    public IEnumerable<CourseAction> AskedSince(Agent agent, FactSheet frame, DateOnly start, IReadOnlyCollection<CourseAction> told)
    {
        RuleOutcomes outcomes = During(agent, frame);
        HashSet<FactDefinition> asked = [];
        foreach (Rule rule in outcomes.Undecided.Where(rule => rule.IsHard && !told.Any(action => action.Rule == rule.Id)))
        {
            foreach (FactDefinition missing in Relevance.Missing(rule.When!, outcomes.Frame))
            {
                Fact open = outcomes.Frame[missing];
                if (missing.RelevantWhen is not { } relevant || IsInDoubt(open) || relevant.Deciding(outcomes.Frame).FirstOrDefault(fact => IsNewFinding(fact, outcomes.Frame, start)) is not { } news || !asked.Add(missing)) continue;
                string text = Texts.Of("action-asked-since", missing.Ask ?? missing.Text + "?", FactText.Of(news), rule.Text);
                yield return new(agent, ActionKind.Flag, rule.Id, text, Day([news], start), [open, news], rule.Sources) { Recalled = rule.Recalled, When = rule.When, IsNewObjection = true };
            }
        }
    }

    /// <summary>An entry throws doubt on a fact, or on a member of it.</summary>
    private static bool IsInDoubt(Fact fact) => fact.State == FactState.Doubtful || fact.Value is SetValue { Possible.IsEmpty: false };

    /// <summary>A diagnosis, a medicine or a positive test that came since the start, or what follows from one; a measured value that calls for care has an action of its own where a source asks for one.</summary>
    private static bool IsNewFinding(Fact fact, FactSheet sheet, DateOnly start) =>
        fact.Evidence.Any(evidence => evidence.Date?.Last > start)
        && (fact.Definition.List == RecordList.Conditions || fact.Definition.Type == FactType.Set || fact.Value is CodeValue { Possible: ["positive"] }
            || (fact.Definition.Is is { } formula && formula.Deciding(sheet).Any(part => IsNewFinding(part, sheet, start))));

    /// <summary>The rules that speak during treatment; several questions in a row are asked of one agent.</summary>
    private RuleOutcomes During(Agent agent, FactSheet frame)
    {
        if (!ReferenceEquals(_during.Frame, frame)) _during = (frame, Asked(agent, frame));
        return _during.Outcomes;
    }

    private RuleOutcomes Asked(Agent agent, FactSheet frame) => new(agent, _rules.For(agent, onTreatment: true), WithoutAlternatives(frame), _sheet.AsOf);

    /// <summary>The same facts as if there were an alternative, unless somebody tells that there is none.</summary>
    private FactSheet WithoutAlternatives(FactSheet frame) => frame.With([.. _alternatives.Where(fact => frame[fact.Definition].Value.IsUnknown)]);

    private static IEnumerable<Fact> Deciding(Item item, FactSheet frame) => item.When!.Deciding(frame).Where(fact => !fact.Definition.LooksAtOptions);

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

    private CourseAction Action(Agent agent, ActionItem item, FactSheet judged, DateOnly? start)
    {
        ImmutableArray<Fact> facts = item.When!.Deciding(judged);
        DateOnly day = Day(facts, null);
        if (start is { } first && day <= first) day = FirstDay(on => item.Holds(_earlier(on).For(agent, [])) == Truth.True, first);
        ActionKind kind = MonitoringJson.KindOf(item.Action);
        return new(agent, kind, item.Id, item.Text, day, facts, item.Sources)
        {
            Recalled = item.Recalled,
            When = item.When,
            Resumption = kind == ActionKind.Interrupt ? Resumption(item, judged, day) : null,
        };
    }

    private static Resumption Resumption(ActionItem item, FactSheet judged, DateOnly day)
    {
        Expr condition = item.ResumeWhen ?? new NotExpr($"not ({item.When!.Text})", item.When!);
        return new(ClinicalWords.Of(condition), condition.Truth(judged), [.. condition.Facts().Where(fact => judged[fact].Value.IsUnknown).Distinct()], item.ResumeAfter?.After(day));
    }

    /// <summary>The day on which a condition came true that no entry but time decides.</summary>
    private DateOnly FirstDay(Func<DateOnly, bool> holds, DateOnly start)
    {
        DateOnly no = start, yes = _sheet.AsOf;
        if (yes <= start) return yes;
        if (holds(start)) return start;
        while (yes.DayNumber - no.DayNumber > 1)
        {
            DateOnly middle = no.AddDays((yes.DayNumber - no.DayNumber) / 2);
            if (holds(middle)) yes = middle;
            else no = middle;
        }

        return yes;
    }

    /// <summary>The newest day on which one of the facts was told; the day of the sheet where none has a date.</summary>
    private DateOnly Day(IReadOnlyCollection<Fact> facts, DateOnly? least) =>
        facts.SelectMany(fact => fact.Evidence).Select(evidence => evidence.Date?.First).Where(day => day <= _sheet.AsOf && (least is null || day >= least)).Max() ?? _sheet.AsOf;

    /// <summary>The frame on the day of the last assessment: a score of week 8 does not tell the effect at week 16.</summary>
    private static FactSheet AtAssessment(FactSheet frame, AgentResponse response, DateOnly? start)
    {
        if (start is not { } first || response.AssessedOn is not { } day || frame["WeeksOnTreatment"].Value is not NumberValue { Interval.High: { } now }) return frame;
        decimal weeks = Math.Min(now, (day.DayNumber - first.DayNumber + Responses.DaysOfPlay) / 7m);
        return frame.With([frame["WeeksOnTreatment"] with { Value = NumberValue.Of(weeks) }]);
    }
}
