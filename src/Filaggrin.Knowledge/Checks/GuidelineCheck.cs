using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Loading;
using Filaggrin.Knowledge.Questions;

namespace Filaggrin.Knowledge.Checks;

/// <summary>Guidelines stand side by side: one answer and one grade for each body and year.</summary>
internal static class GuidelineCheck
{
    public static IEnumerable<Finding> Find(KnowledgeBase knowledge) =>
        knowledge.Questions.SelectMany(Question).Concat(knowledge.Agents.Values.SelectMany(Grades));

    /// <summary>A question sets at least two bodies side by side and says whom we follow.</summary>
    private static IEnumerable<Finding> Question(GuidelineQuestion question)
    {
        Finding Fault(Place place, string message) => new(place, $"question {question.Id}: {message}");

        string[] bodies = [.. question.Answers.Select(answer => answer.Body).Distinct(StringComparer.Ordinal)];
        if (question.Answers.Length < 2) yield return Fault(question.Place, $"it has {(question.Answers.IsEmpty ? "no answer" : "one answer")}; a comparison needs two.");
        else if (bodies is [var only]) yield return Fault(question.Place, $"every answer is that of {only}; a comparison needs two bodies.");
        foreach (IGrouping<(string, int?, string?), BodyAnswer> same in question.Answers.GroupBy(answer => (answer.Body, answer.Year, answer.Region)))
        {
            foreach (BodyAnswer twin in same.Skip(1))
                yield return Fault(twin.Place, $"{twin.Body} answers twice{(twin.Year is { } year ? $" in {year}" : "")}; the other answer is {same.First().Id}.");
        }

        if (question.Follow is not { } follow || follow.Bodies.IsEmpty)
        {
            yield return Fault(question.Follow?.Place ?? question.Place, "it does not say whom we follow.");
            yield break;
        }

        foreach (string body in follow.Bodies.Where(body => question.Answers.All(answer => answer.Body != body)))
            yield return Fault(follow.Place, $"we follow «{body}», which gives no answer.");
    }

    /// <summary>An agent has one grade of a guideline's year for the same patients; statements without a grade may be several.</summary>
    private static IEnumerable<Finding> Grades(Agent agent)
    {
        foreach (IGrouping<(string, int, string?), EvidenceItem> same in agent.Evidence
            .GroupBy(item => (item.Guideline.ToUpperInvariant(), item.Year, item.When?.Text)).Where(same => same.Any(item => item.Grade != "none")))
        {
            foreach (EvidenceItem twin in same.Skip(1))
                yield return new(twin.Place, $"{twin.Id}: {twin.Guideline} {twin.Year} is graded in {same.First().Id} already, for the same patients; keep one for each guideline and year.");
        }
    }

    /// <summary>Identifiers stand once, and the agents exist.</summary>
    public static void References(KnowledgeBase knowledge, ICollection<Finding> findings)
    {
        Dictionary<string, Place> ids = new(StringComparer.Ordinal);
        foreach ((string id, Place place) in knowledge.Questions.SelectMany(question => question.Answers.Select(answer => (answer.Id, answer.Place)).Prepend((question.Id, question.Place))))
        {
            if (!ids.TryAdd(id, place)) findings.Add(new(place, $"the identifier «{id}» stands twice; the other is {ids[id]}."));
        }

        foreach (GuidelineQuestion question in knowledge.Questions)
        {
            foreach (string agent in question.Agents.Where(agent => !knowledge.Agents.ContainsKey(agent)))
                findings.Add(new(question.Place, $"question {question.Id}: the agent «{agent}» is not in agents/."));
        }
    }
}
