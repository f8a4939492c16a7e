using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Fhir.Assembly;

/// <summary>What stands ahead beside what was done since.</summary>
internal static class Plans
{
    /// <summary>How long a plan waits for its day, or for being renewed after it: then it is no plan of today, as what a visit was for.</summary>
    public static readonly Span Lasts = new(12, "mo");

    /// <summary>A plan ends on the day on which its vaccine is given or its operation done.</summary>
    public static void EndDone(List<Finding> findings)
    {
        Dictionary<(string, DateOnly), DateOnly?> ends = [];
        for (int i = 0; i < findings.Count; i++)
        {
            if (findings[i] is not { IsPlan: true, When: { } day, Code: { } code } plan) continue;
            if (!ends.TryGetValue((code, day.First), out DateOnly? end)) ends.Add((code, day.First), end = FirstDone(findings, code, day.First));
            if (end is not null) findings[i] = plan with { Until = end };
        }
    }

    private static DateOnly? FirstDone(List<Finding> findings, string code, DateOnly from) =>
        findings.Where(finding => finding is { Fact: { Type: FactType.Date or FactType.Flag, IsPlanned: false }, IsPlan: false, Status: FindingStatus.Present, Value: DateValue or FlagValue { Truth: Truth.True }, When: { } day } && finding.Code == code && day.First >= from)
            .Min(finding => (DateOnly?)(finding.Known > finding.When!.Value.First ? finding.Known.Value : finding.When.Value.First));
}
