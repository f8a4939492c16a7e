using System.Globalization;

namespace Filaggrin.Evidence;

/// <summary>Where the trials of a table stand, so that what is found out later still names file and line.</summary>
/// <param name="name">Name of the file; empty for trials that do not come from one.</param>
internal sealed class TrialLines(string name)
{
    private readonly Dictionary<string, List<int>> _lines = new(StringComparer.Ordinal);

    /// <summary>Trials that do not come from a table.</summary>
    public static TrialLines None { get; } = new("");

    public void Add(string study, int line)
    {
        if (!_lines.TryGetValue(study, out List<int>? lines)) _lines[study] = lines = [];
        if (!lines.Contains(line)) lines.Add(line);
    }

    /// <summary>A trial with its lines, such as <c>trial X (lines 2, 3)</c>.</summary>
    public string Named(string study) => $"trial {study}{(_lines.TryGetValue(study, out List<int>? lines)
        ? $" (line{(lines.Count == 1 ? "" : "s")} {string.Join(", ", lines.Select(line => line.ToString(CultureInfo.InvariantCulture)))})" : "")}";

    /// <summary>A finding that begins with <c>trial</c> and its label, with file and lines before and behind that.</summary>
    public string Placed(string study, string finding)
    {
        string label = $"trial {study}";
        if (!_lines.TryGetValue(study, out List<int>? lines) || !finding.StartsWith(label, StringComparison.Ordinal)) return finding;
        return string.Create(CultureInfo.InvariantCulture, $"{name}:{lines[0]}: {(lines.Count == 1 ? label : Named(study))}{finding[label.Length..]}");
    }
}
