using Filaggrin.Advice.Records;
using Filaggrin.Fhir.Codes;
using Filaggrin.Fhir.Elements;

namespace Filaggrin.Fhir.Medicines;

/// <summary>What status and intent of an entry mean for whether the medicine is taken.</summary>
internal static class MedicineStatuses
{
    private static readonly string[] Orders = ["order", "original-order", "instance-order", "filler-order", "reflex-order"], NoOrders = ["proposal", "plan", "option", "directive"];

    /// <summary>The status; null when the entry says nothing. What a reader should look at. Whether it cannot be told if the medicine is taken.</summary>
    public static (MedicineStatus? Status, string? Remark, bool Uncertain) Read(MedicineEntryKind kind, Element resource)
    {
        string? status = resource.Get("status"u8).Text();
        if (status == "entered-in-error") return (null, null, false);
        if (kind == MedicineEntryKind.Request)
        {
            if (resource.Get("doNotPerform"u8).Truth() == true) return (MedicineStatus.NotTaken, null, false);
            if (resource.Get("intent"u8).Text() is { } intent && !Orders.Contains(intent))
                return (NoOrders.Contains(intent) ? MedicineStatus.NotTaken : MedicineStatus.Active, Texts.Of("read-no-order", Word(intent)), !NoOrders.Contains(intent));
        }

        return (kind, status) switch
        {
            (_, "on-hold") => (MedicineStatus.OnHold, Texts.Of("read-on-hold"), false),
            (_, "stopped") => (MedicineStatus.Stopped, null, false),
            (MedicineEntryKind.Administration, "not-done") => (null, null, false),
            (MedicineEntryKind.Statement, "recorded") => Adherence(resource.Get("adherence"u8).Get("code"u8)),
            (MedicineEntryKind.Dispense, "completed" or "in-progress") => (MedicineStatus.Active, null, false),
            (_, "completed") => (MedicineStatus.Completed, null, false),
            (_, "active" or "in-progress") => (MedicineStatus.Active, null, false),
            (_, "intended" or "not-taken" or "draft" or "cancelled" or "preparation" or "declined") => (MedicineStatus.NotTaken, null, false),
            (_, null) => (MedicineStatus.Active, Texts.Of("read-no-status"), true),
            _ => (MedicineStatus.Active, Texts.Of("read-status", Word(status)), true),
        };
    }

    // The fifth release tells apart whether a statement stands and whether the medicine is taken.
    private static (MedicineStatus?, string?, bool) Adherence(Element code)
    {
        Concept taken = Concept.Read(code);
        if (taken.Says("not-taking")) return (MedicineStatus.NotTaken, null, false);
        if (taken.Says("on-hold", "on-hold-as-directed", "on-hold-not-as-directed")) return (MedicineStatus.OnHold, Texts.Of("read-on-hold"), false);
        return (taken.Says("stopped", "stopped-as-directed", "stopped-not-as-directed") ? MedicineStatus.Stopped : MedicineStatus.Active, null, false);
    }

    private static string Word(string word) => word.Length <= 20 && word.All(letter => char.IsAsciiLetter(letter) || letter == '-') ? word : "…";
}
