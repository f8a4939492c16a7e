using System.Collections.Immutable;
using Filaggrin.Knowledge.Agents;

namespace Filaggrin.Knowledge.Questions;

/// <summary>Finds questions by identifier or by words: those of their title, their agents with every spelling, and their own.</summary>
public sealed class QuestionFinder(KnowledgeBase knowledge)
{
    private readonly ImmutableArray<(GuidelineQuestion Question, ImmutableArray<string> Words)> _entries =
        [.. knowledge.Questions.Select(question => (question, WordsOf(knowledge, question)))];

    /// <summary>The question of that identifier; otherwise every question in which each word begins a word.</summary>
    public ImmutableArray<GuidelineQuestion> Find(string asked)
    {
        if (knowledge.Questions.FirstOrDefault(question => string.Equals(question.Id, asked.Trim(), StringComparison.OrdinalIgnoreCase)) is { } named) return [named];
        string[] words = [.. Split(asked)];
        return words.Length == 0 ? []
            : [.. _entries.Where(entry => words.All(word => entry.Words.Any(known => known.StartsWith(word, StringComparison.Ordinal)))).Select(entry => entry.Question)];
    }

    /// <summary>Questions with a word that is spelt nearly as one asked for, the nearest first.</summary>
    public ImmutableArray<GuidelineQuestion> Near(string asked)
    {
        string[] words = [.. Split(asked)];
        return [.. _entries
            .Select(entry => (entry.Question, Distance: Nearest(words, entry.Words)))
            .Where(candidate => candidate.Distance is not null)
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Question.Id, StringComparer.Ordinal)
            .Select(candidate => candidate.Question)];
    }

    private static int? Nearest(string[] asked, ImmutableArray<string> known) => asked
        .SelectMany(word => known.Select(other => (Allowed: word.Length / 4 + 1, Distance: Spelling.Distance(word, other))))
        .Where(pair => pair.Distance <= pair.Allowed)
        .Min(pair => (int?)pair.Distance);

    private static ImmutableArray<string> WordsOf(KnowledgeBase knowledge, GuidelineQuestion question)
    {
        IEnumerable<Agent> agents = question.Agents.Select(id => knowledge.Agents.GetValueOrDefault(id)).OfType<Agent>();
        IEnumerable<string> names = agents.SelectMany(agent => agent.Medicines.SelectMany(medicine => knowledge.Medicines.ByName(medicine)?.Names ?? []).Prepend(agent.Name).Prepend(agent.Id));
        return [.. names.Concat(question.Words).Prepend(question.Title).Prepend(question.Id).SelectMany(Split).Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Split(string text)
    {
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            bool inWord = i < text.Length && char.IsLetterOrDigit(text[i]);
            if (inWord && start < 0) start = i;
            if (inWord || start < 0) continue;
            yield return text[start..i].ToLowerInvariant();
            start = -1;
        }
    }
}
