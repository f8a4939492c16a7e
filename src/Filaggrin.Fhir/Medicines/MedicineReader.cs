using System.Text.Json;
using Filaggrin.Advice.Records;
using Filaggrin.Fhir.Assembly;
using Filaggrin.Fhir.Codes;
using Filaggrin.Fhir.Elements;
using Filaggrin.Fhir.Resources;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Fhir.Medicines;

/// <summary>Reads prescriptions, statements, administrations and dispenses.</summary>
internal sealed class MedicineReader(MedicineCatalog catalog, FactFinder finder, PlannedVaccines plannedVaccines, VisitReader visits, RecordDraft draft)
{
    private readonly ProductReader _products = new(catalog);

    /// <summary>The medicine list.</summary>
    public MedicineCatalog Catalog => catalog;

    /// <summary>Reads a Medication entry, for those that refer to it.</summary>
    public void ReadMedication(Entry entry, string? fullUrl)
    {
        Pending<Product> product = entry.Pend(_products.ReadMedication(entry.Resource, entry.Resource));
        draft.Products.Add((entry.Source, product));
        if (fullUrl is not null) draft.Products.Add((References.Uuid(fullUrl) ?? References.Target(fullUrl), product));
    }

    /// <summary>Reads one of the four kinds.</summary>
    public void Read(Entry entry)
    {
        Element resource = entry.Resource;
        MedicineEntryKind kind = entry.Type switch
        {
            "MedicationRequest" => MedicineEntryKind.Request,
            "MedicationStatement" => MedicineEntryKind.Statement,
            "MedicationAdministration" => MedicineEntryKind.Administration,
            _ => MedicineEntryKind.Dispense,
        };
        (MedicineStatus? status, string? remark, bool uncertain) = MedicineStatuses.Read(kind, resource);
        if (status is null) return;
        Element medication = resource.Get("medication"u8); // of the fifth release, concept or reference
        Concept concept = Concept.Read(resource.Get("medicationCodeableConcept"u8).Or(medication));
        if (Statements.SaysUnknown(concept)) return;

        Element[] dosages = [.. (kind is MedicineEntryKind.Request or MedicineEntryKind.Dispense ? resource.Get("dosageInstruction"u8) : resource.Get("dosage"u8)).Items()];
        MedicineEntry read = Dated(new(entry.Source, kind, [], status.Value), resource, dosages, out bool unreadable);
        Concept[] reasons = [.. resource.Get("statusReason"u8).Items().Concat(resource.Get("statusReasonCodeableConcept"u8).Items()).Select(Concept.Read).Where(one => !one.IsEmpty)];
        (StopReason reason, bool severe) = StopReasons.Read(reasons);
        read = read with { StopReason = reason, SevereReaction = severe, Dose = DoseReader.Read(dosages), Moment = DoseReader.Moment(dosages), Days = DosingDaysReader.Read(dosages) };
        if ((read.Dose is not { } told || DoseReader.IsCounted(told)) && dosages is [var first, ..] && (first.Get("text"u8).Text() ?? DoseReader.RangeInWords(first)) is { } words) read = read with { DoseInWords = Labels.Short(words) };
        draft.Hold(entry, RecordList.Medicines, read.Known ?? (read.From ?? read.Authored)?.First);
        if (Statements.SaysNone(concept)) return;
        if (status != MedicineStatus.NotTaken && !uncertain) visits.ReadReasons(entry, new(read.From ?? read.Authored, Known: read.Known), past: status != MedicineStatus.Active || kind == MedicineEntryKind.Administration);
        if (reason == StopReason.NotTolerated) Harm(entry, reasons, new(read.To ?? read.From ?? read.Authored, Known: read.Known));

        if (kind == MedicineEntryKind.Administration && status == MedicineStatus.Completed) Vaccine(entry, concept, new(read.From, IsUnreadable: unreadable));
        if (kind == MedicineEntryKind.Request && IsAhead(resource)) plannedVaccines.ReadOrder(entry, concept, new(read.Authored ?? read.From), read.From);
        if (unreadable) remark ??= Texts.Of("read-a-date");
        Element reference = resource.Get("medicationReference"u8).Or(medication.Get("reference"u8));
        (Product? product, string? target) = concept.IsEmpty ? Referenced(reference, resource) : (_products.Read(concept), null);
        foreach (MedicineEntry part in Parts(read, dosages))
        {
            draft.Medicines.Add(entry.Pend(
                new MedicineDraft(part, product, target, reference.Get("display"u8).Text(), Route(dosages), entry.Barred, remark, uncertain) { RouteInWords = RouteInWords(dosages) }));
            remark = null; // once is enough
        }
    }

    /// <summary>What a text beside a reference that leads nowhere may mean.</summary>
    public Product? ByText(string? text) => text is not null && _products.Read(new([], text)) is { MayMatter: true } product ? product : null;

    /// <summary>A procedure by which a medicine of the list is given, such as an injection of allergen.</summary>
    public void ReadProcedure(Entry entry, Concept concept, ClinicalTime time)
    {
        foreach (Coding coding in concept.Codings)
        {
            if (coding.System != CodeSystem.Snomed || catalog.ByProcedure(coding.Code) is not { } medicine) continue;
            MedicineEntry given = new(entry.Source, MedicineEntryKind.Administration, [], MedicineStatus.Completed) { From = time.Start, To = time.End, Known = time.Known };
            Product product = new([medicine.Name], [], medicine.Atc, null, null, concept.Label, IsWordless: false);
            draft.Medicines.Add(entry.Pend(new MedicineDraft(given, product, null, null, null, entry.Barred, null, Uncertain: false)));
        }
    }

    /// <summary>What ended a course may be a disease that counts for life: pancreatitis, pneumonitis.</summary>
    private void Harm(Entry entry, Concept[] reasons, ClinicalTime time)
    {
        foreach (Concept reason in reasons)
        {
            foreach (FactMatch match in finder.ByCode(reason))
            {
                if (match.Fact.Reads.Kind == ReadsKind.Ever) draft.Doubt(entry, match.Fact, match.Entry?.Value, time, reason.Label, via: null);
            }

            if (reason.AllTexts.Any(Statements.SpeaksOfOthers)) continue;
            foreach ((FactDefinition fact, string? member) in finder.DoubtsOfUnlisted(reason))
            {
                if (fact.Reads.Kind == ReadsKind.Ever) draft.Doubt(entry, fact, member, time, reason.Label);
            }
        }
    }

    // Some record a vaccination as a dose given.
    private void Vaccine(Entry entry, Concept concept, ClinicalTime time)
    {
        foreach (FactMatch match in finder.ByCode(concept))
        {
            if (match.Fact.List == RecordList.Immunizations) draft.Present(entry, match, time, concept.Label);
        }
    }

    // What is only proposed is ahead as well.
    private static bool IsAhead(Element request) =>
        request.Get("doNotPerform"u8).Truth() != true && request.Get("status"u8).Text() is null or "active" or "on-hold" or "draft" or "unknown";

    private (Product? Product, string? Target) Referenced(Element reference, Element resource)
    {
        if (reference.Get("reference"u8).Text() is { } target)
        {
            if (target[0] != References.Contained) return (null, References.Uuid(target) ?? References.Target(target));
            Element inside = References.Inside(resource, target);
            return (inside.Exists ? _products.ReadMedication(inside, resource) : null, null);
        }

        return (reference.Exists ? null : Product.Nameless, null);
    }

    private string? Route(Element[] dosages)
    {
        string? route = null;
        foreach (Element dosage in dosages)
        {
            Concept concept = Concept.Read(dosage.Get("route"u8));
            string? one = concept.Codings.Where(coding => coding.System == CodeSystem.Snomed).Select(coding => catalog.RouteOfCode(coding.Code)).FirstOrDefault(known => known is not null)
                ?? concept.Codings.Select(coding => coding.Display).Append(concept.Text).OfType<string>().Select(catalog.RouteOfText).FirstOrDefault(known => known is not null);
            if (one == MedicineCatalog.Systemic) return one;
            route ??= one;
        }

        return route;
    }

    private string? RouteInWords(Element[] dosages) => dosages
        .SelectMany(dosage => new[] { dosage.Get("text"u8).Text(), dosage.Get("patientInstruction"u8).Text() }).OfType<string>()
        .Select(catalog.RouteOfDosage).FirstOrDefault(route => route is not null);

    private static MedicineEntry Dated(MedicineEntry entry, Element resource, Element[] dosages, out bool unreadable)
    {
        ClinicalTime effective = ClinicalTime.Either(resource.Get("effectiveDateTime"u8), resource.Get("effectivePeriod"u8));
        if (effective == default) effective = ClinicalTime.Either(resource.Get("occurenceDateTime"u8), resource.Get("occurencePeriod"u8)); // spelt so in the fifth release
        ClinicalTime validity = ClinicalTime.Of(resource.Get("dispenseRequest"u8).Get("validityPeriod"u8));
        ClinicalTime bounds = Bounds(dosages);
        ClinicalTime written = ClinicalTime.At(entry.Kind switch
        {
            MedicineEntryKind.Request => resource.Get("authoredOn"u8),
            MedicineEntryKind.Statement => resource.Get("dateAsserted"u8),
            MedicineEntryKind.Dispense => resource.Get("whenHandedOver"u8) is { ValueKind: JsonValueKind.String } handed ? handed : resource.Get("whenPrepared"u8),
            _ => default,
        });
        unreadable = effective.IsUnreadable || validity.IsUnreadable || bounds.IsUnreadable || written.IsUnreadable;
        DateSpan? from = effective.Start ?? bounds.Start ?? validity.Start;
        DateSpan? planned = bounds.End ?? DoseReader.End(dosages, from ?? (entry.Kind == MedicineEntryKind.Request ? written.Start : null), resource.Get("dispenseRequest"u8).Get("numberOfRepeatsAllowed"u8).Number() > 0);
        DateSpan? to = effective.End ?? planned ?? validity.End;
        if ((resource.Get("effectiveDateTime"u8).Exists || resource.Get("occurenceDateTime"u8).Exists) && (entry.Kind == MedicineEntryKind.Administration || entry.Status is MedicineStatus.Completed or MedicineStatus.Stopped))
            to ??= effective.Start;
        return entry with
        {
            From = from,
            To = to,
            EndIsPlanned = planned is not null,
            Authored = entry.Kind == MedicineEntryKind.Statement && effective is { IsUnreadable: true, Start: null } ? null : written.Start, // the day of telling stands for no start that is told and cannot be read
            Known = entry.Kind == MedicineEntryKind.Request ? written.Start?.First : null,
            IsFilledOnce = entry.Kind == MedicineEntryKind.Request && !(resource.Get("dispenseRequest"u8).Get("numberOfRepeatsAllowed"u8).Number() > 0),
            DaysSupply = DoseReader.Days(resource.Get("daysSupply"u8)) ?? DoseReader.Days(resource.Get("dispenseRequest"u8).Get("expectedSupplyDuration"u8)),
        };
    }

    /// <summary>A taper counts as an entry for each of its steps: a step with an end ends as planned, and none outlasts the entry.</summary>
    private static IEnumerable<MedicineEntry> Parts(MedicineEntry entry, Element[] dosages)
    {
        if (entry.Kind is not (MedicineEntryKind.Request or MedicineEntryKind.Statement)) return [entry];
        IReadOnlyList<DoseStep> steps = DoseReader.Steps(dosages, (entry.From ?? entry.Authored) is { IsExact: true } start ? start.First : null);
        DateSpan? end = entry.Status is MedicineStatus.Stopped or MedicineStatus.Completed ? entry.To : null;
        DoseStep[] taken = [.. steps.Where(step => end is null || step.From <= end.Value.Last)];
        if (taken.Length == 0) return [entry];
        DoseStep last = taken[^1];
        return taken[..^1].Select(step => Part(entry with { StopReason = StopReason.Unknown, SevereReaction = false }, step))
            .Append(end is null ? Part(entry, last) : Part(entry, last) with { To = end, Status = entry.Status });
    }

    private static MedicineEntry Part(MedicineEntry entry, DoseStep step) => entry with
    {
        From = DateSpan.On(step.From),
        To = step.To is { } day ? DateSpan.On(day) : entry.To,
        Dose = step.Dose,
        Status = step.To is not null && entry.Status == MedicineStatus.Active ? MedicineStatus.Completed : entry.Status,
    };

    // Several instructions: from the first beginning to the last end, which is open where one of them has none.
    private static ClinicalTime Bounds(Element[] dosages)
    {
        if (!Array.Exists(dosages, dosage => dosage.Get("timing"u8).Get("repeat"u8).Get("boundsPeriod"u8).Exists)) return default;
        ClinicalTime[] bounds = [.. dosages.Select(dosage => dosage.Get("timing"u8).Get("repeat"u8).Get("boundsPeriod"u8)).Where(period => period.Exists).Select(ClinicalTime.Of)];
        if (bounds.Length == 0) return default;
        return new(
            bounds.Select(one => one.Start).OfType<DateSpan>().OrderBy(span => span.First).Select(span => (DateSpan?)span).FirstOrDefault(),
            Array.TrueForAll(bounds, one => one.End is not null) && bounds.Length == dosages.Length ? bounds.Select(one => one.End).OfType<DateSpan>().MaxBy(span => span.Last) : null,
            IsUnreadable: Array.Exists(bounds, one => one.IsUnreadable));
    }
}
