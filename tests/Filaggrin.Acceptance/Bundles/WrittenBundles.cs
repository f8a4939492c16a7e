using System.Text;
using Filaggrin.Acceptance.Commands;
using Filaggrin.Acceptance.Records;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Appraisals.Bundles;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Cli.Output;

namespace Filaggrin.Acceptance.Bundles;

/// <summary>The bundles of every example, every vignette and two records as a hospital exports them, in two regions.</summary>
internal static class WrittenBundles
{
    private const int Records = 2;

    private static readonly string[] Regions = ["EU", "US"];

    public static string[] Names { get; } = [.. Examples.Names, .. Samples.VignetteNames, .. Samples.RecordNames.Take(Records)];

    public static TheoryData<string> All() => [.. Names];

    /// <summary>The bundles of one record by region.</summary>
    public static IEnumerable<(string Region, Appraisal Appraisal, byte[] Json)> Of(string name)
    {
        (PatientRecord record, DateOnly day) = Examples.Names.Contains(name, StringComparer.Ordinal)
            ? (Examples.Read(name), Examples.Day) : Samples.Open(name) is var sample ? (Engine.Read(sample.Json), sample.AsOf) : default;
        foreach (string region in Regions)
        {
            Appraisal appraisal = new Advisor(Engine.Knowledge).Appraise(record, new AppraisalRequest(day, region));
            yield return (region, appraisal, Write(appraisal));
        }
    }

    /// <summary>An appraisal in which markup, forbidden letters, half letters, pictures and text that runs to the left stand wherever a record's text may.</summary>
    public static Appraisal Hostile()
    {
        const string Text = "</div><script>alert('x')</script> & \"q\" ]]> \0\u0001\u001b \u202Eright to left\u202C \ud83e\uddd1\u200d\u2695\ufe0f \ud83d lone \uffff [a](javascript:b) %";
        Appraisal appraisal = Examples.Appraise("on-ciclosporin-44");
        return appraisal with
        {
            Subject = "Patient/a b<script>\0",
            NotUnderstood = [new($"Observation/{Text}", Text, Text)],
            Assumptions = [Text],
            Severity = [.. appraisal.Severity.Select(entry => entry with { Band = Text, Evidence = entry.Evidence with { Source = "Observation/" + Text } })],
            Options = [.. appraisal.Options.Select(option => option with
            {
                Formulary = new(Text, "restricted", Text, null),
                Reasons = [.. option.Reasons.Select(reason => reason with { Text = Text, Facts = [.. reason.Facts.Select(fact => fact with { Evidence = [new("Condition/" + Text, null, Text)] })] })],
            })],
        };
    }

    /// <summary>The bundle as the command writes it.</summary>
    public static byte[] Write(Appraisal appraisal) => Encoding.UTF8.GetBytes(JsonOutput.Text(writer => AppraisalBundle.Write(writer, appraisal)));
}
