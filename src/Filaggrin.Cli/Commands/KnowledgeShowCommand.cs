using System.CommandLine;
using Filaggrin.Cli.Output;
using Filaggrin.Knowledge;

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
        new AgentPage(knowledge, AgentNames.Find(knowledge, name), output, colour).Write();
        return ExitCode.Ok;
    }
}
