using System.Collections.Immutable;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Knowledge.Editions;

/// <summary>Tells where a newer edition forbids or asks less than an older one: what a reviewer must look at first.</summary>
internal sealed class Weakening(KnowledgeBase older, KnowledgeBase newer)
{
    private static readonly string[] Grave = ["interrupt", "stop", "urgent-review"];
    private readonly Dictionary<string, Item> _before = Index(older);
    private readonly Dictionary<string, Item> _after = Index(newer);

    /// <summary>What is lost with a removed entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="isAlone">Its agent stays; otherwise the agent's own entry says it.</param>
    public ImmutableArray<string> OfRemoved(Entry entry, bool isAlone)
    {
        if (entry is { Room: "agents", Section: "agent" }) return ["the agent is gone with all its rules"];
        if (entry.Section == "groups") return Users(entry.Id).ToArray() is { Length: > 0 } rules ? [$"hard rules asked for the group: {string.Join(", ", rules)}"] : [];
        if (!isAlone || entry.Room != "agents") return [];
        return _before.GetValueOrDefault(entry.Id) switch
        {
            Rule { IsHard: true } rule => [$"the rule is gone that made it {Word(rule.Verdict)}"],
            ActionItem action when Grave.Contains(action.Action, StringComparer.Ordinal) => [$"the action is gone: {action.Action.Replace('-', ' ')}"],
            _ => [],
        };
    }

    /// <summary>What is lost by a change.</summary>
    public ImmutableArray<string> OfChanged(Entry old, Entry entry) => entry.Room switch
    {
        "agents" => (_before.GetValueOrDefault(entry.Id), _after.GetValueOrDefault(entry.Id)) switch
        {
            (Rule before, Rule after) => [.. OfRule(before, after)],
            (Rule { IsHard: true } before, _) => [$"it is no rule any more that makes it {Word(before.Verdict)}"],
            (ActionItem before, ActionItem after) => [.. OfAction(before, after)],
            (DoseItem before, DoseItem after) => [.. OfDose(before, after)],
            _ => [],
        },
        "facts" => [.. OfFact(entry.Id)],
        "medicines" => [.. OfMedicines(old, entry)],
        _ => [],
    };

    private static IEnumerable<string> OfRule(Rule before, Rule after)
    {
        if (before.Limit is { } limit && (after.Limit is null || after.Limit.Max > limit.Max || (after.Limit.Later ?? after.Limit.Max) > (limit.Later ?? limit.Max) || after.Limit.Factor > limit.Factor)) yield return "the dose limit is higher or gone";
        if (!before.IsHard) yield break;
        if (after.Verdict > before.Verdict) yield return $"softened from {Word(before.Verdict)} to {Word(after.Verdict)}";
        if (before.Phase != after.Phase && after.Phase != Phase.Both) yield return $"narrowed: it speaks only {(after.Phase == Phase.Start ? "before the start" : "during treatment")}";
        if (Confined(before, after) is { } regions) yield return regions;
        if (after.Topic is not null && after.Topic != before.Topic) yield return "it shares a question with others now, and the one of the reader's region may take its place";
        if (Reach.Lost(before.When, after.When) is { } lost) yield return lost.Length == 0 ? "the condition may be narrower: too many facts to be sure" : $"narrowed: no longer for a patient with {lost}";
    }

    private static IEnumerable<string> OfAction(ActionItem before, ActionItem after)
    {
        if (!Grave.Contains(before.Action, StringComparer.Ordinal)) yield break;
        if (Array.IndexOf(Grave, after.Action) < Array.IndexOf(Grave, before.Action)) yield return $"softened from {before.Action.Replace('-', ' ')} to {after.Action.Replace('-', ' ')}";
        if (Confined(before, after) is { } regions) yield return regions;
        if (Reach.Lost(before.When, after.When) is { Length: > 0 } lost) yield return $"narrowed: no longer for a patient with {lost}";
    }

    private static string? Confined(Item before, Item after) =>
        !after.Regions.IsEmpty && (before.Regions.IsEmpty || before.Regions.Except(after.Regions, StringComparer.Ordinal).Any()) ? $"narrowed to {string.Join(", ", after.Regions)}" : null;

    private static IEnumerable<string> OfDose(DoseItem before, DoseItem after)
    {
        if (before.Maximum is { } most && (after.Maximum is not { } now || (now.Unit == most.Unit && now.Amount > most.Amount))) yield return "the highest dose is higher or gone";
    }

    private IEnumerable<string> OfFact(string name)
    {
        if (older.Facts.Find(name) is not { } before || newer.Facts.Find(name) is not { } after) yield break;
        HashSet<string> resting = [.. older.Facts.DependentsOf(before).Select(fact => fact.Name)];
        string[] rules = [.. HardRules().Where(rule => rule.When?.Facts().Any(fact => resting.Contains(fact.Name)) == true).Select(rule => rule.Id)];
        if (rules.Length == 0) yield break;
        string users = $"hard rules rest on it: {string.Join(", ", rules.Take(4))}{(rules.Length > 4 ? " …" : "")}";
        bool asks = before is { Absence: Absence.Unknown, AssumedNoIfUndecided: false }, assumes = after.Absence == Absence.AssumedNo || after.AssumedNoIfUndecided;
        if (asks && assumes) yield return "what is not known counts as no now; " + users;
        if (IsShorter(before.Reads, after.Reads)) yield return "what lies further back counts no more; " + users;
        if (before.Codes.Select(Name).Except(after.Codes.Select(Name), StringComparer.Ordinal).ToArray() is { Length: > 0 } codes)
            yield return $"no longer told by {string.Join(", ", codes.Take(4))}{(codes.Length > 4 ? " …" : "")}; {users}";
        if (before.Words.Select(word => word.Word).Except(after.Words.Select(word => word.Word), StringComparer.Ordinal).ToArray() is { Length: > 0 } words)
            yield return $"no longer doubted by the words {string.Join(", ", words.Take(4))}{(words.Length > 4 ? " …" : "")}; {users}";
        if (after.OtherWords.Except(before.OtherWords, StringComparer.Ordinal).ToArray() is { Length: > 0 } others)
            yield return $"no longer doubted where it reads {string.Join(", ", others.Take(4))}{(others.Length > 4 ? " …" : "")}; {users}";
        if (before.Is is not null && after.Is is not null && Reach.Lost(before.Is, after.Is) is { } lost)
            yield return $"fewer patients count{(lost.Length == 0 ? "" : $": no longer one with {lost}")}; {users}";
    }

    private static string Name(CodeEntry code) => $"{(code.System == CodeSystem.Icd10 ? "ICD-10" : code.System.ToString().ToUpperInvariant())} {code.Code}{(code.To is null ? "" : "-" + code.To)}";

    private static bool IsShorter(Reads before, Reads after) => (before.Kind, after.Kind) switch
    {
        (ReadsKind.Ever, ReadsKind.Ever) or (ReadsKind.Now, _) => false,
        (ReadsKind.Within, ReadsKind.Within) => after.Within!.Value.After(DateOnly.MinValue) < before.Within!.Value.After(DateOnly.MinValue),
        (ReadsKind.Within, ReadsKind.Ever) => false,
        _ => true,
    };

    private IEnumerable<string> OfMedicines(Entry old, Entry entry)
    {
        if (entry.Section is not ("groups" or "classes")) yield break;
        string[] gone = [.. Members(old).Except(Members(entry), StringComparer.Ordinal)];
        string[] rules = [.. Users(entry.Id)];
        if (gone.Length > 0 && rules.Length > 0) yield return $"{string.Join(", ", gone)} left; hard rules ask for it: {string.Join(", ", rules)}";
    }

    private static IEnumerable<string> Members(Entry entry) => ((string[])["members", "medicines", "atc"]).Select(entry.Part).OfType<SequenceNode>().SelectMany(list => list.Items)
        .SelectMany(item => item is MappingNode line ? line.Entries.Where(part => part.Key == "of").Select(part => part.Value).OfType<SequenceNode>().SelectMany(of => of.Items) : [item])
        .OfType<ScalarNode>().Select(name => name.Text);

    /// <summary>The hard rules that ask for a group or class, themselves or through a fact.</summary>
    private IEnumerable<string> Users(string group) => HardRules().Where(rule => rule.When is { } when && Asks(when, group, [])).Select(rule => rule.Id);

    private static bool Asks(Expr condition, string group, HashSet<string> seen) => condition.Leaves().Any(leaf => leaf switch
    {
        InExpr member => member.Group == group || (member.Fact.Derive?.Kind == "classes-of" && member.Members.Contains(group, StringComparer.Ordinal)),
        FlagExpr { Fact.Is: { } formula } flag => seen.Add(flag.Fact.Name) && Asks(formula, group, seen),
        _ => false,
    });

    private IEnumerable<Rule> HardRules() => older.Agents.Values.SelectMany(agent => agent.Rules).Where(rule => rule.IsHard);

    private static string Word(Verdict verdict) => verdict switch { Verdict.Contraindicated => "contraindicated", Verdict.NotAdvised => "not advised", Verdict.Caution => "a caution", _ => "a note" };

    private static Dictionary<string, Item> Index(KnowledgeBase knowledge) =>
        knowledge.Agents.Values.SelectMany(agent => agent.Items).GroupBy(item => item.Id, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
}
