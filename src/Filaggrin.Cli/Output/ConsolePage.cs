using Filaggrin.Advice.Appraisals;

namespace Filaggrin.Cli.Output;

internal static class ConsolePage
{
    public static void Write(Appraisal appraisal, TextWriter output, bool colour)
    {
        foreach (Option option in appraisal.Options) output.WriteLine($"{Words.Of(option.Standing),-18} {option.Agent.Name}{(colour ? " " : "")}");
    }
}
