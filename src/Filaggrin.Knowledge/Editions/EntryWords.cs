using System.Collections.Frozen;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Knowledge.Editions;

/// <summary>Entries and their parts in words, with the conditions of one edition.</summary>
internal sealed class EntryWords(KnowledgeBase knowledge)
{
    private static readonly FrozenSet<string> Conditions =
        FrozenSet.ToFrozenSet(["when", "owed-when", "done-when", "abnormal-when", "is", "yes-when", "no-when", "relevant-when", "resume-when", "response-when", "partial-when"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> Ordered = FrozenSet.ToFrozenSet(["steps", "options", "plausible"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> EditorsOnly = FrozenSet.ToFrozenSet(["note", "rows", "cases"], StringComparer.Ordinal);

    // Keys that hold times such as 12 wk.
    private static readonly FrozenSet<string> Times = FrozenSet.ToFrozenSet(["from", "to", "duration", "holds", "schedule", "valid-for", "steps", "lifts", "reads", "resume-after", "before-conception", "dose-lasts"], StringComparer.Ordinal);

    // What is read first; the rest follows by name.
    private static readonly string[] First = ["verdict", "action", "status", "role", "grade", "when", "is", "owed-when", "done-when", "region", "phase", "limit", "because", "text"];

    // What a key that is left out means.
    private static readonly FrozenDictionary<string, string> Defaults = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["basis"] = "read",
        ["phase"] = "both",
        ["absence"] = "unknown",
        ["list"] = "none",
        ["reads"] = "now",
        ["scope"] = "patient",
        ["at-least"] = "1",
        ["ordinary-use"] = "true",
        ["given-for-eczema"] = "true",
        ["rules-written"] = "true",
        ["systemic"] = "true",
        ["due"] = "false",
        ["overrides"] = "false",
        ["may-go-on"] = "false",
        ["serious"] = "false",
        ["native"] = "false",
        ["needs"] = "any",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Aspects = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["when"] = "condition",
        ["owed-when"] = "owed when",
        ["done-when"] = "done when",
        ["abnormal-when"] = "abnormal when",
        ["is"] = "means",
        ["yes-when"] = "is yes when",
        ["no-when"] = "is no when",
        ["relevant-when"] = "asked when",
        ["resume-when"] = "goes on when",
        ["resume-after"] = "goes on after",
        ["response-when"] = "response when",
        ["partial-when"] = "part of a response when",
        ["dose-lasts"] = "a dose acts for",
        ["before-conception"] = "ends before a conception",
        ["may-go-on"] = "may go on until a conception",
        ["because"] = "text",
        ["range"] = "dose",
        ["steps"] = "doses",
        ["maximum"] = "highest dose",
        ["limit"] = "dose limit",
        ["lifts"] = "ends",
        ["holds"] = "good for",
        ["absence"] = "silence means",
        ["list"] = "read from the list of",
        ["if-undecided"] = "if undecided",
        ["reads"] = "counts",
        ["ask"] = "question",
        ["valid-for"] = "counts as done for",
        ["tests"] = "tests",
        ["of"] = "members",
        ["members"] = "members",
        ["basis"] = "basis",
        ["plausible"] = "believed range",
        ["topic"] = "question shared with others",
        ["reviewed"] = "reviewed",
        ["follow"] = "whom we follow",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Lists and the word for one of their members.
    private static readonly FrozenDictionary<string, string> Singular = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["file"] = "file",
        ["agent"] = "agent",
        ["baseline"] = "baseline test",
        ["monitoring"] = "monitoring",
        ["contraception"] = "contraception",
        ["pregnancy"] = "pregnancy",
        ["information"] = "information",
        ["practicalities"] = "practical matter",
        ["evidence"] = "evidence",
        ["onset"] = "onset",
        ["trial"] = "adequate trial",
        ["duration"] = "duration",
        ["stopping"] = "stopping",
        ["switching"] = "switching",
        ["severity"] = "severity",
        ["indication"] = "indication",
        ["workup"] = "work-up task",
        ["care"] = "care",
        ["response"] = "response",
        ["measures"] = "measure of response",
        ["items"] = "statement",
        ["ambiguous"] = "ambiguous code",
        ["classes"] = "class",
        ["agents"] = "availability",
        ["words"] = "word for a route",
        ["traps"] = "code that misleads",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Only editors see it.</summary>
    public static bool IsForEditors(string key) => EditorsOnly.Contains(key);

    /// <summary>Where a part stands among the others.</summary>
    public static int Rank(string key) => Array.IndexOf(First, key) is var at and >= 0 ? at : IsForEditors(key) ? First.Length + 1 : First.Length;

    /// <summary>A set: only what went and what came is told.</summary>
    public static bool IsSet(string key, Node? node) => node is SequenceNode && !Ordered.Contains(key);

    /// <summary>What a part tells.</summary>
    public static string Aspect(string key) => Aspects.GetValueOrDefault(key) ?? key.Replace('-', ' ');

    /// <summary>What an entry is.</summary>
    public static string What(Entry entry) => Singular.GetValueOrDefault(entry.Section) ?? entry.Section.TrimEnd('s').Replace('-', ' ');

    /// <summary>One spelling of a part, in which layout and order count only where they matter.</summary>
    public string Normal(string key, Node? node)
    {
        if (node is ScalarNode scalar && Condition(key, scalar) is { } condition) return NormalForm.Of(condition);
        string text = NodeText.Normal(node, Ordered.Contains(key));
        return text.Length == 0 ? Defaults.GetValueOrDefault(key, "") : text switch { "yes" => "true", "no" => "false", _ => text };
    }

    /// <summary>A part for a reader, or null where nothing is said.</summary>
    public string? Words(string key, Node? node)
    {
        if (node is ScalarNode scalar && Condition(key, scalar) is { } condition) return ClinicalWords.Of(condition);
        string text = NodeText.Words(node);
        if (text.Length == 0) text = Defaults.GetValueOrDefault(key, "");
        if (Times.Contains(key)) text = ClinicalWords.Schedule(text);
        return key switch
        {
            "when" when text.Length == 0 => "everybody",
            "region" when text.Length == 0 => "every region",
            "basis" => text == "recalled" ? "not verified yet" : "read in the source",
            "verdict" or "action" or "grade" or "status" or "absence" or "if-undecided" or "role" => text.Replace('-', ' '),
            "reviewed" when text.Length == 0 => "not reviewed by a clinician",
            _ => text.Length == 0 ? null : text,
        };
    }

    /// <summary>What an entry says, in one paragraph.</summary>
    public string Summary(Entry entry)
    {
        string? kind = entry.Text("verdict") ?? entry.Text("action") ?? entry.Text("status") ?? entry.Text("role") ?? entry.Text("grade") ?? entry.Text("type");
        string? regions = entry.Part("region") is { } region ? NodeText.Words(region) : null;
        string? when = entry.Part("when") is { } condition ? Words("when", condition) : entry.Part("is") is { } meaning ? Words("is", meaning) : null;
        string lead = string.Join(", ", new[] { kind?.Replace('-', ' '), regions }.OfType<string>());
        string text = entry.Text("because") ?? entry.Text("text") ?? entry.Text("citation") ?? entry.Text("answer") ?? entry.Text("asks") ?? entry.Text("name") ?? "";
        string whole = string.Join(": ", new[] { lead, when ?? "" }.Where(part => part.Length > 0));
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (whole.Length == 0 && text.Length == 0) return string.Join("; ", entry.Parts.OrderBy(part => part.Key, StringComparer.Ordinal).Where(part => !IsForEditors(part.Key)).Select(part => $"{Aspect(part.Key)} {Words(part.Key, part.Value)}"));
        return whole.Length == 0 ? text : text.Length == 0 ? whole : $"{whole}. {text}";
    }

    // What loads has conditions that can be read; a key of the same name elsewhere, as in the claims, is plain text.
    private Expr? Condition(string key, ScalarNode node)
    {
        if (!Conditions.Contains(key) || node.Text.Trim().Length == 0) return null;
        try
        {
            return ConditionParser.Parse(node.Text, knowledge.Facts, knowledge.Medicines.Groups);
        }
        catch (ConditionException)
        {
            return null;
        }
    }
}
