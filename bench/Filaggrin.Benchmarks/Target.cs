using System.Globalization;

namespace Filaggrin.Benchmarks;

/// <summary>A figure that the software is to reach, with what was measured.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Unit">ms, × or kB.</param>
/// <param name="Limit">The largest value that passes; null: told only.</param>
/// <param name="Least">The least of all rounds.</param>
/// <param name="Median">Their median, which is held against the limit.</param>
internal sealed record Target(string Name, string Unit, double? Limit, double Least, double Median)
{
    public static string Header { get; } = $"{"",-6}{"what",-66}{"median",10}{"least",10}{"limit",10}";

    public bool Passes => Limit is not { } limit || Median <= limit;

    /// <summary>One line of the table.</summary>
    public string Line => string.Create(CultureInfo.InvariantCulture,
        $"{(Limit is null ? "" : Passes ? "pass" : "FAIL"),-6}{Name,-66}{Number(Median),10}{Number(Least),10}{(Limit is { } limit ? Number(limit) + " " + Unit : Unit),10}");

    /// <summary>Rounds in order of size.</summary>
    public static Target Of(string name, string unit, double? limit, IEnumerable<double> rounds)
    {
        double[] sorted = [.. rounds.Order()];
        return new(name, unit, limit, sorted[0], sorted[sorted.Length / 2]);
    }

    private static string Number(double value) => value.ToString(value < 10 ? "0.00" : "0", CultureInfo.InvariantCulture);
}
