using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Filaggrin.Advice.Appraisals;
using TaskStatus = Filaggrin.Advice.Appraisals.TaskStatus;

namespace Filaggrin.Cli.Output;

/// <summary>The start plan of an option in a few lines.</summary>
internal static partial class PlanText
{
    private const int CompanionsShown = 2;

    private static readonly (string Role, string Word)[] Roles =
        [("test-dose", "test dose"), ("loading", "loading"), ("start", "start"), ("adjustment", "adjusted"), ("increase", "then"), ("maintenance", "later"), ("maximum", "limit")];

    /// <summary>Label and text of each line.</summary>
    public static IEnumerable<(string Label, string Text)> Lines(StartPlan plan)
    {
        if (Doses(plan) is { Length: > 0 } doses) yield return ("dose", doses);
        if (!plan.Companions.IsEmpty) yield return ("with it", string.Join(" ", plan.Companions.Take(CompanionsShown).Select(item => ReasonText.Stop(item.Text))));
        string due = string.Join(" ", plan.Vaccines.Where(item => item.Due).Take(1).Select(item => ReasonText.Short(item.Text, 160)));
        if (due.Length > 0) yield return ("vaccine", due);
        if (Tests(plan.Tests) is { Length: > 0 } tests) yield return ("tests", tests);
        if (!plan.Switching.IsEmpty) yield return ("switch", ReasonText.Short(plan.Switching[0].Text, 180));
    }

    /// <summary>The doses as worked out for the patient, with what they rest on.</summary>
    public static string Doses(StartPlan plan)
    {
        List<string> parts = [];
        foreach ((string role, string word) in Roles)
        {
            PlannedDose[] planned = [.. plan.Doses.Where(dose => dose.Item.Role == role && (role is not ("adjustment" or "maximum" or "increase") || !dose.Undecided))];
            foreach (PlannedDose dose in planned.Where(dose => dose.Doses.Length > 0 || role is "start" or "loading"))
            {
                string amount = dose.Doses.IsEmpty ? ReasonText.Short(dose.Item.Text, 120).TrimEnd('.') : string.Join(", then ", Grouped(dose.Doses));
                string basis = dose.Basis.IsEmpty ? "" : $" [{string.Join("; ", dose.Basis.Select(fact => FactText.Of(fact)))}]";
                string open = dose.Missing.IsEmpty ? "" : $" (depends on {string.Join(", ", dose.Missing.Select(fact => FactText.Name(fact.Name)))})";
                parts.Add($"{word} {Plain(amount)}{basis}{open}");
            }
        }

        string[] limits = [.. plan.Limits.Select(limit => (StandingText.Of(limit.Limit), limit.Undecided)).Where(limit => limit.Item1.Length > 0)
            .Select(limit => limit.Undecided ? limit.Item1 + " until what is missing is known" : limit.Item1).Distinct(StringComparer.Ordinal)];
        string text = string.Join("; ", parts.Distinct(StringComparer.Ordinal));
        return limits.Length == 0 ? text : text.Length == 0 ? string.Join("; ", limits) : $"{text}; {string.Join("; ", limits)}";
    }

    /// <summary>Tests that are owed, out of date or abnormal; nothing when all are done.</summary>
    public static string Tests(ImmutableArray<TaskStatus> tests)
    {
        List<string> parts = [];
        foreach ((string status, string word) in (ReadOnlySpan<(string, string)>)[("abnormal", "abnormal"), ("out-of-date", "out of date"), ("owed", "owed")])
        {
            string[] names = [.. tests.Where(test => test.Status == status).Select(test => Lower(test.Text))];
            if (names.Length > 0) parts.Add($"{word}: {string.Join(", ", names)}");
        }

        int done = tests.Count(test => test.Status == "done");
        if (done > 0 && parts.Count > 0) parts.Add($"{FactText.Count(done)} done");
        return parts.Count > 0 ? string.Join("; ", parts) : done > 0 ? $"all {FactText.Count(done)} done" : "";
    }

    /// <summary>A name in lower case unless its first word is an abbreviation.</summary>
    public static string Lower(string name) =>
        name.Length > 1 && char.IsUpper(name[0]) && char.IsLower(name[1]) ? char.ToLowerInvariant(name[0]) + name[1..] : name;

    private static string[] Grouped(ImmutableArray<string> doses)
    {
        string[] most = [.. doses.Where(dose => dose.StartsWith("at most ", StringComparison.Ordinal))];
        string[] steps = [.. doses.Except(most, StringComparer.Ordinal)];
        return steps.Length == 0 ? most : most.Length == 0 ? steps : [.. steps[..^1], $"{steps[^1]} ({string.Join(", ", most)})"];
    }

    private static string Plain(string dose) => SpanUnit().Replace(dose, match => match.Groups["count"].Value == "1"
        ? $"every {Unit(match.Groups["unit"].Value)[..^1]}" : $"every {match.Groups["count"].Value}{FactText.Glue}{Unit(match.Groups["unit"].Value)}");

    private static string Unit(string unit) => unit switch { "wk" => "weeks", "mo" => "months", "a" => "years", _ => "days" };

    [GeneratedRegex(@"every (?<count>\d+) (?<unit>wk|mo|d|a)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SpanUnit();
}
