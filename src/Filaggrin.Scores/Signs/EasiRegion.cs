namespace Filaggrin.Scores;

/// <summary>One of the four body regions of an EASI examination.</summary>
/// <param name="Percent">Share of the region that is affected, 0 to 100 (UCUM <c>%</c>); decimals are allowed.</param>
/// <param name="Erythema">Grade 0, 1, 1.5, 2, 2.5 or 3.</param>
/// <param name="Oedema">Oedema or papulation, same grades.</param>
/// <param name="Excoriation">Same grades.</param>
/// <param name="Lichenification">Same grades.</param>
/// <exception cref="ArgumentOutOfRangeException">The share or a grade is not allowed.</exception>
public sealed record EasiRegion(decimal Percent, decimal Erythema, decimal Oedema, decimal Excoriation, decimal Lichenification)
{
    // A sign is absent or at least mild, so that half points start above 1: 0.5 is no grade.
    internal static readonly Expected Grades = new(0, 3) { Values = [0m, 1m, 1.5m, 2m, 2.5m, 3m] };

    /// <summary>Share of the region that is affected, 0 to 100 (UCUM <c>%</c>).</summary>
    public decimal Percent { get; } = Expected.Percent.Check(Percent, nameof(Percent));

    /// <summary>Grade of erythema.</summary>
    public decimal Erythema { get; } = Grades.Check(Erythema, nameof(Erythema));

    /// <summary>Grade of oedema or papulation.</summary>
    public decimal Oedema { get; } = Grades.Check(Oedema, nameof(Oedema));

    /// <summary>Grade of excoriation.</summary>
    public decimal Excoriation { get; } = Grades.Check(Excoriation, nameof(Excoriation));

    /// <summary>Grade of lichenification.</summary>
    public decimal Lichenification { get; } = Grades.Check(Lichenification, nameof(Lichenification));

    /// <summary>Area score 0 to 6.</summary>
    /// <remarks>Published for whole percentages (1-9, 10-29, ...); a fraction such as 9.9 belongs to the class that its next cut closes.</remarks>
    public int AreaScore => Percent switch
    {
        0 => 0,
        < 10 => 1,
        < 30 => 2,
        < 50 => 3,
        < 70 => 4,
        < 90 => 5,
        _ => 6,
    };

    /// <summary>Sum of the four grades, 0 to 12.</summary>
    public decimal Signs => Erythema + Oedema + Excoriation + Lichenification;

    /// <summary>Signs times area score, 0 to 72, before the region is weighed.</summary>
    public decimal Points => Signs * AreaScore;

    /// <summary>What contradicts itself; null when nothing does.</summary>
    internal string? Contradiction => (Percent, Signs) switch
    {
        (0, > 0) => "signs are graded in 0 % of the region, which therefore counts 0.",
        ( > 0, 0) => $"{Decimals.Text(Percent)} % are affected without any sign, and the region counts 0.",
        _ => null,
    };
}
