using System.CommandLine;
using Filaggrin.Cli.Output;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;

namespace Filaggrin.Cli.Commands;

/// <summary><c>knowledge show</c>: one agent on one page in clinical words.</summary>
internal static class KnowledgeShowCommand
{
    public static Command Create()
    {
        Argument<string> agent = new("AGENT") { Description = "An agent, such as methotrexate." };
        Argument<DirectoryInfo?> folder = new("FOLDER") { Description = "The knowledge folder; default: the one of this checkout.", Arity = ArgumentArity.ZeroOrOne };
        Command command = new("show", "Show all that is known of one agent on one page in clinical words, for review.") { agent, folder };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(agent), KnowledgeFolder.Load(parsed.GetValue(folder)), Console.Out, Terminal.UsesColour));
        return command;
    }

    internal static int Run(string name, KnowledgeBase knowledge, TextWriter output, bool colour)
    {
        if (Find(name, knowledge) is not { } agent)
        {
            string hint = Spelling.Nearest(name, knowledge.Agents.Keys) is { } near ? $"did you mean «{near}»?" : "filaggrin knowledge list names them.";
            throw new IOException($"«{name}» is no agent; {hint}");
        }

        new AgentPage(knowledge, agent, output, colour).Write();
        return ExitCode.Ok;
    }

    /// <summary>By identifier or by name, whatever the letter case.</summary>
    private static Agent? Find(string name, KnowledgeBase knowledge) => knowledge.Agents.GetValueOrDefault(name)
        ?? knowledge.Agents.Values.FirstOrDefault(agent => string.Equals(agent.Name, name, StringComparison.OrdinalIgnoreCase) || string.Equals(agent.Id, name, StringComparison.OrdinalIgnoreCase));
}
