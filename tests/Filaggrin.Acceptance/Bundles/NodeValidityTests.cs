using System.Diagnostics;
using System.Text;
using Filaggrin.Acceptance.Commands;

namespace Filaggrin.Acceptance.Bundles;

/// <summary>The bundles are R4 by a validator of another language: the npm package fhir, which <c>tests/node/install</c> puts in place.</summary>
public class NodeValidityTests
{
    private static readonly string Root = Examples.Beside("");

    [Fact]
    public void A_validator_of_another_language_finds_no_fault()
    {
        Dictionary<string, byte[]> files = new(StringComparer.Ordinal) { ["hostile.json"] = WrittenBundles.Write(WrittenBundles.Hostile()) };
        foreach (string name in WrittenBundles.Names)
        {
            foreach ((string region, _, byte[] json) in WrittenBundles.Of(name)) files.Add($"{name}.{region}.json", json);
        }

        (int exit, string output) = Validate(files);
        Assert.True(exit == 0, output);
    }

    [Theory]
    [InlineData("\"intent\": \"proposal\"", "\"intent\": \"wish\"")]
    [InlineData("\"authoredOn\"", "\"authoredAt\"")]
    [InlineData("\"status\": \"not-started\"", "\"state\": \"not-started\"")]
    public void A_fault_is_found(string right, string wrong) // a check that cannot fail would hold everything
    {
        string json = Encoding.UTF8.GetString(WrittenBundles.Write(Examples.Appraise("complete-woman-34")));
        Assert.Contains(right, json, StringComparison.Ordinal);
        (int exit, string output) = Validate(new(StringComparer.Ordinal) { ["wrong.json"] = Encoding.UTF8.GetBytes(json.Replace(right, wrong, StringComparison.Ordinal)) });
        Assert.Equal(1, exit);
        Assert.StartsWith("wrong.json\terror\t", output, StringComparison.Ordinal);
    }

    internal static (int Exit, string Output) Validate(Dictionary<string, byte[]> files)
    {
        string modules = Path.Combine(Root, "artifacts", "node", "node_modules");
        Assert.True(Directory.Exists(Path.Combine(modules, "fhir")), "The npm package fhir is not installed; tests/node/install (which ./test calls) installs it.");
        string folder = Directory.CreateTempSubdirectory("filaggrin").FullName;
        try
        {
            foreach ((string name, byte[] json) in files) File.WriteAllBytes(Path.Combine(folder, name), json);
            ProcessStartInfo start = new("node") { UseShellExecute = false, RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 };
            start.ArgumentList.Add(Path.Combine(Root, "tests", "node", "validate-r4.js"));
            start.ArgumentList.Add(folder);
            start.Environment["NODE_PATH"] = modules;
            using Process process = Process.Start(start)!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
