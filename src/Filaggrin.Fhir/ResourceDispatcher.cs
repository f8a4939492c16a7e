using Filaggrin.Advice.Records;
using Filaggrin.Fhir.Assembly;
using Filaggrin.Fhir.Codes;
using Filaggrin.Fhir.Elements;
using Filaggrin.Fhir.Medicines;
using Filaggrin.Fhir.Resources;
using Filaggrin.Fhir.Scanning;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir;

/// <summary>Hands each resource to the reader of its kind.</summary>
internal sealed class ResourceDispatcher : IScanSink
{
    private readonly RecordDraft _draft;
    private readonly ConditionReader _conditions;
    private readonly ObservationReader _observations;
    private readonly MedicineReader _medicines;
    private readonly AllergyReader _allergies;
    private readonly ProcedureReader _procedures;
    private readonly ImmunizationReader _immunizations;
    private readonly PlannedVaccines _plannedVaccines;
    private readonly QuestionnaireReader _questionnaires;
    private readonly ReportReader _reports;
    private readonly VisitReader _visits;
    private readonly PlanReader _plans;

    public ResourceDispatcher(CodeFacts facts, RecordDraft draft)
    {
        CodeBook codes = facts.Book;
        FactFinder finder = new(facts);
        _draft = draft;
        _allergies = new(codes, finder, draft);
        _observations = new(finder, draft);
        _plannedVaccines = new(codes, finder, draft);
        _visits = new(finder, draft);
        _conditions = new(finder, _allergies, _visits, draft);
        _medicines = new(codes.Medicines, finder, _plannedVaccines, _visits, draft);
        _procedures = new(codes, finder, _medicines, _plannedVaccines, _visits, draft);
        _plans = new(_procedures, _visits);
        _immunizations = new(finder, draft);
        _questionnaires = new(codes, finder, draft);
        _reports = new(finder, _observations, draft);
    }

    /// <summary>The reader of medicines.</summary>
    public MedicineReader Medicines => _medicines;

    /// <inheritdoc />
    /// <remarks>All others say nothing of the patient that a fact needs; a family history speaks of others.</remarks>
    public bool Wants(string type) => type is "Patient" or "Condition" or "Observation" or "Medication" or "Substance" or "MedicationRequest" or "MedicationStatement"
        or "MedicationAdministration" or "MedicationDispense" or "AllergyIntolerance" or "Procedure" or "Immunization" or "ImmunizationRecommendation" or "QuestionnaireResponse"
        or "DiagnosticReport" or "ServiceRequest" or "AdverseEvent" or "Flag" or "List"
        or "Encounter" or "EpisodeOfCare" or "ClinicalImpression" or "CarePlan" or "Appointment";

    /// <inheritdoc />
    public void Resource(in ScannedResource resource)
    {
        try
        {
            Read(resource);
        }
        catch (InvalidOperationException fault)
        {
            throw new RecordException($"{resource.Place} holds half of a letter (a lone surrogate); nothing was appraised.", fault);
        }
    }

    /// <inheritdoc />
    public void Bundle(ScannedBundle bundle)
    {
        if (bundle.Continues)
        {
            string? type = bundle.Self is null ? null : EmptyAnswers.TypeOf(bundle.Self);
            if (type is not null && EmptyAnswers.ListOf(type) is { } list) _draft.Incomplete.Add(list);
            else if (type is null or "Patient" || !bundle.IsNested) _draft.Incomplete.AddRange(Enum.GetValues<RecordList>());
            _draft.Remarks.Add(new(new("Bundle", Texts.Of("read-further-pages"), Texts.Of("read-pages-missing")), "Bundle", new(References.Patient, default)));
        }

        if (bundle is { IsNested: true, Entries: 0, Total: null or 0, Self: { } self } && EmptyAnswers.Asked(self) is { } asked)
            _draft.Lists.Add(new((asked.List, null), "Bundle", new(asked.Owner, default)));
    }

    /// <inheritdoc />
    public void Deletion(string target) => _draft.Deleted.Add(References.Target(target));

    private void Read(in ScannedResource resource)
    {
        if (resource.Type is not { } type)
        {
            Entry untyped = Entry.Of("Bundle.entry", resource, _draft.Origins);
            _draft.Remark(untyped, Texts.Of("read-an-entry"), Texts.Of("read-no-type"));
            return;
        }

        Entry entry = Entry.Of(type, resource, _draft.Origins);
        _draft.See(entry);
        Read(entry, type, resource);
        if (entry.Resource.Get("contained"u8) is { Exists: true } contained) Contained(entry, contained);
    }

    // A diagnosis has a code of its own wherever it stands; so has what a care plan orders. Other readers follow the references that they know.
    private void Contained(Entry entry, Element contained)
    {
        foreach (Element inside in contained.Items())
        {
            switch (inside.Get("resourceType"u8).Text())
            {
                case "Condition":
                    _conditions.ReadContained(entry, inside);
                    break;
                case "ServiceRequest" when entry.Type == "CarePlan" && entry.Resource.Get("status"u8).Text() is not ("entered-in-error" or "revoked" or "completed"):
                    _procedures.ReadRequest(entry.Contain(inside, "ServiceRequest", _draft.Origins));
                    break;
            }
        }
    }

    private void Read(Entry entry, string type, in ScannedResource resource)
    {
        switch (type)
        {
            case "Patient":
                PatientReader.Read(entry, resource.FullUrl, resource.Place, _draft);
                break;
            case "Condition":
                _conditions.Read(entry);
                break;
            case "AdverseEvent":
                _conditions.ReadEvent(entry);
                break;
            case "Flag":
                _conditions.ReadFlag(entry);
                break;
            case "Observation":
                _observations.Read(entry, resource);
                break;
            case "Medication" or "Substance":
                _medicines.ReadMedication(entry, resource.FullUrl);
                break;
            case "MedicationRequest" or "MedicationStatement" or "MedicationAdministration" or "MedicationDispense":
                _medicines.Read(entry);
                break;
            case "AllergyIntolerance":
                _allergies.Read(entry);
                break;
            case "Procedure":
                _procedures.ReadProcedure(entry);
                break;
            case "ServiceRequest":
                _procedures.ReadRequest(entry);
                break;
            case "Immunization":
                _immunizations.Read(entry);
                break;
            case "ImmunizationRecommendation":
                _plannedVaccines.Read(entry);
                break;
            case "QuestionnaireResponse":
                _questionnaires.Read(entry);
                break;
            case "DiagnosticReport":
                _reports.Read(entry);
                break;
            case "Encounter":
                _visits.ReadEncounter(entry);
                break;
            case "EpisodeOfCare":
                _visits.ReadEpisode(entry);
                break;
            case "ClinicalImpression":
                _visits.ReadImpression(entry);
                break;
            case "CarePlan":
                _plans.ReadCarePlan(entry);
                break;
            case "Appointment":
                _plans.ReadAppointment(entry);
                break;
            case "List":
                EmptyAnswers.ReadList(entry, _draft);
                break;
        }
    }
}
