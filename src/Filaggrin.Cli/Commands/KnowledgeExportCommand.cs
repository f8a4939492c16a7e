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

        output.WriteLine($"{files.Count(file => file.Path.StartsWith("cql/", StringComparison.Ordinal))} CQL libraries and {files.Count(file => file.Path.StartsWith("fhir/", StringComparison.Ordinal))} FHIR resources in {folder}, with bundle.json and package.tgz.");
        return ExitCode.Ok;
    }

    private static TranslatedLibraries Read(DirectoryInfo folder) => new(folder.EnumerateFiles()
        .Where(file => file.Name == TranslatedLibraries.Sums || file.Extension == ".json").ToDictionary(file => file.Name, file => File.ReadAllBytes(file.FullName), StringComparer.Ordinal));
}
