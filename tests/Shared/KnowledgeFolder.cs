using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Tests;

/// <summary>The knowledge folder of the checkout that the tests were built in.</summary>
internal static class TestKnowledge
{
    private static readonly Lazy<KnowledgeBase> Loaded = new(() => KnowledgeBase.Load(Files()));

    public static string Folder { get; } = Find();

    /// <summary>The knowledge as it stands in the folder, read once.</summary>
    public static KnowledgeBase Load() => Loaded.Value;

    /// <summary>Every file of the folder, the collected claims among them.</summary>
    public static IEnumerable<KnowledgeFile> Files() => Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories)
        .Select(file => new KnowledgeFile(Path.GetRelativePath(Folder, file).Replace('\\', '/'), File.ReadAllText(file)))
        .OrderBy(file => file.Path, StringComparer.Ordinal);

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "knowledge");
            if (File.Exists(Path.Combine(candidate, "edition.yaml"))) return candidate;
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds knowledge/edition.yaml.");
    }
}
