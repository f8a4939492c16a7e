using System.Runtime.CompilerServices;

namespace Filaggrin.Tests;

/// <summary>Compares a text with an approved one that stands beside the test.</summary>
internal static class Snapshot
{
    /// <summary>Fails unless <paramref name="actual"/> equals <c>Snapshots/NAME</c> beside the test; <c>ACCEPT=1 ./test</c> rewrites it.</summary>
    public static void Match(string actual, string name, [CallerFilePath] string test = "")
    {
        string file = PathOf(name, test);
        actual = actual.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
            return;
        }

        string approved = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        if (approved == actual) return;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file + ".received", actual);
        string[] want = approved.Split('\n'), got = actual.Split('\n');
        int line = 0;
        while (line < want.Length && line < got.Length && want[line] == got[line]) line++;
        Assert.Fail($"{name}:{line + 1}: approved «{want.ElementAtOrDefault(line)}», received «{got.ElementAtOrDefault(line)}». "
            + $"Look at {name}.received; ACCEPT=1 ./test takes it.");
    }

    /// <summary>The approved text, empty where there is none.</summary>
    public static string Approved(string name, [CallerFilePath] string test = "")
    {
        string file = PathOf(name, test);
        return File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
    }

    private static string PathOf(string name, string test) => Path.Combine(Path.GetDirectoryName(test)!, "Snapshots", name);
}
