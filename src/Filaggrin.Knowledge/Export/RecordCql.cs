using System.Collections.Immutable;
using System.Text;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Units;

namespace Filaggrin.Knowledge.Export;

/// <summary>Reads from FHIR resources, where no sheet is given, those facts that a record tells plainly; all others stay null.</summary>
/// <remarks>Age and sex; that a disease is listed; the newest number of a laboratory test. A missing entry is never a no.</remarks>
internal sealed class RecordCql(string canonicalBase)
{
    // Spellings of UCUM that results bear beside those that a fact names itself.
    private static readonly string[] CommonUnits =
        ["g/dL", "g/L", "mg/dL", "mg/L", "mmol/L", "umol/L", "nmol/L", "10*3/uL", "10*9/L", "/uL", "U/L", "[IU]/L", "kg", "g", "cm", "m", "[in_i]", "[lb_av]", "mm[Hg]", "%"];

    /// <summary>What the definitions share: functions, age and sex.</summary>
    public static string Shared { get; } = Text();

    /// <summary>The entries of a record that are read for some facts: beside those by their codes all that may tell something newer, since one without a code that is known may.</summary>
    public static ImmutableArray<DataNeed> Requirements(ImmutableArray<FactDefinition> facts) =>
    [
        new("Patient", null), .. facts.Where(IsDisease).Select(fact => new DataNeed("Condition", fact.Name)), .. facts.Where(IsResult).Select(fact => new DataNeed("Observation", fact.Name)),
        .. facts.Any(fact => IsDisease(fact) || IsResult(fact)) ? (DataNeed[])[new("Observation", null), new("DiagnosticReport", null), new("QuestionnaireResponse", null)] : [],
    ];

    /// <summary>Declares the value sets of the facts that are read by code.</summary>
    public void ValueSets(StringBuilder cql, FactDictionary facts)
    {
        foreach (FactDefinition fact in facts.All.Where(fact => IsDisease(fact) || IsResult(fact)))
            cql.Append("valueset ").Append(SetOf(fact)).Append(": ").Append(CqlText.Literal($"{canonicalBase}/ValueSet/{FhirFrame.Own(fact.Name)}")).Append('\n');
    }

    /// <summary>The expression for a fact, or null where a record does not tell it plainly.</summary>
    public static string? Of(FactDefinition fact)
    {
        if (fact.Name is "Age" or "Sex") return CqlText.Identifier(fact.Name + " on record");
        string codes = string.Join(", ", ValueSetResource.Codes(fact).Select(code => CqlText.Literal(code.Code)));
        if (IsDisease(fact)) return $"IsListed([Condition: {SetOf(fact)}], {{ {codes} }}, AsOf, {(fact.Reads.Kind == ReadsKind.Ever ? "true" : "false")})";
        if (!IsResult(fact)) return null;
        string units = string.Join(", ", Units(fact).Select(unit =>
            $"Tuple {{ unit: {CqlText.Literal(unit.Unit)}, factor: {CqlText.Number(unit.Map.Factor)}, offset: {CqlText.Number(unit.Map.Offset)} }}"));
        (decimal low, decimal high) = fact.Plausible!.Value;
        string names = string.Join(", ", fact.Names.Select(name => CqlText.Literal(name.ToLowerInvariant())).Distinct(StringComparer.Ordinal));
        return $"LatestNumber([Observation: {SetOf(fact)}], {{ {codes} }}, {(names.Length > 0 ? $"{{ {names} }}" : "List<String>{}")}, {{ {units} }}, {Shortest(fact)}, AsOf, {CqlText.Number(low)}, {CqlText.Number(high)})";
    }

    /// <summary>A listed disease whose yes lasts while it is listed, told by codes of diseases alone.</summary>
    private static bool IsDisease(FactDefinition fact) =>
        fact is { Type: FactType.Flag, List: RecordList.Conditions, Scope: FactScope.Patient, Native: false, Derive: null, Is: null, AtLeast: 1, Holds.Yes: null, Reads.Kind: not ReadsKind.Within }
        && !fact.Codes.IsEmpty && fact.Codes.All(code => code is { System: CodeSystem.Snomed or CodeSystem.Icd10, Value: null, Doubt: false, Holds: null } && code.Values.IsEmpty)
        && ValueSetResource.Codes(fact).Length > 0;

    /// <summary>A number that a laboratory code alone tells.</summary>
    private static bool IsResult(FactDefinition fact) =>
        fact is { Type: FactType.Number, Scope: FactScope.Patient, Native: false, Derive: null, Instrument: null, Plausible: not null, Holds.Adult: not null, Unit: not null }
        && !fact.Codes.IsEmpty && fact.Codes.All(code => code is { System: CodeSystem.Loinc or CodeSystem.Snomed, Doubt: false, Holds: null, Value: null } && code.Values.IsEmpty);

    private static string SetOf(FactDefinition fact) => CqlText.Identifier(fact.Name + " codes");

    /// <summary>The units that are understood, each with its way to the fact's own.</summary>
    private static IEnumerable<(string Unit, LinearMap Map)> Units(FactDefinition fact)
    {
        IEnumerable<(string, LinearMap)> common = CommonUnits.Where(unit => unit != fact.Unit && !fact.Units.ContainsKey(unit))
            .Select(unit => (unit, UnitOfMeasure.Convert(unit, fact.Unit!))).Where(pair => pair.Item2 is not null).Select(pair => (pair.unit, pair.Item2!.Value));
        return [(fact.Unit!, new LinearMap(1m, 0m)), .. fact.Units.OrderBy(unit => unit.Key, StringComparer.Ordinal).Select(unit => (unit.Key, unit.Value)), .. common];
    }

    /// <summary>The shorter of the times for which a value holds in adults and children.</summary>
    private static string Shortest(FactDefinition fact)
    {
        DateOnly day = new(2000, 1, 1);
        Span span = new[] { fact.Holds.Adult, fact.Holds.Child }.OfType<Span>().MinBy(span => span.After(day));
        return $"{span.Amount} {span.Unit switch { "a" => "years", "mo" => "months", "wk" => "weeks", _ => "days" }}";
    }

    private static string Text()
    {
        using Stream stream = typeof(RecordCql).Assembly.GetManifestResourceStream("Records.cql")!;
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
