using Filaggrin.Evidence;

namespace Filaggrin.Cli.Commands;

/// <summary>Bad data and bad options of the evidence commands become messages and the exit code 2.</summary>
internal static class EvidenceFailures
{
    /// <summary>What is told of figures at which the arithmetic fails.</summary>
    public const string NotComputed = "the figures cannot be computed together; some are far too large or too small beside the others.";

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
        catch (Exception fault) when (fault is ArithmeticException or InvalidOperationException)
        {
            error.WriteLine($"filaggrin: {NotComputed}");
        }
        catch (Exception fault) when (fault is KeyNotFoundException or ArgumentException or NotSupportedException)
        {
            error.WriteLine($"filaggrin: {PlainText.Clean(fault.Message)}");
        }

        return ExitCode.BadInput;
    }
}
