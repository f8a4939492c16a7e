using System.Diagnostics;
using System.Runtime.CompilerServices;
using Filaggrin.Tests;

namespace Filaggrin.Browser.Tests;

/// <summary>Reports of the examples, made by the command as its users run it.</summary>
internal static class Reports
{
    private static readonly Dictionary<string, string> Made = new(StringComparer.Ordinal);
    private static readonly string Folder = Directory.CreateTempSubdirectory("filaggrin-report").FullName;

    public static IEnumerable<string> Examples => Directory.EnumerateFiles(Path.Combine(TestKnowledge.Folder, "..", "examples"), "*.json")
        .Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => name != "answers").Order(StringComparer.Ordinal);

    /// <summary>The report of an example.</summary>
    [MethodImpl(MethodImplOptions.Synchronized)]
    public static string Of(string example)
    {
        if (!Made.TryGetValue(example, out string? file)) Made[example] = file = Make(Path.Combine(TestKnowledge.Folder, "..", "examples", example + ".json"), example);
        return file;
    }

    /// <summary>The report of a record.</summary>
    public static string Make(string record, string name, params string[] more)
    {
        string file = Path.Combine(Folder, name + ".html");
        Run(["appraise", record, "--as-of", "2026-11-01", "--html", file, .. more]);
        return file;
    }

    /// <summary>What the built command writes to standard output.</summary>
    public static string Run(string[] arguments)
    {
        ProcessStartInfo start = new(Path.GetFullPath(Path.Combine(TestKnowledge.Folder, "..", "filaggrin")), arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
        return output.GetAwaiter().GetResult();
    }
}
