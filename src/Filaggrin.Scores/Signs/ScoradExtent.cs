namespace Filaggrin.Scores;

/// <summary>Part A of SCORAD: affected share of the body surface, 0 to 100 (UCUM <c>%</c>), from regions by the rule of nines.</summary>
/// <remarks>
/// European Task Force on Atopic Dermatitis 1993, doi:10.1159/000247298, PMID 8435513.
/// Under 2 years head and legs have other shares, for which no source that adds up to 100 has been seen: there the percentage is taken as entered.
/// </remarks>
public static class ScoradExtent
{
    /// <summary>The regions and their shares of the body surface in percent, from 2 years.</summary>
    public static IReadOnlyList<(string Region, int Share)> Regions { get; } =
    [
        ("headNeck", 9), ("leftArm", 9), ("rightArm", 9), ("leftLeg", 18), ("rightLeg", 18),
        ("trunkFront", 18), ("trunkBack", 18), ("genitals", 1),
    ];

    /// <summary>Adds up the affected shares of the regions.</summary>
    /// <param name="ageYears">Age in years, 2 to 130.</param>
    /// <param name="affectedPercent">How much of each region is affected, 0 to 100 each, in the order of <see cref="Regions"/>.</param>
    /// <returns>Affected share of the body surface, 0 to 100 (UCUM <c>%</c>).</returns>
    /// <exception cref="ArgumentOutOfRangeException">The age is under 2 years or above 130, or a share is not 0 to 100.</exception>
    /// <exception cref="ArgumentException">The number of regions is wrong.</exception>
    public static decimal FromRegions(decimal ageYears, IReadOnlyList<decimal> affectedPercent)
    {
        if (AgeProblem(Expected.Age.Check(ageYears, nameof(ageYears))) is { } problem)
            throw new ArgumentOutOfRangeException(nameof(ageYears), problem);

        if (affectedPercent.Count != Regions.Count)
            throw new ArgumentException($"{affectedPercent.Count} regions given; expected {Regions.Count}.", nameof(affectedPercent));

        decimal sum = 0;
        for (int i = 0; i < Regions.Count; i++)
            sum += Regions[i].Share * Expected.Percent.Check(affectedPercent[i], Regions[i].Region);

        return Decimals.Normalise(sum / 100);
    }

    /// <summary>Reads <c>extentPercent</c>, or <c>extentRegions</c> with <c>ageYears</c>.</summary>
    internal static decimal? Read(InputReader inputs)
    {
        if (!inputs.Has("extentRegions") || inputs.Has("extentPercent"))
            return inputs.Number("extentPercent", Expected.Percent);

        decimal? age = inputs.Age(required: true);
        if (age is { } years && AgeProblem(years) is { } problem)
            inputs.Refuse("ageYears", problem);

        if (inputs.Object("extentRegions", "eight regions", asPath: true) is not { } regions)
            return null;

        decimal?[] affected = [.. from r in Regions select regions.Number(r.Region, Expected.Percent)];
        return age is >= 2 && !affected.Contains(null) ? FromRegions(age.Value, [.. from a in affected select a!.Value]) : null;
    }

    private static string? AgeProblem(decimal ageYears) =>
        ageYears < 2 ? "under 2 years the extent is not computed from regions; give extentPercent." : null;
}
