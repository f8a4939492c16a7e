using Filaggrin.Advice.Appraisals;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Cli.Output;

/// <summary>Earlier courses of an option in words.</summary>
internal static class TriedText
{
    /// <summary>The courses that ended and that no reason tells of: «2023 to 2024: remission, long enough to judge.».</summary>
    public static IEnumerable<string> Of(Option option) => option.Tried.Where(tried => !tried.Course.Running && !IsReason(option, tried))
        .Select(tried => $"{tried.Course.From?.ToString() ?? "?"} to {tried.Course.To?.ToString() ?? "?"}: {Outcome(tried.Outcome)}{Adequate(tried.Adequate)}.");

    /// <summary>A reason that an earlier course gives.</summary>
    public static bool IsOfTrial(Reason reason) => reason.Facts.Any(fact => fact.Definition.Name == "TriedBefore");

    private static bool IsReason(Option option, TriedCourse tried) => option.Reasons.Any(reason =>
        reason.Facts.Any(fact => fact.Definition.Name == "TriedBefore" && fact.Evidence.Any(evidence => tried.Course.Sources.Contains(evidence.Source, StringComparer.Ordinal))));

    private static string Adequate(Truth adequate) => adequate switch { Truth.True => ", long enough to judge", Truth.False => ", too short or too low to judge", _ => "" };

    private static string Outcome(string outcome) => outcome switch
    {
        "stopped-other" => "stopped for another reason",
        "unknown" => "outcome not on record",
        "not-tolerated" => "not tolerated",
        _ => outcome,
    };
}
