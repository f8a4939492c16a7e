using System.Globalization;

namespace Filaggrin.Evidence.Comparisons;

/// <summary>Patients to treat for one more of them to benefit (NNTB) or to be harmed (NNTH).</summary>
/// <remarks>
/// The reciprocal of a difference of risks. An interval that holds no difference runs through infinity, from one side to the other, and is
/// written so: Altman 1998, doi:10.1136/bmj.317.7168.1309.
/// </remarks>
/// <param name="Benefit">Difference of risks, positive where the treatment is better, -1 to 1.</param>
/// <param name="Lower">Lower limit of the difference.</param>
/// <param name="Upper">Upper limit of the difference.</param>
public readonly record struct NumberNeededToTreat(double Benefit, double Lower, double Upper)
{
    /// <summary>Whether the interval holds no difference.</summary>
    public bool RunsThroughInfinity => Lower <= 0 && Upper >= 0;

    /// <summary>The number with its interval in words, such as <c>NNTB 10 (NNTB 4.0 to ∞ to NNTH 20)</c>.</summary>
    public override string ToString()
    {
        string estimate = Side(Benefit);
        if (RunsThroughInfinity) return $"{estimate} ({Limit(Upper)} to {(Lower < 0 && Upper > 0 ? "∞ to " : "")}{Limit(Lower)})";
        (double near, double far) = Benefit > 0 ? (Upper, Lower) : (Lower, Upper);
        return $"{estimate} ({Show(near)} to {Show(far)})";
    }

    private static string Side(double difference) => difference == 0 ? "no difference" : $"{(difference > 0 ? "NNTB" : "NNTH")} {Show(difference)}";

    private static string Limit(double difference) => difference == 0 ? "∞" : Side(difference);

    private static string Show(double difference)
    {
        double number = 1 / Math.Abs(difference);
        return number.ToString(number < 9.95 ? "0.0" : "0", CultureInfo.InvariantCulture);
    }
}
