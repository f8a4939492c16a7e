using System.Collections.Immutable;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Questions;

namespace Filaggrin.Cli.Output;

/// <summary>A question for a terminal: each body's answer, whom we follow, the grades, our rules.</summary>
internal static class ComparePage
{
    private const int Indent = 2;
    private const int Column = 12;
    private const int GradeColumn = 38;
    private const int AgentColumn = 28;
    private const int TitleColumn = 42;

    private static readonly string Unverified = "[not verified yet]".Replace(' ', FactText.Glue);

    /// <summary>The questions, a line each.</summary>
    public static void List(Page page, IEnumerable<GuidelineQuestion> questions)
    {
        foreach (GuidelineQuestion question in questions) page.Labelled(question.Id, question.Title, 0, TitleColumn, Ink.Bold);
    }

    /// <summary>One question.</summary>
    public static void Write(Page page, GuidelineQuestion question, KnowledgeBase knowledge)
    {
        page.Write($"{question.Title} ({question.Id})", ink: Ink.Bold);
        page.Write(question.Asks);
        page.Heading("What each body answers, newest first");
        foreach (BodyAnswer answer in question.NewestFirst) Answer(page, answer);
        if (question.Follow is { } follow)
        {
            page.Heading("Whom we follow, and why");
            page.Write($"{string.Join(", ", follow.Bodies)}. {ReasonText.Stop(follow.Because)}", Indent, Indent);
        }

        Grades(page, [.. question.Agents.Select(id => knowledge.Agents[id])]);
        Ours(page, question, knowledge);
        page.Heading("Sources");
        foreach (Source source in question.Answers.SelectMany(answer => answer.Sources).Select(reference => reference.Source)
            .DistinctBy(source => source.Id, StringComparer.Ordinal).OrderBy(source => source.Id, StringComparer.Ordinal))
        {
            page.Write($"{source.Id}: {ReasonText.Stop(source.Citation)}{(source.Year is { } year ? $" {year}." : "")}{(source.Url is { } url ? " " + url : "")}", Indent, Indent + 2);
        }
    }

    private static void Answer(Page page, BodyAnswer answer)
    {
        string from = answer.Region is { } region ? $"{answer.Body} ({region})" : answer.Body;
        string sources = string.Join(", ", answer.Sources.Select(reference => reference.At is { } at ? $"{reference.Source.Id}#{at}" : reference.Source.Id));
        string year = answer.Year is { } known ? FactText.Count(known) : "no year";
        page.Labelled(year, $"{from}: {ReasonText.Stop(answer.Text)} ({sources}){(answer.Recalled ? " " + Unverified : "")}", Indent, Column);
    }

    /// <summary>The grade that each guideline and year gives each agent; grades of two years are never merged.</summary>
    private static void Grades(Page page, ImmutableArray<Agent> agents)
    {
        (Agent Agent, EvidenceItem Item)[] all = [.. agents.SelectMany(agent => agent.Evidence, (agent, item) => (agent, item))];
        if (all.Length == 0) return;
        page.Heading("Grades of the agents, one for each guideline and year");
        foreach (var guideline in all.Where(entry => entry.Item.Grade != "none").GroupBy(entry => Name(entry.Item), StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(group => group.First().Item.Year).ThenBy(group => group.Key, StringComparer.OrdinalIgnoreCase))
        {
            page.Labelled(guideline.Key, string.Join(" · ", guideline.GroupBy(entry => Grade(entry.Item), StringComparer.Ordinal)
                .Select(grade => $"{string.Join(", ", grade.Select(entry => entry.Agent.Name))}: {grade.Key}")), Indent, GradeColumn);
        }

        string[] ungraded = [.. all.Where(entry => entry.Item.Grade == "none").Select(entry => Name(entry.Item)).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];
        if (ungraded.Length > 0) page.Labelled("no grade", string.Join(" · ", ungraded), Indent, GradeColumn);
    }

    private static string Name(EvidenceItem item) => $"{item.Guideline} {FactText.Count(item.Year)}";

    private static string Grade(EvidenceItem item) => item.Grade.Replace('-', ' ') + (item.Recalled ? " " + Unverified : "");

    /// <summary>Our items that stand for the same rows.</summary>
    private static void Ours(Page page, GuidelineQuestion question, KnowledgeBase knowledge)
    {
        HashSet<string> rows = new(question.Answers.SelectMany(answer => answer.Rows), StringComparer.Ordinal);
        page.Heading("Where our rules put it");
        bool none = true;
        foreach ((string name, IEnumerable<Item> items) in knowledge.Agents.Values.Select(agent => (agent.Name, agent.Items)).Append(("Pathway", knowledge.Pathway.Items)))
        {
            string[] ours = [.. items.Where(item => item is not EvidenceItem && item.Rows.Any(rows.Contains)).Select(item => $"{item.Id}{(Kind(item) is { } kind ? $" ({kind})" : "")}")];
            if (ours.Length == 0) continue;
            page.Labelled(name, string.Join(", ", ours), Indent, AgentColumn);
            none = false;
        }

        if (none) page.Write("No item of ours stands for these statements but the grades.", Indent, Indent);
    }

    private static string? Kind(Item item) => item switch
    {
        Rule rule => Words.Of(rule.Verdict),
        LicenceItem licence => licence.Status,
        DoseItem dose => "dose: " + dose.Role,
        ActionItem action => action.Action,
        TestItem => "test",
        _ => null,
    };
}
