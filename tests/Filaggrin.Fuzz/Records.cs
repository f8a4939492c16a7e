using Filaggrin.Advice.Records;

namespace Filaggrin.Fuzz;

/// <summary>Compares records by what they hold.</summary>
internal static class Records
{
    /// <summary>Both say the same of the same person.</summary>
    public static bool AreSame(PatientRecord left, PatientRecord right) => left.Subject == right.Subject
        && left.Findings.SequenceEqual(right.Findings) && left.NotUnderstood.SequenceEqual(right.NotUnderstood)
        && left.NotUnderstoodFrom.Count == right.NotUnderstoodFrom.Count && left.NotUnderstoodFrom.All(entry => right.NotUnderstoodFrom.TryGetValue(entry.Key, out DateOnly day) && day == entry.Value)
        && left.Medicines.Length == right.Medicines.Length && left.Medicines.Zip(right.Medicines).All(pair => AreSame(pair.First, pair.Second))
        && left.ListsHeld.Count == right.ListsHeld.Count && left.ListsHeld.All(list => right.ListsHeld.TryGetValue(list.Key, out DateOnly? known) && known == list.Value);

    // Arrays compare by reference in a record.
    private static bool AreSame(MedicineEntry left, MedicineEntry right) => left.Ingredients.SequenceEqual(right.Ingredients)
        && left.PossibleIngredients.SequenceEqual(right.PossibleIngredients) && left.AtcCodes.SequenceEqual(right.AtcCodes) && Bare(left) == Bare(right);

    private static MedicineEntry Bare(MedicineEntry entry) => entry with { Ingredients = [], PossibleIngredients = [], AtcCodes = [] };
}
