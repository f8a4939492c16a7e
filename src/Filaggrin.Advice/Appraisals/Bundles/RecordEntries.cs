using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Advice.Appraisals.Bundles;

/// <summary>An entry of the record as the record names it.</summary>
/// <param name="Source">Its reference.</param>
/// <param name="Says">The facts that it was read as.</param>
internal sealed record RecordEntry(string Source, ImmutableArray<string> Says)
{
    private const int Shown = 4;

    /// <summary>Its resource type.</summary>
    public string Type => Source.Split('/')[0];

    /// <summary>What it was read as.</summary>
    public string Text => string.Join("; ", Says.Take(Shown)) + (Says.Length > Shown ? "; …" : "");
}

/// <summary>The entries of the record that facts came from.</summary>
internal static partial class RecordEntries
{
    private static readonly string[] Findings = ["Observation", "QuestionnaireResponse", "FamilyMemberHistory", "DiagnosticReport", "RiskAssessment", "ImagingStudy", "Media"];

    /// <summary>Each entry once, in the order of the facts; the patient's own entry and answers given beside the record are none.</summary>
    public static ImmutableArray<RecordEntry> Of(IEnumerable<Fact> facts) =>
        [.. facts.SelectMany(fact => fact.Evidence.Select(evidence => (Source: evidence.Source.Split('#')[0], Says: Says(fact, evidence))))
            .Where(said => said.Source.Contains('/', StringComparison.Ordinal) && !said.Source.StartsWith("Patient/", StringComparison.Ordinal))
            .GroupBy(said => said.Source, StringComparer.Ordinal)
            .Select(group => new RecordEntry(group.Key, [.. group.Select(said => said.Says).Distinct(StringComparer.Ordinal)]))];

    /// <summary>An impression may cite it as an investigation.</summary>
    public static bool IsFinding(RecordEntry entry) => Findings.Contains(entry.Type, StringComparer.Ordinal);

    /// <summary>Writes a reference as the record has it; where that is no reference of FHIR, its words alone.</summary>
    public static void Write(Utf8JsonWriter json, RecordEntry entry) => Reference(json, entry.Source, entry.Text);

    /// <summary>Writes a reference with what it means.</summary>
    public static void Reference(Utf8JsonWriter json, string source, string display)
    {
        json.WriteStartObject();
        bool literal = Literal().IsMatch(source) && FhirJson.Plain(source) == source;
        if (literal) json.WriteString("reference", source);
        json.Text("display", literal ? display : $"{source}: {display}");
        json.WriteEndObject();
    }

    private static string Says(Fact fact, FactOrigin evidence)
    {
        // Behind a derived fact stands the value of another one.
        if (fact.State == FactState.Derived) return $"{FactWords.Name(fact.Name)}{Date(evidence)}";
        string unit = fact.Value is NumberValue && FactWords.Unit(fact.Definition.Unit) is { Length: > 0 } plain ? " " + plain : "";
        string value = evidence.Value is { Length: > 0 } said ? $": {said}{unit}" : "";
        return $"{FactWords.Name(fact.Name)}{value}{Date(evidence)}";
    }

    private static string Date(FactOrigin evidence) => evidence.Date is { } date ? $", {date}" : "";

    [GeneratedRegex(@"^[A-Z][A-Za-z]+/[^\s/]+$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Literal();
}
