using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Knowledge.Checks;

/// <summary>A medicine, class or substance that a condition names can be found in a record: a misspelt one would switch its rule off in silence.</summary>
internal static class MemberCheck
{
    private static readonly string[] Medicines = ["CurrentMedicine", "MedicineEver", "MedicineWithinYear", "ContinuedSystemic"], Classes = ["CurrentMedicineClass", "ContinuedSystemicClass"];
    private const string Substances = "HypersensitivityTo";

    public static IEnumerable<Finding> Find(KnowledgeBase knowledge)
    {
        HashSet<string> classes = [.. knowledge.Medicines.Classes.Select(known => known.Name)];
        HashSet<string> substances = [.. knowledge.Facts.Find(Substances) is { } allergies ? allergies.Words.Select(word => word.Member).Concat(allergies.Codes.Select(code => code.Value)).OfType<string>() : []];
        foreach ((Place place, string owner, InExpr membership) in Memberships(knowledge))
        {
            foreach (string member in membership.Members.Where(member => !IsKnown(membership.Fact, member)))
                yield return new(place, $"{owner}: {membership.Fact.Name} is asked for «{member}», which no record can hold{Nearest(membership.Fact, member)}");
        }

        foreach (Agent agent in knowledge.Agents.Values)
        {
            foreach (string substance in agent.Hypersensitivity.Where(substance => !substances.Contains(substance) && !IsMedicine(substance)))
                yield return new(agent.Place, $"agent {agent.Id}: «hypersensitivity» names «{substance}», which is neither a medicine nor a substance of {Substances}.");
        }

        bool IsKnown(FactDefinition fact, string member) =>
            !fact.Options.IsEmpty ? fact.Options.Contains(member, StringComparer.Ordinal)
            : Classes.Contains(fact.Name, StringComparer.Ordinal) ? classes.Contains(member)
            : fact.Name == Substances ? substances.Contains(member) || IsMedicine(member)
            : !Medicines.Contains(fact.Name, StringComparer.Ordinal) || IsMedicine(member);

        // A name with its route in brackets stands for that form alone.
        bool IsMedicine(string name) =>
            knowledge.Medicines.ByName(name) is not null || (name.EndsWith(')') && name.LastIndexOf(" (", StringComparison.Ordinal) is > 0 and int at && knowledge.Medicines.ByName(name[..at]) is not null);

        string Nearest(FactDefinition fact, string member)
        {
            IEnumerable<string> names = Classes.Contains(fact.Name, StringComparer.Ordinal) ? classes : knowledge.Medicines.All.Select(medicine => medicine.Name).Concat(substances);
            return Spelling.Nearest(member, names) is { } near ? $"; did you mean «{near}»?" : ".";
        }
    }

    private static IEnumerable<(Place Place, string Owner, InExpr Membership)> Memberships(KnowledgeBase knowledge)
    {
        foreach (Item item in knowledge.Agents.Values.SelectMany(agent => agent.Items).Concat(knowledge.Pathway.Items))
        {
            foreach (InExpr membership in item.Conditions.SelectMany(condition => condition.Memberships)) yield return (item.Place, item.Id, membership);
        }

        foreach (FactDefinition fact in knowledge.Facts.All)
        {
            foreach (InExpr membership in new[] { fact.Is, fact.YesWhen, fact.NoWhen, fact.RelevantWhen, fact.LastsWhen, fact.RepeatedWhen }.OfType<Expr>().SelectMany(formula => formula.Memberships))
                yield return (fact.Place, "fact " + fact.Name, membership);
        }
    }
}
