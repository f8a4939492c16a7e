using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Wording;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Advice.Monitoring;

/// <summary>What is open under an agent in use and may speak against it: doubts that entries throw, and what a new finding makes a question of.</summary>
/// <param name="rules">The rules that speak during treatment.</param>
/// <param name="asOf">The day.</param>
internal sealed class DoubtFinder(RulesInUse rules, DateOnly asOf)
{
    private const string SinceStart = "since-start"; // a derivation

    private readonly CourseDays _days = new(asOf);

    /// <summary>Rules that would forbid an agent in use or advise against it, if what an entry throws doubt on were so.</summary>
    public IEnumerable<(FactDefinition Fact, Rule Rule)> Doubted(Agent agent, FactSheet frame)
    {
        RuleOutcomes outcomes = rules.Asked(agent, frame);
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
            DateOnly? newest = doubting.Select(evidence => evidence.Date?.Last).Where(day => day <= asOf).Max()
                ?? (state.Definition.Derive is { Kind: SinceStart } ? asOf : null);
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
        RuleOutcomes outcomes = rules.Asked(agent, frame);
        HashSet<FactDefinition> asked = [];
        foreach (Rule rule in outcomes.Undecided.Where(rule => rule.IsHard && !told.Any(action => action.Rule == rule.Id)))
        {
            foreach (FactDefinition missing in Relevance.Missing(rule.When!, outcomes.Frame))
            {
                Fact open = outcomes.Frame[missing];
                if (missing.RelevantWhen is not { } relevant || IsInDoubt(open) || relevant.Deciding(outcomes.Frame).FirstOrDefault(fact => CourseDays.IsNewFinding(fact, outcomes.Frame, start)) is not { } news || !asked.Add(missing)) continue;
                string text = Texts.Of("action-asked-since", missing.Ask ?? missing.Text + "?", FactText.Of(news), rule.Text);
                yield return new(agent, ActionKind.Flag, rule.Id, text, _days.Newest([news], start), [open, news], rule.Sources) { Recalled = rule.Recalled, When = rule.When, IsNewObjection = true };
                break; // a rule speaks once: what else it hangs on is asked when this is known
            }
        }
    }

    /// <summary>An entry throws doubt on a fact, or on a member of it.</summary>
    private static bool IsInDoubt(Fact fact) => fact.State == FactState.Doubtful || fact.Value is SetValue { Possible.IsEmpty: false };
}
