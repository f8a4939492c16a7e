using System.Globalization;
using System.Text.Json.Nodes;

namespace Filaggrin.Acceptance.Vignettes;

/// <summary>Compares an appraisal, as it is written in JSON, with what a vignette expects; only agents whose rules are written are asked for.</summary>
/// <param name="expected">The expectations.</param>
/// <param name="appraisal">The appraisal.</param>
/// <param name="isWritten">Whether the rules of an agent are written.</param>
internal sealed class VignetteCheck(JsonNode expected, JsonNode appraisal, Predicate<string> isWritten)
{
    private const double Tolerance = 0.051;

    private static readonly string[] NoVerdict = ["needs-information"];

    private readonly Dictionary<string, JsonNode> _options =
        appraisal["options"]!.AsArray().ToDictionary(option => option!["agent"]!.GetValue<string>(), option => option!, StringComparer.Ordinal);

    /// <summary>One line for each expectation that does not hold.</summary>
    public IEnumerable<string> Failures() =>
        [.. Expect(), .. Forbid(), .. Missing(), .. Severity(), .. Indication(), .. Plan(), .. Tried(), .. MaxNeedsInformation()];

    private IEnumerable<string> Expect()
    {
        foreach (JsonNode entry in Entries("expect"))
        {
            string agent = Agent(entry);
            string[] allowed = [.. AppraisalText.Strings(entry["standing"])];
            string want = $"{agent} should be {string.Join('|', allowed)} ({entry["because"]})";
            if (!allowed.Contains(Standing(agent)))
            {
                yield return $"{want}, is {Standing(agent)}";
                continue;
            }

            string[] words = [.. AppraisalText.Strings(entry["reasonMentions"])];
            if (words.Length == 0) continue;
            string text = AppraisalText.Flat(Option(agent, "reasons")) + AppraisalText.Flat(Option(agent, "missing"));
            if (!AppraisalText.Mentions(text, words)) yield return $"{want}: the standing is right, but no reason mentions any of {string.Join(", ", words)}";
        }
    }

    private IEnumerable<string> Forbid() => Entries("forbid")
        .Where(entry => Standing(Agent(entry)) is not { } standing || AppraisalText.Strings(entry["standing"]).Contains(standing, StringComparer.Ordinal))
        .Select(entry => $"{Agent(entry)} must not be {string.Join('|', AppraisalText.Strings(entry["standing"]))} ({entry["because"]}), is {Standing(Agent(entry))}");

    private IEnumerable<string> Missing() => Entries("missing")
        .Where(entry => !AppraisalText.Strings(entry["fact"]).Any(fact =>
            AppraisalText.Bare(AppraisalText.Flat(Option(Agent(entry), "missing"))).Contains(AppraisalText.Bare(fact), StringComparison.Ordinal)))
        .Select(entry => $"{Agent(entry)} should name a missing fact like {string.Join('|', AppraisalText.Strings(entry["fact"]))}");

    private IEnumerable<string> Severity()
    {
        foreach (JsonNode entry in expected["severity"]?.AsArray().OfType<JsonNode>() ?? [])
        {
            JsonNode[] found = [.. appraisal["severity"]!.AsArray().OfType<JsonNode>().Where(score => Same(score, entry, "instrument"))];
            double value = entry["value"]!.GetValue<double>();
            bool holds = found.Any(score => Math.Abs(score["value"]!.GetValue<double>() - value) < Tolerance
                && (entry["band"] is not { } band || AppraisalText.Bare(score["band"]?.ToString()).Contains(AppraisalText.Bare(band.ToString()), StringComparison.Ordinal)));
            if (!holds)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"severity {entry["instrument"]} should be {value} {entry["band"]}, is {string.Join(", ", found.Select(score => $"{score["value"]} {score["band"]}").DefaultIfEmpty("not listed"))}");
            }
        }
    }

    private IEnumerable<string> Indication()
    {
        string[] accepted = [.. AppraisalText.Strings(expected["indication"])];
        string status = appraisal["indication"]!["status"]!.GetValue<string>();
        if (accepted.Length > 0 && !accepted.Contains(status)) yield return $"the indication should be {string.Join('|', accepted)}, is {status}";
    }

    private IEnumerable<string> Plan() => Entries("plan")
        .Where(entry => !AppraisalText.Plans(AppraisalText.Flat(Option(Agent(entry), "plan")), AppraisalText.Strings(entry["mentions"])))
        .Select(entry => $"the plan of {Agent(entry)} should mention one of {string.Join(", ", AppraisalText.Strings(entry["mentions"]))} ({entry["because"]})");

    private IEnumerable<string> Tried() => Entries("tried")
        .Where(entry => !AppraisalText.Mentions(AppraisalText.Flat(Option(Agent(entry), "tried")), AppraisalText.Strings(entry["outcome"])))
        .Select(entry => $"{Agent(entry)} was tried before, outcome like {string.Join('|', AppraisalText.Strings(entry["outcome"]))}, is {AppraisalText.Flat(Option(Agent(entry), "tried"))}");

    private IEnumerable<string> MaxNeedsInformation()
    {
        if (expected["maxNeedsInformation"] is not { } limit) yield break;
        string[] undecided = [.. AppraisalText.Strings(limit["among"]).Where(agent => isWritten(agent) && NoVerdict.Contains(Standing(agent) ?? NoVerdict[0]))];
        int most = limit["atMost"]!.GetValue<int>();
        if (undecided.Length > most) yield return $"at most {most.ToString(CultureInfo.InvariantCulture)} options in ordinary use may need information, but {string.Join(", ", undecided)} do";
    }

    private IEnumerable<JsonNode> Entries(string section) =>
        expected[section]?.AsArray().OfType<JsonNode>().Where(entry => isWritten(Agent(entry))) ?? [];

    private string? Standing(string agent) => Option(agent, "standing")?.GetValue<string>();

    private JsonNode? Option(string agent, string member) => _options.GetValueOrDefault(agent)?[member];

    private static string Agent(JsonNode entry) => entry["agent"]!.GetValue<string>();

    private static bool Same(JsonNode left, JsonNode right, string member) => AppraisalText.Bare(left[member]?.ToString()) == AppraisalText.Bare(right[member]?.ToString());
}
