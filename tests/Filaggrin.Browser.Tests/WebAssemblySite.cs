using System.Diagnostics;
using System.Reflection;
using Filaggrin.Tests;

namespace Filaggrin.Browser.Tests;

/// <summary>The engine published for the browser, once for a class of tests, with the data that its page asks for.</summary>
public sealed class WebAssemblySite : IAsyncLifetime
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(TestKnowledge.Folder, ".."));
    private static readonly string Published = Path.Combine(Root, "artifacts", "wasm");

    private readonly DirectoryInfo _made = Directory.CreateTempSubdirectory("filaggrin-wasm");

    public async ValueTask InitializeAsync()
    {
        // The engine's projects are built already: they came with the command that these tests run.
        string configuration = typeof(WebAssemblySite).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        string[] arguments = ["publish", Path.Combine(Root, "tests", "Filaggrin.Wasm"), "--configuration", configuration, "--output", Published, "-p:BuildProjectReferences=false", "-nologo", "-verbosity:quiet"];
        ProcessStartInfo start = new("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true };
        using Process publish = Process.Start(start)!;
        string told = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        Assert.True(publish.ExitCode == 0, told);
        Reports.Run(["knowledge", "build", TestKnowledge.Folder, "--output", Path.Combine(_made.FullName, "edition.bin")]);
    }

    public ValueTask DisposeAsync()
    {
        _made.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Puts a record beside the examples.</summary>
    public void Add(string name, string text) => File.WriteAllText(Path.Combine(_made.FullName, name), text);

    /// <summary>The file of a path within the site: the page and its program, or below <c>data/</c> the edition, a table, a record.</summary>
    public FileInfo? Find(string path)
    {
        if (!path.StartsWith("data/", StringComparison.Ordinal)) return new(Path.Combine(Published, "wwwroot", path));
        string name = path["data/".Length..];
        return new[] { _made.FullName, Path.Combine(Root, "evidence"), Path.Combine(Root, "examples") }
            .Select(folder => new FileInfo(Path.Combine(folder, name))).FirstOrDefault(file => file.Exists);
    }
}
