namespace Filaggrin.Scores;

/// <summary>Six Area, Six Sign Atopic Dermatitis severity score (SASSAD), 0 to 108 points.</summary>
/// <remarks>
/// Definition: Berth-Jones 1996, doi:10.1111/j.1365-2133.1996.tb00706.x, PMID 8881671. No bands are published.
/// Agreement: Charman et al. 2002, doi:10.1046/j.1365-2133.2002.04644.x.
/// </remarks>
public static class Sassad
{
    private static readonly string[] AreaNames = ["arms", "hands", "legs", "feet", "headNeck", "trunk"];
    private static readonly string[] SignNames = ["erythema", "exudation", "excoriation", "dryness", "cracking", "lichenification"];

    /// <summary>Range and agreement between raters.</summary>
    public static Instrument Instrument { get; } = new("SASSAD", "Six Area, Six Sign Atopic Dermatitis severity score")
    {
        OtherNames = ["Six Area Six Sign Atopic Dermatitis", "SASSAD index"],
        Minimum = 0,
        Maximum = 108,
        WholeNumbers = true,
        Remark = "Number only. One rater repeats within 8 points and raters differ by 16 on the same patient (median 15.5): smaller changes are not real changes.",
        Evaluate = Evaluate,
    };

    /// <summary>The six areas, in the order that <see cref="Compute"/> expects.</summary>
    public static IReadOnlyList<string> Areas => AreaNames;

    /// <summary>The six signs of an area, in the order that <see cref="Compute"/> expects.</summary>
    public static IReadOnlyList<string> Signs => SignNames;

    /// <summary>Scores one examination.</summary>
    /// <param name="grades">Six areas of six signs, in the order of <see cref="Areas"/> and <see cref="Signs"/>, whole grades 0 to 3.</param>
    /// <returns>The sum in points (UCUM <c>{score}</c>), 0 to 108.</returns>
    /// <exception cref="ArgumentException">Areas or signs are missing or too many.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A grade is not 0 to 3.</exception>
    public static Score Compute(IReadOnlyList<IReadOnlyList<int>> grades)
    {
        if (grades.Count != AreaNames.Length || grades.Any(area => area.Count != SignNames.Length))
            throw new ArgumentException("expected six areas with six signs each.", nameof(grades));

        decimal sum = 0;
        for (int area = 0; area < AreaNames.Length; area++)
        {
            for (int sign = 0; sign < SignNames.Length; sign++)
                sum += Expected.Grade.Check(grades[area][sign], $"{AreaNames[area]}.{SignNames[sign]}");
        }

        return Score.Of(Instrument, sum);
    }

    private static Score? Evaluate(InputReader inputs)
    {
        if (inputs.Object("perArea", "six areas") is not { } areas)
            return null;

        var grades = new List<IReadOnlyList<int>>();
        foreach (string area in AreaNames)
        {
            if (areas.Numbers(area, SignNames, Expected.Grade) is { } signs)
                grades.Add([.. from grade in signs select (int)grade]);
        }

        return grades.Count == AreaNames.Length ? Compute(grades) : null;
    }
}
