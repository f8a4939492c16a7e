namespace Filaggrin.Cli.Output;

/// <summary>What the terminal can show.</summary>
internal static class Terminal
{
    /// <summary>Colour only on a terminal, and not where NO_COLOR asks for none.</summary>
    public static bool UsesColour => !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
}
