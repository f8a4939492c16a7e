using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Fhir.Assembly;

/// <summary>Amounts that a share in per cent tells together with the whole of the same day: the differential of a blood count.</summary>
internal static class Shares
{
    private const decimal Percent = 0.01m;

    /// <summary>Adds them, for days without an amount of their own. Of several wholes of a day it is not known which was meant: then the amount is a range.</summary>
    /// <param name="findings">What the record tells.</param>
    /// <param name="facts">The facts.</param>
    public static void Count(List<Finding> findings, FactDictionary facts)
    {
        Finding[] shares = [.. findings.Where(finding => finding.Fact.PartOf is not null && Value(finding) is not null)];
        foreach (Finding share in shares)
        {
            PartOf part = share.Fact.PartOf!;
            if (facts.Find(part.Amount) is not { } amount || findings.Exists(finding => finding.Fact == amount && IsOfDayOf(finding, share))) continue;
            Finding[] wholes = [.. findings.Where(finding => finding.Fact.Name == part.Whole && Value(finding) is not null && IsOfDayOf(finding, share))];
            if (wholes.Length == 0) continue;
            Interval whole = wholes.Select(finding => Value(finding)!.Value).Aggregate((one, other) => one.Hull(other));
            findings.Add(new(
                amount, new NumberValue(Value(share)!.Value.Times(whole).Scale(Percent)), FindingStatus.Present, share.When, share.End,
                wholes.Select(finding => finding.Known).Append(share.Known).Max(), share.Source)
            { Code = share.Code, Via = share.Via });
        }
    }

    // What was replaced by a newer version is passed over.
    private static Interval? Value(Finding finding) =>
        finding is { Status: FindingStatus.Present, When: not null, Until: null, Value: NumberValue { IsUnknown: false } number } ? number.Interval : null;

    private static bool IsOfDayOf(Finding finding, Finding other) => finding.When is { } day && day == other.When!.Value;
}
