using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Knowledge.Checks;

/// <summary>Two facts in the same words could not be told apart in a condition.</summary>
internal static class PhraseCheck
{
    public static IEnumerable<Finding> Find(KnowledgeBase knowledge)
    {
        Dictionary<string, FactDefinition> said = new(StringComparer.OrdinalIgnoreCase);
        foreach (FactDefinition fact in knowledge.Facts.All)
        {
            string[] words = fact.Type is FactType.Flag or FactType.Set ? [FactWords.Yes(fact), FactWords.No(fact)] : [FactWords.Yes(fact)];
            string? twice = Array.Find(words, phrase => !said.TryAdd(phrase, fact));
            if (twice is not null) yield return new(fact.Place, $"fact {fact.Name}: «{twice}» is said of {said[twice].Name} already; give it a phrase of its own.");
        }
    }
}
