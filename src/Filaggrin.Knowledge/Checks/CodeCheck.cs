using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Knowledge.Checks;

/// <summary>Codes of SNOMED CT and LOINC end in their check digit, those in traps too.</summary>
internal static class CodeCheck
{
    public static IEnumerable<Finding> Find(KnowledgeBase knowledge) => Codes(knowledge)
        .Where(use => !CheckDigit.Fits(use.System, use.Code))
        .Select(use => new Finding(use.Place, $"{use.Owner}: the code «{use.Code}» does not end in its check digit."));

    private static IEnumerable<(Place Place, string Owner, CodeSystem System, string Code)> Codes(KnowledgeBase knowledge)
    {
        foreach (FactDefinition fact in knowledge.Facts.All)
        {
            foreach (CodeEntry entry in fact.Codes)
            {
                yield return (entry.Place, "fact " + fact.Name, entry.System, entry.Code);
                foreach ((CodeSystem system, string code) in entry.Values.Keys.Select(Answer)) yield return (entry.Place, "fact " + fact.Name, system, code);
            }

            foreach ((CodeSystem system, string code) in fact.Values.Keys.Select(Answer)) yield return (fact.Place, "fact " + fact.Name, system, code);
        }

        foreach (CodeTrap trap in knowledge.Codes.Traps.Values) yield return (trap.Place, "trap", trap.System, trap.Code);
        foreach (Medicines.Medicine medicine in knowledge.Medicines.All)
        {
            foreach (string code in medicine.Snomed.Concat(medicine.Procedures)) yield return (medicine.Place, "medicine " + medicine.Name, CodeSystem.Snomed, code);
        }

        foreach (Medicines.RouteHint hint in knowledge.Medicines.RouteCodes) yield return (hint.Place, "route " + hint.Route, CodeSystem.Snomed, hint.Key);
    }

    /// <summary>An answer such as <c>loinc|LA6576-8</c>.</summary>
    private static (CodeSystem System, string Code) Answer(string key) => key.Split('|', 2) switch
    {
        ["loinc", var code] => (CodeSystem.Loinc, code),
        ["snomed", var code] => (CodeSystem.Snomed, code),
        _ => (CodeSystem.Other, key),
    };
}
