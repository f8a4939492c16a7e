using System.Globalization;
using System.Text;
using Filaggrin.Advice.Monitoring;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;

namespace Filaggrin.Cli.Output;

/// <summary>The tests of every agent for a model patient, as Markdown; where regions differ each has its own table.</summary>
internal static class TimetablePage
{
    private const int WeekDays = 7;

    public static string Of(KnowledgeBase knowledge)
    {
        StringBuilder page = new();
        page.Append("# Monitoring: what is due when\n\n");
        page.Append("Written by `./filaggrin knowledge timetable --write docs/guide/monitoring.md` from the knowledge; a test holds it equal. ");
        page.Append("The model patient is an adult who takes one dose for a year from the first day on, keeps every test on its day and has no result that asks for anything. ");
        page.Append("Weeks count from the first dose. In a real course `./filaggrin monitor` counts from the last time that a test was done, and a change of dose, a pause or a result moves what follows.\n");
        foreach (Agent agent in knowledge.Agents.Values.OrderBy(agent => agent.Name, StringComparer.Ordinal)) Write(page, knowledge, agent);
        return page.ToString();
    }

    private static void Write(StringBuilder page, KnowledgeBase knowledge, Agent agent)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {agent.Name}\n\n");
        var regions = RegionChoice.Regions.Select(region => (Region: region, Table: Table(ModelTimetable.Of(knowledge, agent, region)))).GroupBy(region => region.Table, region => region.Region, StringComparer.Ordinal).ToArray();
        foreach (IGrouping<string, string> same in regions)
        {
            if (regions.Length > 1) page.Append(CultureInfo.InvariantCulture, $"{string.Join(", ", same)}:\n\n");
            page.Append(same.Key.Length == 0 ? "No test is asked for by the sources on file.\n\n" : same.Key + "\n");
        }

        var trials = RegionChoice.Regions.Select(region => (Region: region, Trial: ModelTimetable.Trial(agent, region))).Where(entry => entry.Trial is not null)
            .GroupBy(entry => entry.Trial!, entry => entry.Region).ToArray();
        foreach (IGrouping<TimeItem, string> same in trials)
        {
            string where = trials.Length > 1 ? $" ({string.Join(", ", same)})" : "";
            page.Append(CultureInfo.InvariantCulture, $"Judged from {ClinicalWords.Schedule(same.Key.Duration.ToString()!)} on{where} [{Sources(same.Key)}]{(same.Key.Recalled ? ", not verified" : "")}.\n");
        }

        if (trials.Length == 0) page.Append("No source on file names the time of an adequate trial.\n");
    }

    private static string Table(IReadOnlyCollection<TimetableLine> lines)
    {
        if (lines.Count == 0) return "";
        StringBuilder table = new("| tests | schedule | weeks of the first year | source |\n|---|---|---|---|\n");
        foreach (TimetableLine line in lines)
        {
            string recalled = line.Item.Recalled ? ", not verified" : "";
            table.Append(CultureInfo.InvariantCulture,
                $"| {string.Join(", ", line.Tests.Select(test => test.Name))} | {ClinicalWords.Schedule(line.Item.Schedule?.Text ?? "no time is given")} | {Weeks(line.Days)} | {Sources(line.Item)}{recalled} |\n");
        }

        return table.ToString();
    }

    /// <summary>Weeks, with equal steps written as one: 2, 4, …, 12.</summary>
    private static string Weeks(IReadOnlyList<int> days)
    {
        if (days.Count == 0) return "";
        List<string> parts = [];
        int[] weeks = [.. days.Select(day => (int)Math.Round(day / (double)WeekDays, MidpointRounding.AwayFromZero)).Distinct()];
        for (int i = 0; i < weeks.Length;)
        {
            int last = i + 1;
            while (last + 1 < weeks.Length && weeks[last + 1] - weeks[last] == weeks[i + 1] - weeks[i]) last++;
            if (last < weeks.Length && last - i >= 3)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{weeks[i]}, {weeks[i + 1]}, …, {weeks[last]}"));
                i = last + 1;
            }
            else
            {
                parts.Add(weeks[i++].ToString(CultureInfo.InvariantCulture));
            }
        }

        return string.Join(", ", parts);
    }

    private static string Sources(Item item) => string.Join(", ", item.Sources.Select(reference => reference.Source.Id));
}
