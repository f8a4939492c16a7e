using Filaggrin.Evidence;

namespace Filaggrin.Cli.Commands;

/// <summary>Bad data and bad options of the evidence commands become messages and the exit code 2.</summary>
internal static class EvidenceFailures
{
    public static int Told(TextWriter error, Func<int> command)
    {
        try
        {
            return command();
        }
        catch (EvidenceException fault)
        {
            foreach (string finding in fault.Findings) error.WriteLine($"filaggrin: {PlainText.Clean(finding)}");
        }
        catch (Exception fault) when (fault is KeyNotFoundException or ArgumentException or NotSupportedException)
        {
            error.WriteLine($"filaggrin: {PlainText.Clean(fault.Message)}");
        }

        return ExitCode.BadInput;
    }
}
