using Filaggrin.Advice.Appraisals;

namespace Filaggrin.Cli.Output;

internal static class LetterPage
{
    public static string Write(Appraisal appraisal) => appraisal.Region;
}
