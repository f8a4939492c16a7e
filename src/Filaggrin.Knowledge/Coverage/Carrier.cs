using System.Collections.Immutable;
using System.Globalization;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Coverage;

/// <summary>A piece of knowledge that stands for claims, in the terms in which claims are compared.</summary>
/// <param name="Name">Its identifier.</param>
/// <param name="Agent">The agent that it belongs to, or null.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Rows">The claims that it names.</param>
/// <param name="Effect">What it says: a verdict, a licence state, an action, else the kind of item.</param>
/// <param name="Whens">The conditions it has; empty: it holds for everybody.</param>
/// <param name="Phase">When it speaks.</param>
/// <param name="Regions">Whose it is; empty: any.</param>
/// <param name="Recalled">Its source was not seen to say it.</param>
/// <param name="Text">All its words and figures.</param>
internal sealed record Carrier(
    string Name, string? Agent, Place Place, ImmutableArray<string> Rows, string Effect, ImmutableArray<Expr> Whens, Phase Phase, ImmutableArray<string> Regions, bool Recalled, string Text)
{
    /// <summary>Every piece of the knowledge that names claims.</summary>
    public static IEnumerable<Carrier> Of(KnowledgeBase knowledge) =>
        knowledge.Agents.Values.SelectMany(agent => agent.Sections.SelectMany(section => section.Items.Select(item => Of(item, agent.Id, section.Name))).Prepend(Of(agent, knowledge)))
            .Concat(knowledge.Pathway.Items.Select(item => Of(item, null, "pathway")))
            .Concat(knowledge.Pathway.Tests.Values.OrderBy(test => test.Id, StringComparer.Ordinal).Select(Of))
            .Concat(knowledge.Pathway.Alternatives.Select(alternative =>
                new Carrier(alternative.Id, null, alternative.Place, alternative.Rows, "alternative", [], Phase.Both, [], false, alternative.Text)))
            .Concat(knowledge.Availability.Select(entry =>
                new Carrier($"{entry.Agent} in {entry.Region}", entry.Agent, entry.Place, entry.Rows, entry.Status, [], Phase.Both, [entry.Region], false, entry.Text)))
            .Where(carrier => !carrier.Rows.IsEmpty);

    /// <summary>The conditions under which an item speaks.</summary>
    public static ImmutableArray<Expr> WhensOf(Item item) =>
        [.. (item is WorkupTask task ? (Expr?[])[task.When, task.OwedWhen, task.DoneWhen, task.AbnormalWhen] : [item.When]).OfType<Expr>()];

    /// <summary>The word of a verdict in claims and YAML.</summary>
    public static string WordOf(Verdict verdict) => verdict switch
    {
        Verdict.Contraindicated => "contraindicated",
        Verdict.NotAdvised => "not-advised",
        Verdict.Caution => "caution",
        _ => "note",
    };

    private static Carrier Of(Agent agent, KnowledgeBase knowledge)
    {
        string codes = string.Join(' ', agent.Medicines.Select(knowledge.Medicines.ByName).SelectMany(medicine => medicine is null ? [] : medicine.Atc.Concat(medicine.RxNorm)));
        return new(agent.Id, agent.Id, agent.Place, agent.Rows, "agent", [], Phase.Both, [], false, $"{agent.Name} {agent.Class} {agent.Mechanism} {codes}");
    }

    private static Carrier Of(TestDefinition test) =>
        new(test.Id, null, test.Place, test.Rows, "test", test.AbnormalWhen is { } when ? [when] : [], Phase.Both, [], false, $"{test.Name} {test.Text} {test.AbnormalWhen?.Text}");

    private static Carrier Of(Item item, string? agent, string section) => new(
        item.Id, agent, item.Place, item.Rows, EffectOf(item, section), WhensOf(item), PhaseOf(item, section), item.Regions, item.Recalled, TextOf(item));

    /// <summary>A rule says when it speaks; of other items the section tells: tests before the start, what is watched and done during treatment.</summary>
    private static Phase PhaseOf(Item item, string section) => item is Rule rule ? rule.Phase : section switch
    {
        "baseline" => Phase.Start,
        "actions" or "onset" or "trial" or "duration" or "monitoring" or "contraception" or "stopping" => Phase.Treatment,
        _ => Phase.Both,
    };

    private static string EffectOf(Item item, string section) => item switch
    {
        Rule rule => WordOf(rule.Verdict),
        LicenceItem licence => licence.Status,
        ActionItem action => action.Action,
        DoseItem dose => dose.Role,
        EvidenceItem evidence => evidence.Grade,
        _ => section,
    };

    private static string TextOf(Item item)
    {
        IEnumerable<string?> parts = item switch
        {
            Rule rule => [Limit(rule.Limit), rule.Lifts is { } lifts ? lifts.After.ToString() : null],
            DoseItem dose => [.. dose.Steps.SelectMany(Step), .. Range(dose.Range), dose.Maximum is { } most ? Amount(most.Amount, most.Unit) : null],
            TestItem test => [test.Schedule?.Text],
            TimeItem time => [time.From?.ToString(), time.To?.ToString(), time.Duration?.ToString(), time.Dose is { } least ? Amount(least.Amount, least.Unit) : null],
            EvidenceItem evidence => [evidence.Guideline, evidence.Year.ToString(CultureInfo.InvariantCulture)],
            _ => [],
        };
        return string.Join(" ; ", parts.Prepend(item.Text).Concat(WhensOf(item).Select(when => when.Text)).Where(part => part is { Length: > 0 }));
    }

    private static string? Limit(Limit? limit) => limit is null ? null
        : $"{(limit.Max is { } max ? Amount(max, limit.Unit ?? "") : "")} ; {(limit.Later is { } later ? Amount(later, limit.Unit ?? "") : "")} ; {limit.After} ; {(limit.Factor is { } factor ? Amount(factor, "") + " ; " + Amount(factor * 100m, "%") : "")} {limit.Regimen}";

    private static IEnumerable<string> Step(DoseStep step) => [Amount(step.Amount, step.Unit), step.Every?.ToString() ?? "", step.At ?? ""];

    private static IEnumerable<string> Range(DoseRange? range) => range is null ? [] : [Amount(range.From, range.Unit), Amount(range.To, range.Unit)];

    private static string Amount(decimal amount, string unit) => $"{amount.ToString(CultureInfo.InvariantCulture)} {unit}";
}
