namespace Filaggrin.Scores;

/// <summary>The six signs of a SCORAD sheet, whole grades 0 to 3, rated on a typical lesion.</summary>
/// <param name="Erythema">Grade 0 to 3.</param>
/// <param name="Oedema">Oedema or papulation, 0 to 3.</param>
/// <param name="Oozing">Oozing or crusting, 0 to 3.</param>
/// <param name="Excoriation">Grade 0 to 3.</param>
/// <param name="Lichenification">Grade 0 to 3.</param>
/// <param name="Dryness">Dryness of skin without eczema, 0 to 3; it scores in clear skin too.</param>
/// <exception cref="ArgumentOutOfRangeException">A grade is not allowed.</exception>
public sealed record ScoradSigns(int Erythema, int Oedema, int Oozing, int Excoriation, int Lichenification, int Dryness)
{
    internal static readonly IReadOnlyList<string> Names = ["erythema", "oedema", "oozing", "excoriation", "lichenification", "dryness"];

    /// <summary>Grade of erythema.</summary>
    public int Erythema { get; } = Grade(Erythema, nameof(Erythema));

    /// <summary>Grade of oedema or papulation.</summary>
    public int Oedema { get; } = Grade(Oedema, nameof(Oedema));

    /// <summary>Grade of oozing or crusting.</summary>
    public int Oozing { get; } = Grade(Oozing, nameof(Oozing));

    /// <summary>Grade of excoriation.</summary>
    public int Excoriation { get; } = Grade(Excoriation, nameof(Excoriation));

    /// <summary>Grade of lichenification.</summary>
    public int Lichenification { get; } = Grade(Lichenification, nameof(Lichenification));

    /// <summary>Grade of dryness of skin without eczema.</summary>
    public int Dryness { get; } = Grade(Dryness, nameof(Dryness));

    /// <summary>Sum of the grades, 0 to 18: part B of the sheet.</summary>
    public int Sum => Erythema + Oedema + Oozing + Excoriation + Lichenification + Dryness;

    internal static ScoradSigns? Read(InputReader inputs)
    {
        if (inputs.Object("intensity", "six signs") is not { } signs)
            return null;

        decimal?[] grades = [.. from name in Names select signs.Number(name, Expected.Grade)];
        return grades.Contains(null)
            ? null
            : new ScoradSigns((int)grades[0]!, (int)grades[1]!, (int)grades[2]!, (int)grades[3]!, (int)grades[4]!, (int)grades[5]!);
    }

    private static int Grade(int grade, string name) => (int)Expected.Grade.Check(grade, name);
}
