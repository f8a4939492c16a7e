using System.Text.Json.Nodes;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Acceptance.Records;

/// <summary>Says the same in other units and other code systems.</summary>
internal static class Recoding
{
    private const string Ucum = "http://unitsofmeasure.org", Loinc = "http://loinc.org", Snomed = "http://snomed.info/sct", Icd10 = "http://hl7.org/fhir/sid/icd-10-cm";
    private const string RxNorm = "http://www.nlm.nih.gov/research/umls/rxnorm", Atc = "http://www.whocc.no/atc", TopicalRoute = "6064005";

    // The same quantity by amount of substance and by mass; the factor between them is the dictionary's.
    private static readonly (string Fact, string Molar, string MolarUnit, string Mass, string MassUnit)[] Pairs =
    [
        ("Creatinine", "14682-9", "umol/L", "2160-0", "mg/dL"), ("Bilirubin", "14631-6", "umol/L", "1975-2", "mg/dL"), ("TotalCholesterol", "14647-2", "mmol/L", "2093-3", "mg/dL"),
        ("HDL", "14646-4", "mmol/L", "2085-9", "mg/dL"), ("LDL", "22748-8", "mmol/L", "2089-1", "mg/dL"), ("Triglycerides", "14927-8", "mmol/L", "2571-8", "mg/dL"),
        ("Glucose", "14749-6", "mmol/L", "2345-7", "mg/dL"), ("Urate", "14933-6", "umol/L", "3084-1", "mg/dL"), ("Magnesium", "2601-3", "mmol/L", "19123-9", "mg/dL"),
    ];

    // One and the same size under two names, or a fixed ratio between two units of one kind.
    private static readonly (string From, string To, decimal Factor, decimal Offset)[] Conventional =
    [
        ("g/L", "g/dL", 0.1m, 0m), ("10*9/L", "10*3/uL", 1m, 0m), ("kg", "[lb_av]", 1m / 0.45359237m, 0m), ("cm", "[in_i]", 1m / 2.54m, 0m), ("Cel", "[degF]", 1.8m, 32m), ("U/L", "[IU]/L", 1m, 0m),
    ];

    private static readonly (string From, string To, decimal Factor, decimal Offset)[] International =
        [("g/dL", "g/L", 10m, 0m), ("10*3/uL", "10*9/L", 1m, 0m), ("[lb_av]", "kg", 0.45359237m, 0m), ("[IU]/L", "U/L", 1m, 0m), ("k[IU]/L", "[IU]/mL", 1m, 0m)];

    private static readonly (string From, string To, decimal Factor, decimal Offset)[] Spelled =
    [
        ("10*3/uL", "K/uL", 1m, 0m), ("10*9/L", "10^9/L", 1m, 0m), ("U/L", "IU/L", 1m, 0m), ("umol/L", "µmol/L", 1m, 0m), ("mg/dL", "mg/dl", 1m, 0m), ("mm[Hg]", "mm Hg", 1m, 0m),
        ("mL/min/{1.73_m2}", "mL/min/1.73m2", 1m, 0m), ("kg", "Kg", 1m, 0m), ("{score}", "points", 1m, 0m), ("k[IU]/L", "kU/L", 1m, 0m),
    ];

    private static readonly (string Snomed, string Icd10)[] Diagnoses =
    [
        ("24079001", "L20.9"), ("38341003", "I10"), ("59621000", "I10"), ("399211009", "I25.2"), ("414545008", "I25.9"), ("420054005", "K70.30"), ("431857002", "N18.4"), ("61582004", "J30.9"),
        ("61977001", "B18.1"), ("7200002", "F10.20"), ("76498008", "Z78.0"), ("77386006", "Z33.1"), ("91935009", "Z91.010"), ("9826008", "H10.9"), ("154283005", "A15.0"), ("90560007", "M10.9"),
    ];

    /// <summary>Results by mass, counts by the microlitre, pounds and inches.</summary>
    public static byte[] InConventionalUnits(byte[] json) => Rewriting.Changed(json, bundle => Measured(bundle, toMass: true, Conventional));

    /// <summary>Results by amount of substance, counts by the litre, kilograms.</summary>
    public static byte[] InInternationalUnits(byte[] json) => Rewriting.Changed(json, bundle => Measured(bundle, toMass: false, International));

    /// <summary>Units as laboratory systems spell them, without a UCUM code.</summary>
    public static byte[] InSpelledUnits(byte[] json) => Rewriting.Changed(json, bundle => Measured(bundle, toMass: null, Spelled));

    /// <summary>Diagnoses in ICD-10 where they stood in SNOMED CT, and the other way round.</summary>
    public static byte[] DiagnosesInTheOtherSystem(byte[] json) => Rewriting.Changed(json, bundle => Codings(bundle, "Condition", "code", (coding, _) =>
    {
        string code = coding["code"]!.GetValue<string>();
        bool isSnomed = coding["system"]!.GetValue<string>() == Snomed;
        (string Snomed, string Icd10) pair = Array.Find(Diagnoses, pair => (isSnomed ? pair.Snomed : pair.Icd10) == code);
        if (pair != default) (coding["system"], coding["code"]) = isSnomed ? (Icd10, pair.Icd10) : (Snomed, pair.Snomed);
    }));

    /// <summary>Medicines by RxNorm ingredient where they stood in ATC, and the other way round; the route of a local ATC code moves to the dosage.</summary>
    public static byte[] MedicinesInTheOtherSystem(byte[] json, MedicineCatalog catalog) => Rewriting.Changed(json, bundle => Medicines(bundle, (coding, resource) =>
    {
        string code = coding["code"]!.GetValue<string>();
        switch (coding["system"]!.GetValue<string>())
        {
            case RxNorm when catalog.ByRxNorm(code) is { } medicine && medicine.Atc.FirstOrDefault(atc => catalog.ByAtc(atc).Length == 1) is { } atc:
                (coding["system"], coding["code"]) = (Atc, atc);
                break;
            case Atc when catalog.ByAtc(code) is [{ RxNorm: [var ingredient, ..] }]:
                (coding["system"], coding["code"]) = (RxNorm, ingredient);
                if (catalog.RouteOfAtc(code) == "topical") SetRoute(resource);
                break;
        }
    }));

    /// <summary>Medicines by a product's code that no list holds, with the normal form of its name beside it.</summary>
    public static byte[] MedicinesAsProducts(byte[] json, MedicineCatalog catalog) => Rewriting.Changed(json, bundle => Medicines(bundle, (coding, _) =>
    {
        if (coding["system"]!.GetValue<string>() != RxNorm || catalog.ByRxNorm(coding["code"]!.GetValue<string>()) is not { } medicine) return;
        (coding["code"], coding["display"]) = ("0", medicine.Name + " 10 MG Oral Tablet");
    }));

    private static void Measured(JsonNode bundle, bool? toMass, (string From, string To, decimal Factor, decimal Offset)[] units)
    {
        foreach (JsonNode resource in Resources(bundle, "Observation"))
        {
            foreach (JsonNode holder in resource["component"]?.AsArray().OfType<JsonNode>().Prepend(resource) ?? [resource])
            {
                if (toMass is { } mass) Substance(holder, mass);
                foreach (JsonNode quantity in Quantities(holder))
                {
                    (string From, string To, decimal Factor, decimal Offset) unit = Array.Find(units, unit => unit.From == quantity["code"]?.GetValue<string>());
                    if (unit != default) Convert(quantity, unit.To, unit.Factor, unit.Offset, isUcum: toMass is not null);
                }
            }
        }
    }

    private static void Substance(JsonNode holder, bool toMass)
    {
        foreach (JsonNode coding in holder["code"]?["coding"]?.AsArray().OfType<JsonNode>() ?? [])
        {
            foreach ((string name, string molar, string molarUnit, string mass, string massUnit) in Pairs)
            {
                if (coding["system"]?.GetValue<string>() != Loinc || coding["code"]!.GetValue<string>() != (toMass ? molar : mass)) continue;
                FactDefinition fact = Engine.Knowledge.Facts[name];
                coding["code"] = toMass ? mass : molar;
                foreach (JsonNode quantity in Quantities(holder)) Convert(quantity, toMass ? massUnit : molarUnit, toMass ? 1m / fact.Units["mg/dL"].Factor : fact.Units["mg/dL"].Factor, 0m, isUcum: true);
                return;
            }
        }
    }

    private static IEnumerable<JsonNode> Quantities(JsonNode holder)
    {
        if (holder["valueQuantity"] is { } value) yield return value;
        foreach (JsonNode range in holder["referenceRange"]?.AsArray().OfType<JsonNode>() ?? [])
        {
            if (range["low"] is { } low) yield return low;
            if (range["high"] is { } high) yield return high;
        }
    }

    private static void Convert(JsonNode quantity, string unit, decimal factor, decimal offset, bool isUcum)
    {
        quantity["value"] = decimal.Round((quantity["value"]!.GetValue<decimal>() * factor) + offset, 14);
        quantity["unit"] = unit;
        if (isUcum)
        {
            (quantity["system"], quantity["code"]) = (Ucum, unit);
            return;
        }

        quantity.AsObject().Remove("system");
        quantity.AsObject().Remove("code");
    }

    private static void Medicines(JsonNode bundle, Action<JsonNode, JsonNode> change)
    {
        foreach (string type in (string[])["MedicationRequest", "MedicationStatement", "MedicationAdministration"]) Codings(bundle, type, "medicationCodeableConcept", change);
    }

    private static void SetRoute(JsonNode statement)
    {
        string member = statement["resourceType"]!.GetValue<string>() == "MedicationRequest" ? "dosageInstruction" : "dosage";
        JsonArray dosages = statement[member] as JsonArray ?? [];
        if (dosages.Count == 0) dosages.Add(new JsonObject());
        foreach (JsonNode? dosage in dosages) dosage!["route"] = new JsonObject { ["coding"] = new JsonArray(new JsonObject { ["system"] = Snomed, ["code"] = TopicalRoute }) };
        statement[member] = dosages.Parent is null ? dosages : dosages.DeepClone();
    }

    private static void Codings(JsonNode bundle, string type, string member, Action<JsonNode, JsonNode> change)
    {
        foreach (JsonNode resource in Resources(bundle, type))
        {
            foreach (JsonNode coding in resource[member]?["coding"]?.AsArray().OfType<JsonNode>() ?? []) change(coding, resource);
        }
    }

    private static IEnumerable<JsonNode> Resources(JsonNode bundle, string type) =>
        bundle["entry"]!.AsArray().Select(entry => entry!["resource"]!).Where(resource => resource["resourceType"]!.GetValue<string>() == type);
}
