using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Knowledge.Checks;

/// <summary>Every source is cited and can be found: it has a link, or it is a book or the opinion of experts.</summary>
internal static class SourceCheck
{
    public static IEnumerable<Finding> Find(KnowledgeBase knowledge)
    {
        HashSet<string> cited = new(
            knowledge.Agents.Values.SelectMany(agent => agent.Sources.Concat(agent.Items.SelectMany(item => item.Sources)))
                .Concat(knowledge.Pathway.Items.SelectMany(item => item.Sources))
                .Concat(knowledge.Pathway.Alternatives.SelectMany(alternative => alternative.Sources))
                .Concat(knowledge.Availability.SelectMany(entry => entry.Sources))
                .Concat(knowledge.Questions.SelectMany(question => question.Answers).SelectMany(answer => answer.Sources))
                .Select(reference => reference.Source.Id)
                .Concat(knowledge.Medicines.Groups.Values.SelectMany(group => group.Sources))
                .Concat(knowledge.Facts.All.Select(fact => fact.Derive?.Source).OfType<string>()),
            StringComparer.Ordinal);
        foreach (Source source in knowledge.Sources.Values)
        {
            if (!cited.Contains(source.Id)) yield return new(source.Place, $"the source «{source.Id}» is cited nowhere.");
            if (source.Url is null && source.Kind is not ("book" or "expert-opinion"))
                yield return new(source.Place, $"the source «{source.Id}» has no link; give doi, pmid or url, or «kind: book» or «kind: expert-opinion».");
        }
    }
}
