using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Filaggrin.Benchmarks;

/// <summary>A package of R that does a part of the same work, timed by its script in <c>bench/peers</c> where it is installed.</summary>
/// <param name="Package">Name of the package.</param>
/// <param name="Work">What its script does.</param>
internal sealed record Peer(string Package, string Work)
{
    private const string Data = "synthetic25_arms.csv";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>The peers, each on the same 25 treatments and 120 trials.</summary>
    public static Peer[] All { get; } =
    [
        new("netmeta", "REML fit with league table"),
        new("bayesmeta", "Bayesian fit of the most frequent comparison alone; the package knows two treatments"),
        new("multinma", "Bayesian fit by Stan, 4 chains of 2,000 iterations"),
    ];

    /// <summary>One line: the time, or why there is none.</summary>
    public string Report()
    {
        try
        {
            if (Run("-e", $"quit(status = !requireNamespace(\"{Package}\", quietly = TRUE))").Exit != 0) return $"skipped: {Package} (package not installed)";
            (int exit, string output, string error) = Run(Path.Combine(AppContext.BaseDirectory, "peers", Package + ".R"), Path.Combine(AppContext.BaseDirectory, "data", Data));
            return exit == 0 && double.TryParse(output.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out double milliseconds)
                ? string.Create(CultureInfo.InvariantCulture, $"{Package}: {milliseconds:0.##} ms ({Work})")
                : $"failed: {Package} ({(error.Length > 0 ? error.Split('\n')[0] : output.Trim())})";
        }
        catch (Win32Exception)
        {
            return $"skipped: {Package} (Rscript not installed)";
        }
    }

    private static (int Exit, string Output, string Error) Run(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("Rscript", ["--vanilla", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (process.WaitForExit(Patience)) return (process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
        process.Kill(entireProcessTree: true);
        return (-1, "", string.Create(CultureInfo.InvariantCulture, $"not done after {Patience.TotalMinutes:0} minutes"));
    }
}
