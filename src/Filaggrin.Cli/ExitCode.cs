namespace Filaggrin.Cli;

/// <summary>The exit codes of every command.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Negative = 1;
    public const int BadInput = 2;
}
