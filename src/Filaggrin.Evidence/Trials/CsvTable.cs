using System.Text;

namespace Filaggrin.Evidence.Trials;

/// <summary>A comma-separated file with a header, after RFC 4180: fields in quotes may hold commas, doubled quotes and line breaks.</summary>
internal sealed class CsvTable
{
    private CsvTable(string[] header, List<(int Line, string[] Fields)> rows)
    {
        Header = header;
        Rows = rows;
    }

    public string[] Header { get; }

    public List<(int Line, string[] Fields)> Rows { get; }

    /// <summary>Reads the table; a row of another width, or an open quote, is a finding and left out.</summary>
    public static CsvTable Parse(TrialFile file, ICollection<TrialFinding> findings)
    {
        List<(int Line, string[] Fields)> records = Records(file, findings);
        if (records.Count == 0)
        {
            findings.Add(new(file.Name, 1, "the file is empty; a header was expected."));
            return new([], []);
        }

        string[] header = records[0].Fields;
        List<(int, string[])> rows = [];
        foreach ((int line, string[] fields) in records.Skip(1))
        {
            if (fields.Length == header.Length) rows.Add((line, fields));
            else findings.Add(new(file.Name, line, $"the row has {fields.Length} fields; the header has {header.Length}."));
        }

        return new(header, rows);
    }

    private static List<(int Line, string[] Fields)> Records(TrialFile file, ICollection<TrialFinding> findings)
    {
        List<(int, string[])> records = [];
        List<string> fields = [];
        StringBuilder field = new();
        string text = file.Text.Length > 0 && file.Text[0] == '\uFEFF' ? file.Text[1..] : file.Text;
        bool quoted = false;
        int line = 1, start = 1;
        for (int at = 0; at < text.Length; at++)
        {
            char c = text[at];
            if (c == '\n') line++;
            if (quoted)
            {
                if (c != '"') field.Append(c);
                else if (at + 1 < text.Length && text[at + 1] == '"') field.Append(text[++at]);
                else quoted = false;
            }
            else if (c == '"')
            {
                quoted = true;
            }
            else if (c == ',')
            {
                Close();
            }
            else if (c == '\n')
            {
                EndRecord();
            }
            else if (c != '\r')
            {
                field.Append(c);
            }
        }

        if (quoted) findings.Add(new(file.Name, start, "a quote is opened and not closed; the rest of the file was not read."));
        else EndRecord();
        return records;

        void Close()
        {
            fields.Add(field.ToString());
            field.Clear();
        }

        void EndRecord()
        {
            if (fields.Count > 0 || field.Length > 0) // an empty line is no record
            {
                Close();
                records.Add((start, [.. fields]));
                fields.Clear();
            }

            start = line;
        }
    }
}
