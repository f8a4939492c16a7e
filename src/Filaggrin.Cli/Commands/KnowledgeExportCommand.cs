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
        Command command = new("export", "Write each agent's rules as an HL7 CQL library with a FHIR PlanDefinition.") { folder, cql, canonicalBase };
        command.SetAction(parsed => Run(KnowledgeFolder.Load(parsed.GetValue(folder)), parsed.GetRequiredValue(cql), parsed.GetRequiredValue(canonicalBase), Console.Out));
        return command;
    }

    internal static int Run(KnowledgeBase knowledge, DirectoryInfo folder, string canonicalBase, TextWriter output)
    {
        ExportedFile[] files;
        try
        {
            files = [.. KnowledgeExport.Write(knowledge, canonicalBase)];
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
}
