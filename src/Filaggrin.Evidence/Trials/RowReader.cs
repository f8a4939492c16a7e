using System.Globalization;

namespace Filaggrin.Evidence.Trials;

/// <summary>Reads the columns of one row; what cannot be read is a finding, and the row is then not used.</summary>
internal sealed class RowReader(string file, Dictionary<string, int> columns, ICollection<TrialFinding> findings)
{
    private string[] _fields = [];

    public int Line { get; private set; }

    /// <summary>Whether every column asked for since <see cref="Turn"/> could be read.</summary>
    public bool IsSound { get; private set; }

    public void Turn(int line, string[] fields) => (Line, _fields, IsSound) = (line, fields, true);

    public string Text(string column) => columns.TryGetValue(column, out int at) ? _fields[at] : "";

    public string Required(string column)
    {
        string text = Text(column);
        if (text.Length == 0) Fault($"{column} is empty.");
        return text;
    }

    public int Whole(string column)
    {
        int? value = WholeOrNull(column);
        if (value is null && IsSound) Fault($"{column} is empty; a whole number was expected.");
        return value ?? 0;
    }

    public int? WholeOrNull(string column)
    {
        string text = Text(column);
        if (text.Length == 0) return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)) return value;
        Fault($"{column} «{text}» is no whole number.");
        return null;
    }

    public double Number(string column)
    {
        double? value = NumberOrNull(column);
        if (value is null && IsSound) Fault($"{column} is empty; a number was expected.");
        return value ?? double.NaN;
    }

    public double? NumberOrNull(string column)
    {
        string text = Text(column);
        if (text.Length == 0) return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)) return value;
        Fault($"{column} «{text}» is no number.");
        return null;
    }

    public Printed? PrintedOrNull(string column)
    {
        if (NumberOrNull(column) is not { } value) return null;
        string text = Text(column);
        int point = text.IndexOf('.', StringComparison.Ordinal);
        return new Printed(value, point < 0 ? 0 : text.Length - point - 1);
    }

    public T Code<T>(string column, CodeList<T> codes)
        where T : struct
    {
        string text = Text(column);
        if (!codes.TryParse(text, out T value)) Fault($"{column} «{text}» is not known; expected {codes.Words}.");
        return value;
    }

    public T? CodeOrNull<T>(string column, CodeList<T> codes)
        where T : struct => Text(column).Length == 0 ? null : Code(column, codes);

    private void Fault(string message)
    {
        IsSound = false;
        findings.Add(new(file, Line, message));
    }
}
