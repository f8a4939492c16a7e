using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Filaggrin.Acceptance.Commands;
using Filaggrin.Acceptance.Records;
using Filaggrin.Knowledge.Export;

namespace Filaggrin.Acceptance.Export;

/// <summary>ELM in the resources: of a real translator, of the very texts that are exported, or refused.</summary>
public class TranslatedLibrariesTests
{
    private static readonly Dictionary<string, byte[]> Whole = Fake();

    [Fact]
    public void What_a_translator_made_of_the_export_stands_beside_the_text()
    {
        string folder = Directory.CreateTempSubdirectory("translated-").FullName, elm = Path.Combine(folder, "elm");
        try
        {
            Assert.Equal(0, Executable.Run("knowledge", "export", "--cql", folder).Exit);
            Directory.CreateDirectory(elm);
            foreach ((string name, byte[] content) in CqlEngine.Elm) File.WriteAllBytes(Path.Combine(elm, name), content);
            Outcome outcome = Executable.Run("knowledge", "export", "--cql", folder, "--elm", elm);
            Assert.Equal((0, ""), (outcome.Exit, outcome.Error));
            foreach (string name in CqlEngine.Libraries.Keys.Select(Path.GetFileNameWithoutExtension).OfType<string>())
            {
                using JsonDocument library = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "fhir", $"Library-{name}.json")));
                JsonElement[] content = [.. library.RootElement.GetProperty("content").EnumerateArray()];
                Assert.Equal(["text/cql", "application/elm+json"], content.Select(part => part.GetProperty("contentType").GetString()!), StringComparer.Ordinal);
                Assert.Equal(File.ReadAllBytes(Path.Combine(elm, name + ".json")), content[1].GetProperty("data").GetBytesFromBase64());
                Assert.EndsWith("/crmi-executablelibrary", library.RootElement.GetProperty("meta").GetProperty("profile").EnumerateArray().Last().GetString(), StringComparison.Ordinal);
            }

            File.AppendAllText(Path.Combine(elm, "FilaggrinFacts.json"), "x");
            outcome = Executable.Run("knowledge", "export", "--cql", folder, "--elm", elm);
            Assert.Equal((2, $"filaggrin: --elm: {elm}: FilaggrinFacts.json: expected ELM as JSON, a library with its identifier.\n"), (outcome.Exit, outcome.Error));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void ELM_of_each_library_is_taken() =>
        Assert.Equal(CqlEngine.Exported.Count, KnowledgeExport.Write(Engine.Knowledge, elm: new(Whole)).Length);

    [Fact]
    public void ELM_of_an_older_text_is_refused() => Refused(
        "FilaggrinMethotrexate.json: it was made from another text than this edition's FilaggrinMethotrexate.cql; translate that anew.",
        files => files[TranslatedLibraries.Sums] = Encoding.UTF8.GetBytes(Sums(text => text.Replace("define \"methotrexate-pregnancy\":", "define \"methotrexate-pregnancy\" :", StringComparison.Ordinal))));

    [Fact]
    public void A_missing_library_is_refused() => Refused("FilaggrinDupilumab.json: the file is missing; expected the ELM of FilaggrinDupilumab.cql.", files => files.Remove("FilaggrinDupilumab.json"));

    [Fact]
    public void A_text_without_its_sum_is_refused() => Refused(
        "SHA256SUMS: FilaggrinFacts.cql is missing.",
        files => files[TranslatedLibraries.Sums] = Encoding.UTF8.GetBytes(string.Join('\n', Sums().Split('\n').Where(line => !line.EndsWith("FilaggrinFacts.cql", StringComparison.Ordinal)))));

    [Fact]
    public void Missing_sums_are_refused() => Refused("SHA256SUMS: the file is missing; expected the SHA-256 of each .cql that was translated.", files => files.Remove(TranslatedLibraries.Sums));

    [Theory]
    [InlineData("0123  FilaggrinFacts.cql")]
    [InlineData("zz23456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef  FilaggrinFacts.cql")]
    [InlineData("FilaggrinFacts.cql")]
    public void What_is_no_sum_is_refused(string line) =>
        Refused("SHA256SUMS:2: expected a SHA-256 in hexadecimal and the name of a .cql.", files => files[TranslatedLibraries.Sums] = Encoding.UTF8.GetBytes("\n" + line + "\n"));

    [Fact]
    public void ELM_of_another_library_is_refused() =>
        Refused($"FilaggrinFacts.json: expected the ELM of FilaggrinFacts, version {Engine.Knowledge.Edition.Version}.", files => files["FilaggrinFacts.json"] = files["FilaggrinDupilumab.json"]);

    [Fact]
    public void ELM_with_an_error_is_refused() => Refused(
        "FilaggrinFacts.json: the translator found an error in FilaggrinFacts.cql.",
        files => files["FilaggrinFacts.json"] = Elm("FilaggrinFacts", new JsonObject { ["type"] = "CqlToElmError", ["errorSeverity"] = "error" }));

    [Fact]
    public void ELM_with_a_warning_is_taken()
    {
        Dictionary<string, byte[]> files = new(Whole, StringComparer.Ordinal) { ["FilaggrinFacts.json"] = Elm("FilaggrinFacts", new JsonObject { ["type"] = "CqlToElmError", ["errorSeverity"] = "warning" }) };
        Assert.NotEmpty(KnowledgeExport.Write(Engine.Knowledge, elm: new(files)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"library": {"identifier": "FilaggrinFacts"}}""")]
    public void What_is_no_ELM_is_refused(string json) =>
        Refused("FilaggrinFacts.json: expected ELM as JSON, a library with its identifier.", files => files["FilaggrinFacts.json"] = Encoding.UTF8.GetBytes(json));

    private static void Refused(string message, Action<Dictionary<string, byte[]>> spoil)
    {
        Dictionary<string, byte[]> files = new(Whole, StringComparer.Ordinal);
        spoil(files);
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => KnowledgeExport.Write(Engine.Knowledge, elm: new(files))).Message);
    }

    private static Dictionary<string, byte[]> Fake()
    {
        Dictionary<string, byte[]> files = CqlEngine.Libraries.Keys.Select(name => Path.GetFileNameWithoutExtension(name)).ToDictionary(name => name + ".json", name => Elm(name), StringComparer.Ordinal);
        files[TranslatedLibraries.Sums] = Encoding.UTF8.GetBytes(Sums());
        return files;
    }

    private static byte[] Elm(string name, params JsonNode[] annotations) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["library"] = new JsonObject { ["annotation"] = new JsonArray(annotations), ["identifier"] = new JsonObject { ["id"] = name, ["version"] = Engine.Knowledge.Edition.Version } },
    }.ToJsonString());

    private static string Sums(Func<string, string>? other = null) => string.Join('\n', CqlEngine.Libraries.Select(library =>
        $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(other?.Invoke(library.Value) ?? library.Value)))}  {library.Key}"));
}
