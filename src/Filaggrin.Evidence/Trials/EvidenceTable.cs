namespace Filaggrin.Evidence.Trials;

/// <summary>A table of the evidence folder: a header, then rows as wide as it, no blanks around a value.</summary>
internal sealed class EvidenceTable
{
    private EvidenceTable(string[] header, List<CsvRow> rows)
    {
        Header = header;
        Rows = rows;
    }

    public string[] Header { get; }

    public List<CsvRow> Rows { get; }

    /// <summary>Reads the table; what cannot be read is a finding, and such a row is left out.</summary>
    public static EvidenceTable Read(TrialFile file, ICollection<TrialFinding> findings)
    {
        List<(int Line, string Text)> faults = [];
        List<CsvRow> records = CsvText.Read(file.Text, faults), rows = [];
        foreach ((int line, string text) in faults) findings.Add(new(file.Name, line, text));
        if (records.Count == 0)
        {
            findings.Add(new(file.Name, 1, "the file is empty; a header was expected."));
            return new([], []);
        }

        string[] header = records[0].Fields;
        foreach (CsvRow row in records.Skip(1))
        {
            if (row.Fields.Length != header.Length) findings.Add(new(file.Name, row.Line, $"the row has {row.Fields.Length} fields; the header has {header.Length}."));
            else if (row.Fields.Index().FirstOrDefault(field => field.Item != field.Item.Trim()) is { Item: { } spaced } found) findings.Add(new(file.Name, row.Line, $"{header[found.Index]} «{spaced}» has blanks around it."));
            else rows.Add(row);
        }

        return new(header, rows);
    }
}
