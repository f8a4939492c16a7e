using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using TaskStatus = Filaggrin.Advice.Appraisals.TaskStatus;

namespace Filaggrin.Advice.Wording;

/// <summary>The start plan of an option in a few lines.</summary>
public static partial class PlanText
{
    private const int CompanionsShown = 2;
    private const int FactsShown = 3;
    private const string Place = "@";

    private static readonly string[] Roles = ["test-dose", "loading", "start", "adjustment", "increase", "maintenance", "maximum"];

    /// <summary>Label and text of each line.</summary>
    public static IEnumerable<(string Label, string Text)> Lines(StartPlan plan)
    {
        if (Doses(plan) is { Length: > 0 } doses) yield return (Texts.Of("plan-dose"), doses);
        if (!plan.Companions.IsEmpty) yield return (Texts.Of("plan-companions"), string.Join(" ", plan.Companions.Take(CompanionsShown).Select(item => ReasonText.Stop(item.Text))));
        if (Tests(plan.Tests) is { Length: > 0 } tests) yield return (Texts.Of("plan-tests"), tests);
        if (!plan.Switching.IsEmpty) yield return (Texts.Of("plan-switch"), ReasonText.Short(plan.Switching[0].Text, 120));
    }

    /// <summary>The doses as worked out for the patient, with what they rest on; a maximum is said once. That no label gives one is said too.</summary>
    public static string Doses(StartPlan plan)
    {
        List<string> parts = [];
        HashSet<string> known = new(StringComparer.Ordinal);
        foreach (string role in Roles)
        {
            bool mayBeOpen = role is not ("adjustment" or "maximum" or "increase");
            foreach (PlannedDose dose in plan.Doses.Where(dose => dose.Item.Role == role && (mayBeOpen || !dose.Undecided)))
            {
                if (Amount(dose, known) is not { Length: > 0 } amount) continue;
                string said = Texts.Of("dose-role-" + role) + amount;
                parts.Add(dose.Missing.IsEmpty ? said : Texts.Of("dose-depends", said, string.Join(", ", dose.Missing.Select(fact => FactWords.Name(fact.Name)))));
            }
        }

        foreach (BindingLimit limit in plan.Limits)
        {
            if (StandingText.Of(limit.Limit) is not { Length: > 0 } text || !known.Add(text.Replace(FactText.Glue, ' '))) continue;
            if (limit.Limit.Factor is not null) text = Texts.Of("limit-reckoned", text);
            parts.Add(limit.Undecided ? Texts.Of("limit-undecided", text, string.Join(", ", limit.Missing.Take(FactsShown).Select(fact => FactWords.Name(fact.Name)))) : text);
        }

        if (parts.Count == 0 && plan.Doses.FirstOrDefault(dose => dose is { Item.NoDose: true, Undecided: false }) is { } none) return none.Item.Text;
        string[] basis = [.. plan.Doses.SelectMany(dose => dose.Basis).DistinctBy(fact => fact.Name, StringComparer.Ordinal).Select(fact => FactText.Of(fact))];
        return string.Join("; ", parts) + (basis.Length > 0 && parts.Count > 0 ? $" [{string.Join("; ", basis)}]" : "");
    }

    /// <summary>Tests that are owed, out of date or abnormal; nothing when all are done.</summary>
    public static string Tests(ImmutableArray<TaskStatus> tests)
    {
        List<string> parts = [];
        foreach (string status in (ReadOnlySpan<string>)["abnormal", "out-of-date", "owed"])
        {
            string[] names = [.. tests.Where(test => test.Status == status).Select(test => Lower(test.Text))];
            if (names.Length > 0) parts.Add($"{Texts.Word(status)}: {string.Join(", ", names)}");
        }

        int done = tests.Count(test => test.Status == "done");
        if (done > 0 && parts.Count > 0) parts.Add(Texts.Of("tests-done", done));
        return parts.Count > 0 ? string.Join("; ", parts) : done > 0 ? Texts.Of("tests-all-done", done) : "";
    }

    /// <summary>A name in lower case unless its first word is an abbreviation or, as Epstein-Barr, holds another capital.</summary>
    public static string Lower(string name) =>
        name.Length > 1 && char.IsUpper(name[0]) && !name.Skip(1).TakeWhile(letter => letter != ' ').Any(char.IsUpper) ? char.ToLowerInvariant(name[0]) + name[1..] : name;

    /// <summary>Doses as worked out for a patient in one line: «600 mg once, then 300 mg every 2 weeks».</summary>
    public static string Amounts(IEnumerable<string> doses) => Plain(string.Join(Texts.Of("dose-then"), Grouped([.. doses])));

    /// <summary>What an item adds to the line: its doses unless just these were said; a start whose dose is not worked out is told in its own words.</summary>
    private static string Amount(PlannedDose dose, HashSet<string> said)
    {
        string[] steps = [.. dose.Doses.Where(step => !IsMost(step))];
        string[] most = [.. dose.Doses.Where(step => IsMost(step) && said.Add(step))];
        if ((steps.Length == 0 && dose.Item.Role is ("start" or "loading")) || HangsOnTheResponse(dose))
        {
            string text = ReasonText.First(dose.Item.Text).TrimEnd('.');
            return said.Add(text) ? $": {text}{(most.Length > 0 ? $" ({string.Join(", ", most)})" : "")}" : "";
        }

        if (steps.Length > 0 && !said.Add(string.Join('\n', steps))) steps = [];
        return steps.Length + most.Length == 0 ? "" : " " + Plain(string.Join(Texts.Of("dose-then"), Grouped([.. steps, .. most])));
    }

    /// <summary>A fixed dose for later that only some come to: nobody knows before the start, so the condition is told with it.</summary>
    private static bool HangsOnTheResponse(PlannedDose dose) =>
        dose.Item is { Role: "maintenance", Steps.IsEmpty: false, When: { } when } && when.Facts().Any(fact => fact.Name == "BeforeStart");

    private static bool IsMost(string dose) => dose.StartsWith(Texts.Of("at-most", ""), StringComparison.Ordinal);

    private static string[] Grouped(string[] doses)
    {
        string[] most = [.. doses.Where(IsMost)];
        string[] steps = [.. doses.Except(most, StringComparer.Ordinal)];
        return steps.Length == 0 ? most : most.Length == 0 ? steps : [.. steps[..^1], $"{steps[^1]} ({string.Join(", ", most)})"];
    }

    /// <summary>Spans of time in words: a dose names them as the data do, «every 2 wk».</summary>
    private static string Plain(string dose)
    {
        string every = Regex.Escape(Texts.Of("dose-every", Place)).Replace(Place, @"(?<count>\d+) (?<unit>wk|mo|d|a)\b", StringComparison.Ordinal);
        dose = Regex.Replace(
            dose, every, match => Texts.Counted("every-" + match.Groups["unit"].Value, int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture)),
            RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromMinutes(1));
        return Week().Replace(dose, match => Texts.Of("dose-at-week", match.Groups["week"].Value));
    }

    [GeneratedRegex(@"(?<!at )\bweek (?<week>\d+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Week();
}
