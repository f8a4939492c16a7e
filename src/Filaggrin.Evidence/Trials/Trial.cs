using System.Globalization;
using System.Text.RegularExpressions;

namespace Filaggrin.Evidence.Trials;

/// <summary>A randomised trial, from <c>trials.csv</c>.</summary>
/// <param name="Id">The key of the trial.</param>
/// <param name="Name">Its name, such as <c>LIBERTY AD SOLO 1</c>.</param>
/// <param name="Registry">Its number in a trial registry; empty where it has none.</param>
/// <param name="Reference">First author and year of the primary report.</param>
/// <param name="Doi">Of the primary report; may be empty.</param>
/// <param name="Pmid">Of the primary report; given only where seen.</param>
/// <param name="Population">The age group.</param>
/// <param name="Age">The ages admitted, in words.</param>
/// <param name="Eligibility">What else was asked of the patients.</param>
/// <param name="PriorFailure">The treatment that had to have failed or to be unsuitable: <c>ciclosporin</c>, <c>systemic</c>, or empty. Harder to treat than others.</param>
/// <param name="Severity">The severity admitted, in words.</param>
/// <param name="Background">What every arm was given besides.</param>
/// <param name="Design">Parallel or crossover, in words.</param>
/// <param name="AnalysisSet">What it can be used for.</param>
/// <param name="DurationWeeks">Length of the controlled period.</param>
/// <param name="PrimaryWeek">Week of the primary end point.</param>
/// <param name="Randomised">Patients randomised; null where not found.</param>
/// <param name="Blinding">Who did not know the treatment, in words.</param>
/// <param name="Funding">Who paid.</param>
/// <param name="Origin">Whether the description was read or is recalled.</param>
/// <param name="Note">What to know about the trial.</param>
/// <param name="Line">Its line in the file, for messages.</param>
public sealed partial record Trial(
    string Id, string Name, string Registry, string Reference, string Doi, string Pmid,
    Population Population, string Age, string Eligibility, string PriorFailure, string Severity, Background Background,
    string Design, AnalysisSet AnalysisSet, int DurationWeeks, int PrimaryWeek, int? Randomised, string Blinding, string Funding,
    Origin Origin, string Note, int Line)
{
    /// <summary>A patient of an age was admitted; null where the ages are not told.</summary>
    /// <param name="age">Age (a).</param>
    public bool? Admits(decimal age)
    {
        if (Ages().Match(Age) is not { Success: true } ages) return null;
        decimal least = decimal.Parse(ages.Groups["from"].Value, CultureInfo.InvariantCulture) / (ages.Groups["months"].Success ? MonthsOfYear : 1m);
        if (age < least) return false;
        // The last year counts to its end, unless its beginning is named as the limit.
        return !ages.Groups["to"].Success || age < decimal.Parse(ages.Groups["to"].Value, CultureInfo.InvariantCulture) + (ages.Groups["below"].Success ? 0m : 1m);
    }

    private const decimal MonthsOfYear = 12m;

    [GeneratedRegex(@"^(?:>=(?<from>\d+) y|(?<from>\d+)(?<months> months)?(?:-| to )(?<below><)?(?<to>\d+) y)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Ages();
}
