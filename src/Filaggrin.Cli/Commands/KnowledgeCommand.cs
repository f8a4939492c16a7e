using System.CommandLine;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Cli.Commands;

/// <summary><c>knowledge check</c>, <c>list</c> and <c>build</c>; the others have files of their own.</summary>
internal static class KnowledgeCommand
{
    public static Command Create() => new("knowledge", "Check, list, review, compare, build and export the knowledge.")
    {
        Check(),
        List(),
        Build(),
        KnowledgeCoverageCommand.Create(),
        KnowledgeShowCommand.Create(),
        KnowledgeTimetableCommand.Create(),
        KnowledgeDiffCommand.Create(),
        KnowledgeCompareCommand.Create(),
        KnowledgeExportCommand.Create(),
    };

    private static Command Check()
    {
        Argument<DirectoryInfo?> folder = FolderArgument();
        Command command = new("check", "Name every fault of the knowledge as file:line: message.") { folder };
        command.SetAction(parsed => RunCheck(parsed.GetValue(folder) ?? KnowledgeFolder.Nearest(), Console.Out));
        return command;
    }

    internal static int RunCheck(DirectoryInfo folder, TextWriter output)
    {
        List<Finding> findings = [];
        KnowledgeBase? knowledge = KnowledgeBase.TryLoad(KnowledgeFolder.Files(folder), findings);
        // What could not be read is missing from the knowledge: the checks would only tell of the gap.
        if (knowledge is not null && findings.Count == 0) findings.AddRange(KnowledgeCheck.All(knowledge));
        foreach (Finding finding in findings) output.WriteLine(finding);
        if (findings.Count > 0) return ExitCode.Negative;
        output.WriteLine($"{knowledge!.Edition}: {knowledge.Agents.Count} agents, {knowledge.Agents.Values.Sum(agent => agent.Rules.Length)} rules, {knowledge.Facts.All.Length} facts, {knowledge.Sources.Count} sources; no fault found.");
        foreach (Agent agent in knowledge.Agents.Values.Where(agent => agent.RulesWritten)) output.WriteLine(Trust(agent, knowledge.Edition));
        output.WriteLine($"{knowledge.Facts.All.Count(fact => fact.UsedFor is not null)} facts are kept by their «used-for» alone.");
        output.WriteLine(ReviewText.Of(knowledge.Agents.Values, knowledge.Edition));
        return ExitCode.Ok;
    }

    /// <summary>How far an agent can be trusted: what nobody has seen in a source yet, hard rules and doses apart, and whether a clinician reviewed it.</summary>
    private static string Trust(Agent agent, Edition edition)
    {
        Item[] hard = [.. agent.Items.Where(item => item is Rule { IsHard: true } or DoseItem)], others = [.. agent.Items.Except(hard)];
        static string Recalled(Item[] items) => $"{items.Count(item => item.Recalled)} of {items.Length}";
        return $"{agent.Id}: {agent.Rules.Length} rules; not verified yet: {Recalled(hard)} hard rules and doses, {Recalled(others)} other items; "
            + $"{ReviewText.Of(agent, edition)}.";
    }

    private static Command List()
    {
        Argument<DirectoryInfo?> folder = FolderArgument();
        Command command = new("list", "List the agents.") { folder };
        command.SetAction(parsed =>
        {
            foreach (Agent agent in KnowledgeFolder.Load(parsed.GetValue(folder)).Agents.Values) Console.Out.WriteLine($"{agent.Id}\t{agent.Class}\t{(agent.RulesWritten ? agent.Rules.Length + " rules" : "rules not written yet")}");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Build()
    {
        Argument<DirectoryInfo?> folder = FolderArgument();
        Option<FileInfo> output = new("--output") { Description = "The file to write.", Required = true };
        Command command = new("build", "Write the whole edition as one file that loads fast.") { folder, output };
        command.SetAction(parsed =>
        {
            KnowledgeFile[] files = [.. KnowledgeFolder.Files(parsed.GetValue(folder) ?? KnowledgeFolder.Nearest())];
            KnowledgeBase.Load(files);
            OptionFile.Write(output.Name, parsed.GetRequiredValue(output), EditionArchive.Write(files));
            return ExitCode.Ok;
        });
        return command;
    }

    internal static Argument<DirectoryInfo?> FolderArgument() =>
        new("FOLDER") { Description = "The knowledge folder; default: the one of this checkout.", Arity = ArgumentArity.ZeroOrOne };
}
