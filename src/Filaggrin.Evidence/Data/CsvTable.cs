using System.Text;

namespace Filaggrin.Evidence;

/// <summary>One record of a CSV text.</summary>
/// <param name="Line">Line, counted from 1, on which it begins.</param>
/// <param name="Fields">Its fields without quotes, trimmed.</param>
internal sealed record CsvRow(int Line, IReadOnlyList<string> Fields);

/// <summary>Comma-separated values as RFC 4180 has them; semicolon and tab are taken where the header has no comma.</summary>
internal static class CsvTable
{
    /// <summary>The records in their order; blank lines are skipped.</summary>
    /// <exception cref="EvidenceException">A quoted field is never closed or followed by text.</exception>
    public static List<CsvRow> Read(string text, string name)
    {
        List<CsvRow> rows = [];
        List<string> fields = [];
        StringBuilder field = new();
        char separator = Separator(text);
        int line = 1, begun = 1, at = text.StartsWith('\uFEFF') ? 1 : 0;
        bool quoted = false, wasQuoted = false;
        for (; at < text.Length; at++)
        {
            char c = text[at];
            if (c == '\n') line++;
            if (quoted)
            {
                if (c != '"') field.Append(c);
                else if (at + 1 < text.Length && text[at + 1] == '"') field.Append(text[++at]);
                else quoted = false;
            }
            else if (c == '"' && !wasQuoted && string.IsNullOrWhiteSpace(field.ToString()))
            {
                field.Clear();
                quoted = wasQuoted = true;
            }
            else if (c == separator)
            {
                EndField();
            }
            else if (c == '\n')
            {
                EndRow();
            }
            else if (c != '\r')
            {
                if (wasQuoted && !char.IsWhiteSpace(c)) throw new EvidenceException($"{name}:{line}: text behind the closing quote of a field; quotes within a field are doubled.");
                field.Append(c);
            }
        }

        if (quoted) throw new EvidenceException($"{name}:{begun}: a quoted field that is never closed.");
        EndRow();
        return rows;

        void EndField()
        {
            fields.Add(field.ToString().Trim());
            field.Clear();
            wasQuoted = false;
        }

        void EndRow()
        {
            EndField();
            if (fields.Exists(value => value.Length > 0)) rows.Add(new CsvRow(begun, [.. fields]));
            fields.Clear();
            begun = line;
        }
    }

    private static char Separator(string text)
    {
        int end = text.IndexOf('\n', StringComparison.Ordinal);
        string header = end < 0 ? text : text[..end];
        return header.Contains(',', StringComparison.Ordinal) ? ',' : header.Contains(';', StringComparison.Ordinal) ? ';' : header.Contains('\t', StringComparison.Ordinal) ? '\t' : ',';
    }
}
