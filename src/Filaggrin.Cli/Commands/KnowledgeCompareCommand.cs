using System.Collections.Immutable;
using System.CommandLine;
using Filaggrin.Cli.Output;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Questions;

namespace Filaggrin.Cli.Commands;

/// <summary><c>knowledge compare</c>: what each guideline and label answers to one question, and whom we follow.</summary>
internal static class KnowledgeCompareCommand
{
    private const int NearShown = 5;

    public static Command Create()
    {
        Argument<string?> question = new("QUESTION") { Description = "A question's identifier, or words such as jak; left out: lists the questions.", Arity = ArgumentArity.ZeroOrOne };
        Argument<DirectoryInfo?> folder = new("FOLDER") { Description = "The knowledge folder; default: the one of this checkout.", Arity = ArgumentArity.ZeroOrOne };
        Command command = new("compare", "Lay side by side what guidelines and labels answer to a question.") { question, folder };
        command.SetAction(parsed => Run(KnowledgeFolder.Load(parsed.GetValue(folder)), parsed.GetValue(question), Console.Out, Console.Error, Terminal.UsesColour));
        return command;
    }

    internal static int Run(KnowledgeBase knowledge, string? asked, TextWriter output, TextWriter error, bool colour)
    {
        Page page = new(output, colour);
        if (asked is null)
        {
            ComparePage.List(page, knowledge.Questions);
            return ExitCode.Ok;
        }

        QuestionFinder finder = new(knowledge);
        ImmutableArray<GuidelineQuestion> found = finder.Find(asked);
        if (found.IsEmpty)
        {
            string[] near = [.. finder.Near(asked).Select(question => question.Id).Take(NearShown)];
            error.WriteLine($"filaggrin: «{PlainText.Clean(asked)}» is no question; {(near.Length > 0 ? "near are " + string.Join(", ", near) : "filaggrin knowledge compare lists them")}.");
            return ExitCode.BadInput;
        }

        if (found is [var one]) ComparePage.Write(page, one, knowledge);
        else ComparePage.List(page, found);
        return ExitCode.Ok;
    }
}
