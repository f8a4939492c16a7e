using System.Text;

namespace Filaggrin.Evidence;

/// <summary>One record of a CSV text.</summary>
/// <param name="Line">Line, counted from 1, on which it begins.</param>
/// <param name="Fields">Its fields without their quotes, blanks around them kept.</param>
internal sealed record CsvRow(int Line, string[] Fields);

/// <summary>Reads separated values as RFC 4180 has them, for the tables of the evidence folder and for tables of one's own.</summary>
/// <remarks>
/// A field in quotes may hold separators, line breaks and doubled quotes; a quote elsewhere in a field is a letter like any other.
/// Lines end with LF, CR LF or CR alone, a byte order mark is passed over, empty lines are no records. Blanks stay: whether they may stand
/// around a value is for the caller to say.
/// </remarks>
internal static class CsvText
{
    /// <summary>The records in their order; a quote that is never closed, or text behind a closing one, is a fault with its line.</summary>
    public static List<CsvRow> Read(string text, ICollection<(int Line, string Text)> faults, char separator = ',')
    {
        List<CsvRow> rows = [];
        List<string> fields = [];
        StringBuilder field = new();
        int line = 1, begun = 1, at = text.StartsWith('\uFEFF') ? 1 : 0;
        bool quoted = false, wasQuoted = false, blank = true;
        for (; at < text.Length; at++)
        {
            char c = text[at];
            bool ends = c == '\n' || (c == '\r' && (at + 1 == text.Length || text[at + 1] != '\n'));
            if (ends) line++;
            if (quoted)
            {
                if (c != '"') field.Append(c);
                else if (at + 1 < text.Length && text[at + 1] == '"') field.Append(text[++at]);
                else quoted = false;
            }
            else if (c == '"' && blank && !wasQuoted)
            {
                quoted = wasQuoted = true;
            }
            else if (c == separator)
            {
                EndField();
            }
            else if (ends)
            {
                EndRow();
            }
            else if (c != '\r')
            {
                if (wasQuoted && blank && !char.IsWhiteSpace(c)) faults.Add((line, "text behind the closing quote of a field; quotes within a field are doubled."));
                blank &= char.IsWhiteSpace(c);
                field.Append(c);
            }
        }

        if (quoted) faults.Add((begun, "a quoted field that is never closed; the rest of the file was not read."));
        else EndRow();
        return rows;

        void EndField()
        {
            fields.Add(field.ToString());
            field.Clear();
            (wasQuoted, blank) = (false, true);
        }

        void EndRow()
        {
            if (fields.Count > 0 || field.Length > 0 || wasQuoted)
            {
                EndField();
                rows.Add(new CsvRow(begun, [.. fields]));
                fields.Clear();
            }

            begun = line;
        }
    }
}
