using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Knowledge.Conditions;

/// <summary>What stands behind the words of conditions: the formulas of derived facts and the members of groups.</summary>
public static class ConditionMeanings
{
    /// <summary>Each word that needs it with its meaning, those that others rest on included, in alphabetical order.</summary>
    public static IEnumerable<(string Words, string Meaning)> Of(IEnumerable<Expr> conditions, MedicineCatalog medicines)
    {
        SortedDictionary<string, string> meanings = new(StringComparer.OrdinalIgnoreCase);
        foreach (Expr condition in conditions) Collect(condition, medicines, meanings);
        return meanings.Select(entry => (entry.Key, entry.Value));
    }

    private static void Collect(Expr condition, MedicineCatalog medicines, SortedDictionary<string, string> meanings)
    {
        foreach (Expr leaf in condition.Leaves())
        {
            if (leaf is InExpr { Group: { } group }) meanings.TryAdd(FactWords.Name(group), string.Join(", ", medicines.Groups[group].Members) + ".");
            foreach (FactDefinition fact in leaf.Facts())
            {
                if (fact.Is is not { } formula || !meanings.TryAdd(FactWords.Yes(fact), Meaning(fact, formula))) continue;
                Collect(formula, medicines, meanings);
            }
        }
    }

    private static string Meaning(FactDefinition fact, Expr formula) =>
        $"{(fact.Text.Length > 0 && !string.Equals(fact.Text, FactWords.Yes(fact), StringComparison.OrdinalIgnoreCase) ? fact.Text.TrimEnd('.') + "; that is, " : "")}{(fact.Codes.IsEmpty ? "" : "recorded as such or ")}{ClinicalWords.Of(formula)}.";
}
