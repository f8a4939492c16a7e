using System.CommandLine;
using Filaggrin.Evidence.Trials;

namespace Filaggrin.Cli.Commands;

/// <summary><c>evidence check</c>: every fault of the trial tables as file:line: message.</summary>
internal static class EvidenceCheckCommand
{
    public static Command Create()
    {
        Argument<DirectoryInfo?> folder = new("FOLDER") { Description = "The evidence folder; default: the one of this checkout.", Arity = ArgumentArity.ZeroOrOne };
        Command command = new("check", "Name every fault of the trial tables as file:line: message. Exit code 0: none, 1: some, 2: no such folder.") { folder };
        command.SetAction(parsed => Run(parsed.GetValue(folder) ?? Nearest(), Console.Out));
        return command;
    }

    internal static int Run(DirectoryInfo folder, TextWriter output)
    {
        List<TrialFinding> findings = [];
        TrialLibrary library = TrialLibrary.Read(Files(folder), findings);
        // What could not be read is missing from the tables: the checks would only tell of the gap.
        if (findings.Count == 0)
        {
            findings.AddRange(TrialCheck.All(library));
            FileInfo remarks = new(Path.Combine(folder.FullName, PublishedRemark.FileName));
            if (remarks.Exists) PublishedRemark.Read(new TrialFile(remarks.Name, File.ReadAllText(remarks.FullName)), library.Published, findings);
        }

        foreach (TrialFinding finding in findings) output.WriteLine(finding);
        if (findings.Exists(finding => !finding.IsNote)) return ExitCode.Negative;
        output.WriteLine($"{library.Trials.Length} trials, {library.Arms.Length} rows of arms, {library.Contrasts.Length} contrasts, {library.Published.Length} published estimates; no fault found.");
        foreach (Tier tier in Enum.GetValues<Tier>()) output.WriteLine($"{Provenance.Word(tier)}: {library.Arms.Count(row => row.Tier == tier)} rows of arms.");
        return ExitCode.Ok;
    }

    /// <summary>The tables of the folder; one that is missing is a finding of the reader.</summary>
    internal static IEnumerable<TrialFile> Files(DirectoryInfo folder)
    {
        if (!folder.Exists) throw new IOException($"{folder}: there is no such folder.");
        return TrialLibrary.FileNames
            .Select(name => new FileInfo(Path.Combine(folder.FullName, name)))
            .Where(file => file.Exists)
            .Select(file => new TrialFile(file.Name, File.ReadAllText(file.FullName)));
    }

    /// <summary>The evidence folder of the checkout that the program was built in.</summary>
    internal static DirectoryInfo Nearest()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            DirectoryInfo candidate = new(Path.Combine(folder.FullName, "evidence"));
            if (File.Exists(Path.Combine(candidate.FullName, "trials.csv"))) return candidate;
        }

        throw new IOException("evidence: the folder was not found; name it.");
    }
}
