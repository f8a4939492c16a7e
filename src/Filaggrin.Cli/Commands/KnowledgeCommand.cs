using System.CommandLine;
using Filaggrin.Cli.Output;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Cli.Commands;

/// <summary><c>knowledge check</c>, <c>list</c> and <c>build</c>.</summary>
internal static class KnowledgeCommand
{
    public static Command Create() => new("knowledge", "Check, list and build the knowledge.") { Check(), List(), Build(), KnowledgeCoverageCommand.Create() };

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
        if (knowledge is not null) findings.AddRange(KnowledgeCheck.All(knowledge));
        foreach (Finding finding in findings) output.WriteLine(finding);
        if (findings.Count > 0) return ExitCode.Negative;
        output.WriteLine($"{knowledge!.Edition}: {knowledge.Agents.Count} agents, {knowledge.Agents.Values.Sum(agent => agent.Rules.Length)} rules, {knowledge.Facts.All.Length} facts, {knowledge.Sources.Count} sources; no fault found.");
        foreach (Knowledge.Agents.Agent agent in knowledge.Agents.Values.Where(agent => agent.RulesWritten))
        {
            output.WriteLine($"{agent.Id}: {agent.Rules.Length} rules, {agent.Items.Count(item => item.Recalled)} of {agent.Items.Count()} items not verified yet, {ReviewText.Of(agent, knowledge.Edition)}.");
        }

        output.WriteLine(ReviewText.Of(knowledge.Agents.Values, knowledge.Edition));

        return ExitCode.Ok;
    }

    private static Command List()
    {
        Command command = new("list", "List the agents.");
        command.SetAction(_ =>
        {
            foreach (Knowledge.Agents.Agent agent in KnowledgeFolder.Load(null).Agents.Values) Console.Out.WriteLine($"{agent.Id}\t{agent.Class}\t{(agent.RulesWritten ? agent.Rules.Length + " rules" : "rules not written yet")}");
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
            File.WriteAllBytes(parsed.GetRequiredValue(output).FullName, EditionArchive.Write(files));
            return ExitCode.Ok;
        });
        return command;
    }

    internal static Argument<DirectoryInfo?> FolderArgument() =>
        new("FOLDER") { Description = "The knowledge folder; default: the one of this checkout.", Arity = ArgumentArity.ZeroOrOne };
}
