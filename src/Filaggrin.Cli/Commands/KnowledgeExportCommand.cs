using System.CommandLine;
using System.Runtime.InteropServices;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Export;

namespace Filaggrin.Cli.Commands;

/// <summary><c>knowledge export</c>: the rules as HL7 CQL with FHIR R4 PlanDefinitions.</summary>
internal static class KnowledgeExportCommand
{
    public static Command Create()
    {
        Argument<DirectoryInfo?> folder = KnowledgeCommand.FolderArgument();
        Option<DirectoryInfo> cql = new("--cql") { Description = "The folder to write CQL libraries, FHIR resources and a FHIR package to.", Required = true };
        Option<string> canonicalBase = new("--base") { Description = "The address below which the resources are named.", DefaultValueFactory = _ => KnowledgeExport.DefaultBase };
        Option<DirectoryInfo?> elm = new("--elm") { Description = $"A folder with what a translator made of the exported libraries (LIBRARY.json and {TranslatedLibraries.Sums}), for their resources to carry." };
        Command command = new("export", "Write each agent's rules as an HL7 CQL library with a FHIR PlanDefinition.") { folder, cql, canonicalBase, elm };
        command.SetAction(parsed => Run(KnowledgeFolder.Load(parsed.GetValue(folder)), parsed.GetRequiredValue(cql), parsed.GetRequiredValue(canonicalBase), parsed.GetValue(elm), Console.Out));
        return command;
    }

    internal static int Run(KnowledgeBase knowledge, DirectoryInfo folder, string canonicalBase, DirectoryInfo? elm, TextWriter output)
    {
        ExportedFile[] files;
        try
        {
            files = [.. KnowledgeExport.Write(knowledge, canonicalBase, elm is null ? null : Read(elm))];
        }
        catch (InvalidDataException fault)
        {
            throw new IOException($"--elm: {elm}: {fault.Message}", fault);
        }
        catch (ArgumentException fault)
        {
            throw new IOException("--base: " + fault.Message.Split('(')[0].TrimEnd(), fault);
        }

        foreach (ExportedFile file in files)
        {
            string path = Path.Combine(folder.FullName, file.Path.Replace('/', Path.DirectorySeparatorChar));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, ImmutableCollectionsMarshal.AsArray(file.Content)!);
        }

        int left = RemoveOthers(folder, [.. files.Select(file => file.Path)]);
        if (left > 0) output.WriteLine($"{left} files of an earlier export, which this edition no longer has, were removed.");
        output.WriteLine($"{files.Count(file => file.Path.StartsWith("cql/", StringComparison.Ordinal))} CQL libraries and {files.Count(file => file.Path.StartsWith("fhir/", StringComparison.Ordinal))} FHIR resources in {folder}, with bundle.json and package.tgz.");
        return ExitCode.Ok;
    }

    /// <summary>Removes what an earlier export left, told by our names: a server that takes the folder up would go on by rules that are gone.</summary>
    private static int RemoveOthers(DirectoryInfo folder, HashSet<string> written)
    {
        int removed = 0;
        foreach ((string part, string names) in new[] { ("cql", "Filaggrin*.cql"), ("fhir", "Library-Filaggrin*.json"), ("fhir", "PlanDefinition-filaggrin-*.json"), ("fhir", "ValueSet-filaggrin-*.json") })
        {
            foreach (FileInfo file in folder.CreateSubdirectory(part).EnumerateFiles(names))
            {
                if (written.Contains($"{part}/{file.Name}")) continue;
                file.Delete();
                removed++;
            }
        }

        return removed;
    }

    private static TranslatedLibraries Read(DirectoryInfo folder) => new(folder.EnumerateFiles()
        .Where(file => file.Name == TranslatedLibraries.Sums || file.Extension == ".json").ToDictionary(file => file.Name, file => File.ReadAllBytes(file.FullName), StringComparer.Ordinal));
}
