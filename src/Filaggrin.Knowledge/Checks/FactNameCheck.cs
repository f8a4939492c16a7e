using System.Text.RegularExpressions;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Knowledge.Checks;

/// <summary>No fact is named by its contrary: «not VaricellaNonImmune» nobody reads rightly. What is a negation by nature says so.</summary>
internal static partial class FactNameCheck
{
    public static IEnumerable<Finding> Find(KnowledgeBase knowledge) => knowledge.Facts.All
        .Where(fact => fact.NegatedByNature is null && NegatedName().IsMatch(fact.Name))
        .Select(fact => new Finding(fact.Place, $"fact {fact.Name} is named by its contrary; turn it round, or say with «negated-by-nature» why the name stays."));

    [GeneratedRegex(
        "^(No|Non|Not|Without|Lacks|Never)[A-Z]|[a-z](No|Non|Not|Without|Never)[A-Z]|(Negative|Absent|Lacking|Missing)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex NegatedName();
}
