using System.Collections.Immutable;
using System.CommandLine;
using Filaggrin.Cli.Output;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Coverage;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Cli.Commands;

/// <summary><c>knowledge coverage</c>: how the knowledge stands for the claims it was written from.</summary>
internal static class KnowledgeCoverageCommand
{
    public static Command Create()
    {
        Argument<DirectoryInfo?> folder = KnowledgeCommand.FolderArgument();
        Option<bool> mutants = new("--mutants") { Description = "Plant one fault at a time in every rule and list those that the claims do not notice." };
        Option<FileInfo?> write = new("--write") { Description = "Write the whole report as a Markdown page." };
        Command command = new("coverage", "Compare every collected claim with the items that stand for it.") { folder, mutants, write };
        command.SetAction(parsed =>
        {
            // The work takes half a minute: where its page cannot stand is told first.
            if (parsed.GetValue(write) is { Directory.Exists: false } nowhere) throw new IOException($"{write.Name}: {nowhere}: {OptionFile.NoFolder}");
            DirectoryInfo where = parsed.GetValue(folder) ?? KnowledgeFolder.Nearest();
            KnowledgeFile[] files = [.. KnowledgeFolder.Files(where)];
            KnowledgeBase knowledge = KnowledgeBase.Load(files);
            ImmutableArray<Claim> claims = ClaimReader.Read(files, knowledge);
            if (claims.IsEmpty) throw new IOException($"{where.Name}: no claims are collected under {ClaimReader.Folder}.");
            if (parsed.GetValue(write) is { } file)
            {
                // Worked out first: a page that stands there is not emptied for a fault.
                using StringWriter page = new();
                CoveragePage.Write(CoverageCheck.Of(knowledge, claims), MutationCheck.Of(knowledge, claims), page);
                OptionFile.Write(write.Name, file, page.ToString());
                return ExitCode.Ok;
            }

            return parsed.GetValue(mutants) ? Mutants(MutationCheck.Of(knowledge, claims), Console.Out) : Report(CoverageCheck.Of(knowledge, claims), Console.Out);
        });
        return command;
    }

    private static int Report(CoverageReport report, TextWriter output)
    {
        foreach (Finding finding in report.Unknown) output.WriteLine(finding);
        foreach (Difference difference in report.Unexplained) output.WriteLine($"{difference.Claim.Place}: {difference.Claim.Id}: {difference.What}.");
        foreach (Claim claim in report.Idle) output.WriteLine($"{claim.Place}: {claim.Id}: a reason stands for a difference that is none; look at «departs».");
        output.WriteLine($"{report.Claims.Length} claims, {report.Compared} of them compared on {CoverageCheck.SheetCount} random sheets each; {report.Differences.Length} differences, {report.Unexplained.Length} without a reason.");
        return report.IsClean ? ExitCode.Ok : ExitCode.Negative;
    }

    private static int Mutants(ImmutableArray<MutantOutcome> outcomes, TextWriter output)
    {
        foreach (MutantOutcome outcome in outcomes.Where(outcome => !outcome.ByClaims))
            output.WriteLine($"{outcome.Mutant.Original.Place}: {outcome.Mutant.Original.Id} {outcome.Mutant.What}: {(outcome.ByOwnCases ? "noticed by its own cases alone" : "not noticed")}.");
        output.WriteLine($"{outcomes.Count(outcome => outcome.ByClaims)} of {outcomes.Length} planted faults noticed by the claims, {outcomes.Count(outcome => outcome.ByClaims || outcome.ByOwnCases)} with the rules' own cases.");
        return ExitCode.Ok;
    }
}
