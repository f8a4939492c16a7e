using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Filaggrin.Acceptance.Commands;
using Filaggrin.Acceptance.Records;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Export;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Acceptance.Export;

/// <summary>Another translator and another engine: <c>@cqframework/cql</c> and <c>cql-execution</c>, which <c>tests/node/install</c> puts in place.</summary>
internal static class CqlEngine
{
    private static readonly DateOnly Day = new(2026, 6, 15);

    private static readonly string Root = Examples.Beside("");

    /// <summary>The export of this checkout's knowledge, by path.</summary>
    public static IReadOnlyDictionary<string, ExportedFile> Exported { get; } = KnowledgeExport.Write(Engine.Knowledge).ToDictionary(file => file.Path, StringComparer.Ordinal);

    /// <summary>The exported libraries, by file name.</summary>
    public static IReadOnlyDictionary<string, string> Libraries { get; } = Exported.Values.Where(file => file.Path.StartsWith("cql/", StringComparison.Ordinal))
        .ToDictionary(file => file.Path["cql/".Length..], file => Encoding.UTF8.GetString(file.Content.AsSpan()), StringComparer.Ordinal);

    private static readonly Lazy<string> ValueSets = new(() => new JsonObject(
        Exported.Values.Where(file => file.Path.StartsWith("fhir/ValueSet-", StringComparison.Ordinal)).Select(file => JsonNode.Parse(file.Content.AsSpan())!).Select(set => KeyValuePair.Create(
            set["url"]!.GetValue<string>(), (JsonNode?)new JsonObject { [set["version"]!.GetValue<string>()] = set["expansion"]!["contains"]!.DeepClone() }))).ToJsonString());

    private static readonly Lazy<IReadOnlyDictionary<string, byte[]>> Translated = new(() => Translate([.. Libraries, KeyValuePair.Create(FormTests.Library + ".cql", FormTests.Cql())]));

    /// <summary>The exported libraries as ELM, with the library of <see cref="FormTests"/>, by file name; translated once for all tests.</summary>
    public static IReadOnlyDictionary<string, byte[]> Elm => Translated.Value;

    /// <summary>The ELM of libraries, and the sums of their texts, by file name.</summary>
    public static IReadOnlyDictionary<string, byte[]> Translate(IEnumerable<KeyValuePair<string, string>> libraries) => InFolder(folder =>
    {
        foreach ((string name, string text) in libraries) File.WriteAllText(Path.Combine(folder, name), text);
        string elm = Path.Combine(folder, "elm");
        Node("translate-cql.js", folder, elm);
        return (IReadOnlyDictionary<string, byte[]>)Directory.EnumerateFiles(elm).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes, StringComparer.Ordinal);
    });

    /// <summary>A case of a patient of whom nothing but the sheet is known, with the parameters that the product writes.</summary>
    public static JsonObject Sheet(IReadOnlyCollection<(Agent Agent, FactSheet Sheet)> frames, string region)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer)) SheetParameters.Write(json, Engine.Knowledge, frames, region, Day);
        return new() { ["parameters"] = JsonNode.Parse(buffer.WrittenSpan) };
    }

    /// <summary>The parameters of a record without a sheet.</summary>
    public static JsonNode Parameters(string region, DateOnly asOf) => JsonNode.Parse($$"""
        {"resourceType":"Parameters","parameter":[{"name":"Region","valueString":"{{region}}"},{"name":"AsOf","valueDate":"{{DateSpan.Iso(asOf)}}"}]}
        """)!;

    /// <summary>Answers each case: by library and definition.</summary>
    public static JsonNode[] Run(IEnumerable<KeyValuePair<string, byte[]>> elm, IEnumerable<JsonNode> cases) => InFolder(folder =>
    {
        foreach ((string name, byte[] content) in elm) File.WriteAllBytes(Path.Combine(folder, name), content);
        File.WriteAllText(Path.Combine(folder, "value-sets.json"), ValueSets.Value);
        string asked = Path.Combine(folder, "cases"), answers = Path.Combine(folder, "answers");
        File.WriteAllLines(asked, cases.Select(one => one.ToJsonString()));
        Node("run-cql.js", folder, asked, answers);
        return File.ReadLines(answers).Select(line => JsonNode.Parse(line)!).ToArray();
    });

    private static T InFolder<T>(Func<string, T> work)
    {
        string folder = Directory.CreateTempSubdirectory("filaggrin").FullName;
        try
        {
            return work(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Node(string script, params string[] arguments)
    {
        string modules = Path.Combine(Root, "artifacts", "node", "node_modules");
        Assert.True(Directory.Exists(Path.Combine(modules, "cql-execution")), "The npm package cql-execution is not installed; tests/node/install (which ./test calls) installs it.");
        ProcessStartInfo start = new("node") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])[Path.Combine(Root, "tests", "node", script), .. arguments]) start.ArgumentList.Add(argument);
        start.Environment["NODE_PATH"] = modules;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.GetAwaiter().GetResult());
    }
}
