namespace Filaggrin.Cli.Output.Report;

/// <summary>The style and the script of the page, which lie in the program.</summary>
internal static class ReportFiles
{
    /// <summary>One of them as text.</summary>
    public static string Read(string name)
    {
        using Stream stream = typeof(ReportFiles).Assembly.GetManifestResourceStream($"Filaggrin.Cli.Output.Report.{name}")!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
