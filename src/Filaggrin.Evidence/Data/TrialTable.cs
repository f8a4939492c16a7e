using System.Collections.Immutable;
using System.Globalization;

namespace Filaggrin.Evidence;

/// <summary>Trials as a table gives them: arms with their data, or contrasts.</summary>
/// <remarks>
/// Recognised by the columns of the header (case, spaces and punctuation do not matter): one arm a line
/// (<c>study, treatment</c> with <c>events, n</c>, <c>percent, n</c>, <c>events, time</c> or <c>n, mean</c> and <c>sd</c>, <c>se</c> or <c>lower, upper</c>);
/// one trial a line with numbered columns (<c>treatment1, events1, n1, treatment2, …</c>);
/// one contrast a line (<c>study, treat1, treat2, TE, seTE</c>, or <c>lower, upper</c> in place of the standard error;
/// a column <c>HR</c>, <c>OR</c>, <c>RR</c> or <c>IRR</c> holds ratios that are not logarithms yet);
/// one 2×2 table a line (<c>tpos, tneg, cpos, cneg</c> or <c>ai, bi, ci, di</c>).
/// </remarks>
public sealed class TrialTable
{
    private readonly Func<string, Covariate> _covariates;

    internal TrialTable(ImmutableArray<Arm> arms, ImmutableArray<Contrast> contrasts, ImmutableArray<string> warnings, EffectMeasure? measure, Func<string, Covariate> covariates, TrialLines lines)
    {
        _covariates = covariates;
        Arms = arms;
        Contrasts = contrasts;
        Warnings = warnings;
        Measure = measure;
        Lines = lines;
    }

    /// <summary>Where each trial stands.</summary>
    internal TrialLines Lines { get; }

    /// <summary>The arms; empty where the table holds contrasts.</summary>
    public ImmutableArray<Arm> Arms { get; }

    /// <summary>The contrasts; empty where the table holds arms.</summary>
    public ImmutableArray<Contrast> Contrasts { get; }

    /// <summary>What was left out or reckoned, each with its line and trial.</summary>
    public ImmutableArray<string> Warnings { get; }

    /// <summary>The measure that the table itself names or that suits its data; null where contrasts do not tell.</summary>
    public EffectMeasure? Measure { get; }

    /// <summary>A numeric column as a property of the trials, for meta-regression.</summary>
    /// <param name="column">Its title, capitals aside.</param>
    /// <exception cref="EvidenceException">There is no such column, or a trial has no number or two different ones in it; all of them with their lines.</exception>
    public Covariate Covariate(string column) => _covariates(column);

    /// <summary>Reads a CSV text (RFC 4180).</summary>
    /// <param name="text">The whole text, header first.</param>
    /// <param name="name">Name of the file for messages.</param>
    /// <exception cref="EvidenceException">Columns or values that cannot be used, all of them with their lines.</exception>
    public static TrialTable Read(string text, string name)
    {
        List<(int Line, string Text)> faults = [];
        // Spreadsheets leave blanks around values, lines of nothing but separators, and semicolons or tabs between values.
        CsvRow[] rows = [.. CsvText.Read(text, faults, Separator(text)).Select(row => row with { Fields = [.. row.Fields.Select(field => field.Trim())] }).Where(row => Array.Exists(row.Fields, field => field.Length > 0))];
        if (faults.Count > 0) throw new EvidenceException([.. faults.Select(fault => string.Create(CultureInfo.InvariantCulture, $"{name}:{fault.Line}: {fault.Text}"))]);
        if (rows.Length == 0) throw new EvidenceException($"{name}: the file is empty; a header and one line for each arm or contrast are expected.");
        TableColumns columns = new(name, rows[0].Fields);
        if (rows.Length == 1) throw new EvidenceException($"{name}: there is no trial below the header.");
        TableRows table = new(name, columns, rows[0].Fields.Length);
        foreach (CsvRow row in rows.Skip(1)) table.Add(row);
        return table.Finish(rows);
    }

    private static char Separator(string text)
    {
        int end = text.AsSpan().IndexOfAny('\n', '\r');
        string header = end < 0 ? text : text[..end];
        return header.Contains(',', StringComparison.Ordinal) ? ',' : header.Contains(';', StringComparison.Ordinal) ? ';' : header.Contains('\t', StringComparison.Ordinal) ? '\t' : ',';
    }
}
