using System.Text.RegularExpressions;

namespace Filaggrin.Knowledge.Facts;

/// <summary>The check digits of code systems, which betray a digit that was mistyped or two that were exchanged.</summary>
public static partial class CheckDigit
{
    // Verhoeff 1969, "Error detecting decimal codes": the dihedral group of the pentagon, and a permutation by position.
    private static readonly int[][] Permutations = Powers([1, 5, 7, 6, 2, 8, 3, 0, 9, 4], 8);

    /// <summary>Whether the code ends in its check digit; true where the system has none.</summary>
    public static bool Fits(CodeSystem system, string code) => system switch
    {
        CodeSystem.Snomed => SnomedCode().IsMatch(code) && Verhoeff(code),
        CodeSystem.Loinc => LoincCode().Match(code) is { Success: true } match && Mod10(match.Groups["body"].Value) == match.Groups["digit"].Value[0] - '0',
        _ => true,
    };

    private static bool Verhoeff(string digits)
    {
        int check = 0;
        for (int at = 0; at < digits.Length; at++) check = Multiply(check, Permutations[at % 8][digits[^(at + 1)] - '0']);
        return check == 0;
    }

    /// <summary>Two symmetries of the pentagon in turn: 0 to 4 rotate, 5 to 9 reflect.</summary>
    private static int Multiply(int one, int other) => (one < 5, other < 5) switch
    {
        (true, true) => (one + other) % 5,
        (true, false) => 5 + (one + other) % 5,
        (false, true) => 5 + (one - other) % 5,
        _ => (one - other + 5) % 5,
    };

    private static int[][] Powers(int[] permutation, int count)
    {
        int[][] powers = new int[count][];
        powers[0] = [.. Enumerable.Range(0, permutation.Length)];
        for (int power = 1; power < count; power++) powers[power] = [.. powers[power - 1].Select(digit => permutation[digit])];
        return powers;
    }

    /// <summary>The digit of LOINC: every other sign from the right is doubled; the letters of answer codes (LA) count by their place after «0».</summary>
    private static int Mod10(string body)
    {
        int sum = 0;
        for (int at = 0; at < body.Length; at++)
        {
            int sign = body[^(at + 1)] - '0';
            sum += at % 2 == 0 ? 2 * sign - sign / 5 * 9 : sign;
        }

        return (10 - sum % 10) % 10;
    }

    [GeneratedRegex(@"^\d{6,18}$", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex SnomedCode();

    [GeneratedRegex(@"^(?<body>(L[AGLP])?\d{1,7})-(?<digit>\d)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex LoincCode();
}
