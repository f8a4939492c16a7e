using System.Globalization;
using System.Text.RegularExpressions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Medicines;
using Hl7.Fhir.FhirPath;
using Hl7.Fhir.Model;
using static Filaggrin.Acceptance.Oracle.FirelyBundle;
using CodeSystem = Filaggrin.Knowledge.Facts.CodeSystem;

namespace Filaggrin.Acceptance.Oracle;

/// <summary>A second reading of prescriptions, statements, administrations and dispenses whose medicine is coded by ingredient, substance or ATC.</summary>
internal sealed partial class FirelyMedicines(MedicineCatalog catalog)
{
    private const string Orders = "intent.empty() or intent in ('order' | 'original-order' | 'instance-order' | 'filler-order' | 'reflex-order')";

    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["395007004"] = "Ineffective",
        ["182841002"] = "Ineffective",
        ["410684002"] = "Ineffective",
        ["395009001"] = "NotTolerated",
        ["182842009"] = "NotTolerated",
        ["281647001"] = "NotTolerated",
        ["62014003"] = "NotTolerated",
        ["39579001"] = "NotTolerated",
        ["182846007"] = "Remission",
    };

    /// <summary>One line for each entry, and one where the record holds the list.</summary>
    public IEnumerable<Said> Read(FirelyBundle bundle)
    {
        bool held = false;
        foreach (string type in (string[])["MedicationRequest", "MedicationStatement", "MedicationAdministration", "MedicationDispense"])
        {
            foreach ((Resource resource, string source) in bundle.Of(type, "status != 'entered-in-error'"))
            {
                if (Status(type, resource) is not { } status) continue;
                held = true;
                (CodeableConcept? concept, CodeableConcept[] parts, string? form) = Product(bundle, resource);
                string[] names = [.. ((CodeableConcept?[])[concept, .. parts]).OfType<CodeableConcept>().SelectMany(one => Coded(catalog, one)).Select(medicine => medicine.Name).Distinct(StringComparer.Ordinal)];
                string[] atc = [.. ((CodeableConcept?[])[concept, .. parts]).OfType<CodeableConcept>().SelectMany(one => one.Coding).Where(coding => OracleCodes.SystemOf(coding) == CodeSystem.Atc).Select(coding => coding.Code!.ToUpperInvariant()).Distinct(StringComparer.Ordinal)];
                if (names.Length == 0 && atc.Length == 0) continue;
                string uncertain = resource.IsTrue("status.empty() or status = 'unknown'") ? Said.Uncertain : "";
                string route = Route(resource, concept ?? parts[0], atc, form);
                if (atc.Length == 0 && route != MedicineCatalog.Systemic) // the codes of its local form stand for its class
                    atc = [.. names.SelectMany(name => catalog.ByName(name)?.LocalAtc ?? []).Where(code => catalog.RouteOfAtc(code) == route).Distinct(StringComparer.Ordinal)];
                yield return Said.Medicine(
                    source, When(type, resource), $"{type["Medication".Length..]} {status} {Reason(resource)}",
                    names.Select(name => (route == MedicineCatalog.Systemic ? name : $"{name} ({route})") + uncertain).Order(StringComparer.Ordinal), atc.Order(StringComparer.Ordinal), Dose(resource, concept ?? parts[0]), Days(resource));
            }
        }

        if (held) yield return new("list", nameof(RecordList.Medicines), "", "", "");
    }

    /// <summary>The medicines of the codes of a concept.</summary>
    public static IEnumerable<Medicine> Coded(MedicineCatalog catalog, CodeableConcept concept)
    {
        Medicine[] precise = [.. concept.Coding.Select(coding => OracleCodes.SystemOf(coding) switch
        {
            CodeSystem.RxNorm => catalog.ByRxNorm(coding.Code!),
            CodeSystem.Snomed => catalog.BySnomed(coding.Code!),
            _ => null,
        }).OfType<Medicine>()];
        Medicine[] byWords = [.. concept.Coding.Select(coding => coding.Display).Append(concept.Text).OfType<string>().SelectMany(text => catalog.InText(text))];
        // One ATC code for several medicines: another code or the words tell them apart.
        IEnumerable<Medicine> byAtc = concept.Coding.Where(coding => OracleCodes.SystemOf(coding) == CodeSystem.Atc).Select(coding => catalog.ByAtc(coding.Code!.ToUpperInvariant()))
            .SelectMany(candidates => candidates.Length > 1 && candidates.Any(one => precise.Contains(one) || byWords.Contains(one)) ? candidates.Where(one => precise.Contains(one) || byWords.Contains(one)) : candidates);
        return precise.Concat(byAtc).Distinct();
    }

    private static string? Status(string type, Resource resource)
    {
        if (resource.IsTrue($"doNotPerform = true or (resourceType = 'MedicationRequest' and ({Orders}).not())")) return "NotTaken";
        if (type == "MedicationRequest" && !resource.IsTrue(Orders)) return "NotTaken";
        return Text(resource, "status") switch
        {
            "on-hold" => "OnHold",
            "stopped" => "Stopped",
            "not-done" => null,
            "completed" or "in-progress" when type == "MedicationDispense" => "Active",
            "completed" => "Completed",
            "active" or "in-progress" => "Active",
            "intended" or "not-taken" or "draft" or "cancelled" or "preparation" or "declined" => "NotTaken",
            _ => "Active",
        };
    }

    private static (CodeableConcept? Concept, CodeableConcept[] Parts, string? Form) Product(FirelyBundle bundle, Resource resource)
    {
        if (One<CodeableConcept>(resource, "medication.ofType(CodeableConcept)") is { } concept) return (concept, [], null);
        if (Text(resource, "medication.ofType(Reference).reference") is not { } reference || bundle.Medication(resource, reference) is not { } medication) return (null, [], null);
        CodeableConcept[] parts = [.. medication.Select("ingredient.where(isActive.empty() or isActive).item.ofType(CodeableConcept)").OfType<CodeableConcept>()];
        return (medication.Code, parts, Text(medication, "form.coding.display", "form.text"));
    }

    private string Route(Resource resource, CodeableConcept concept, string[] atc, string? form)
    {
        string[] given = [.. resource.Select("dosageInstruction.route | dosage.route").OfType<CodeableConcept>().Select(RouteOf).OfType<string>()];
        if (given.Contains(MedicineCatalog.Systemic)) return MedicineCatalog.Systemic;
        if (given.Length > 0) return given[0];
        string[] told = [.. atc.Where(code => code.Length == 7 || catalog.RouteOfAtc(code) != MedicineCatalog.Systemic).Select(catalog.RouteOfAtc).Distinct(StringComparer.Ordinal)];
        if (told.Length == 1) return told[0];
        return concept.Coding.Select(coding => coding.Display).Append(concept.Text).Append(form).OfType<string>().Select(catalog.RouteOfText).FirstOrDefault(route => route is not null)
            ?? MedicineCatalog.Systemic;
    }

    private string? RouteOf(CodeableConcept route) => route.Coding.Select(coding => catalog.RouteOfCode(coding.Code ?? "")).FirstOrDefault(known => known is not null)
        ?? route.Coding.Select(coding => coding.Display).Append(route.Text).OfType<string>().Select(catalog.RouteOfText).FirstOrDefault(known => known is not null);

    private static string When(string type, Resource resource)
    {
        const string Bounds = "(dosageInstruction | dosage).timing.repeat.bounds.ofType(Period)", Validity = "dispenseRequest.validityPeriod";
        string from = Day(resource, "effective.ofType(dateTime)", "effective.ofType(Period).start", Bounds + ".start", Validity + ".start");
        string to = Day(resource, "effective.ofType(Period).end", Bounds + ".end", Validity + ".end");
        if (to.Length == 0 && resource.IsTrue("effective is dateTime") && (type == "MedicationAdministration" || resource.IsTrue("status in ('completed' | 'stopped')"))) to = from;
        return Said.Dates(from, to, Day(resource, "authoredOn", "dateAsserted", "whenHandedOver", "whenPrepared"));
    }

    private static string Reason(Resource resource)
    {
        string[] codes = [.. resource.Select("statusReason.coding.code").Select(code => code?.ToString() ?? "")];
        return resource.IsTrue("statusReason.empty()") ? "Unknown" : codes.Select(code => Reasons.GetValueOrDefault(code)).FirstOrDefault(reason => reason is not null) ?? "Other";
    }

    // One instruction with an amount in mass, or in tablets of a product whose title tells one mass, and a regular rhythm; several instructions are not modelled, the tests of our reader hold them.
    private static string Dose(Resource resource, CodeableConcept product)
    {
        if (!resource.IsTrue("(dosageInstruction | dosage).count() = 1 and (dosageInstruction | dosage).asNeeded.empty()")) return "";
        decimal? mass = One<Quantity>(resource, "(dosageInstruction | dosage).doseAndRate.dose.ofType(Quantity).where(unit = 'mg' or code = 'mg')")?.Value;
        decimal? tablets = One<Quantity>(resource, "(dosageInstruction | dosage).doseAndRate.dose.ofType(Quantity).where((unit.empty() and code.empty()) or code = '1' or code = '{tbl}')")?.Value;
        if ((mass ?? (tablets * OfOneTablet(product))) is not (> 0m and var amount)) return "";
        if (One<Timing.RepeatComponent>(resource, "(dosageInstruction | dosage).timing.repeat") is not { Period: > 0 and { } period } repeat) return "";
        decimal often = (repeat.Frequency ?? 1) / period;
        string unit = Text(repeat, "periodUnit") ?? "";
        return (unit, period % 7 == 0) switch
        {
            ("d", true) => Amount(amount * often * 7, "mg/wk"),
            ("d", _) => Amount(amount * often, "mg/d"),
            ("h", _) => Amount(amount * often * 24, "mg/d"),
            ("wk", _) => Amount(amount * often, "mg/wk"),
            _ => "",
        };
    }

    private static decimal? OfOneTablet(CodeableConcept product)
    {
        string title = product.Coding.Select(coding => coding.Display).FirstOrDefault(display => display is not null) ?? product.Text ?? "";
        MatchCollection masses = Mass().Matches(title);
        return masses.Count == 1 && Piece().IsMatch(title) ? decimal.Parse(masses[0].Groups["mass"].Value, CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex(@"(?<mass>[0-9]+(\.[0-9]+)?) mg\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Mass();

    [GeneratedRegex("(tablet|capsule)s?", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Piece();

    private static string Amount(decimal value, string unit) => $"{Said.Text(Filaggrin.Knowledge.Facts.NumberValue.Of(value))} {unit}";

    private static int? Days(Resource resource) =>
        One<Quantity>(resource, "daysSupply", "dispenseRequest.expectedSupplyDuration") is { Value: > 0 and { } days, Code: "d" or null } ? (int)days : null;
}
