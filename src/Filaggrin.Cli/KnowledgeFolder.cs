using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Cli;

/// <summary>Finds the knowledge: a folder that was named, or the edition beside the program.</summary>
internal static class KnowledgeFolder
{
    private const string EditionFile = "edition.bin";

    public static KnowledgeBase Load(DirectoryInfo? folder)
    {
        if (folder is not null) return KnowledgeBase.Load(Files(folder));
        string built = Path.Combine(AppContext.BaseDirectory, EditionFile);
        if (File.Exists(built)) return EditionArchive.Read(File.ReadAllBytes(built));
        return KnowledgeBase.Load(Files(Nearest()));
    }

    /// <summary>Every file of the folder, the collected claims among them; each reader takes its own.</summary>
    public static IEnumerable<KnowledgeFile> Files(DirectoryInfo folder)
    {
        if (!folder.Exists) throw new IOException($"{folder}: there is no such folder.");
        return folder.EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(file => file.Extension is ".yaml" or ".yml") // the second is named as a file that nobody reads
            .OrderBy(file => file.FullName, StringComparer.Ordinal)
            .Select(file => new KnowledgeFile(Path.GetRelativePath(folder.FullName, file.FullName).Replace('\\', '/'), File.ReadAllText(file.FullName)));
    }

    /// <summary>The knowledge folder of the checkout that the program was built in.</summary>
    public static DirectoryInfo Nearest()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "knowledge");
            if (File.Exists(Path.Combine(candidate, "edition.yaml"))) return new(candidate);
        }

        throw new IOException("knowledge: the folder was not found; name it with --knowledge.");
    }
}
