using Filaggrin.Evidence.Trials;

namespace Filaggrin.Evidence.Tests.Trials;

/// <summary>The evidence folder of the checkout that the tests were built in.</summary>
internal static class EvidenceFolder
{
    private static readonly Lazy<TrialLibrary> Loaded = new(() =>
    {
        List<TrialFinding> findings = [];
        TrialLibrary library = TrialLibrary.Read(Files(), findings);
        Assert.Empty(findings);
        return library;
    });

    public static string Root { get; } = Find();

    /// <summary>The tables as they stand in the folder, read once.</summary>
    public static TrialLibrary Library => Loaded.Value;

    public static IEnumerable<TrialFile> Files() => TrialLibrary.FileNames.Select(name => new TrialFile(name, File.ReadAllText(Path.Combine(Root, "evidence", name))));

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "evidence", "trials.csv"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds evidence/trials.csv.");
    }
}
