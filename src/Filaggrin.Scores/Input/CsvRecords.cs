using System.Text;

namespace Filaggrin.Scores;

/// <summary>One record of a CSV text.</summary>
/// <param name="Line">Line, counted from 1, on which it begins.</param>
/// <param name="Fields">Its fields without their quotes; those read so far where there is a fault.</param>
/// <param name="Fault">What is wrong with its quotes; null when nothing is.</param>
internal sealed record CsvRecord(int Line, IReadOnlyList<string> Fields, string? Fault);

/// <summary>Reads comma-separated values as RFC 4180 has them: quoted fields may hold commas, line ends and doubled quotes.</summary>
/// <remarks>
/// A quote too few swallows the lines behind it. Where a record turns out to be faulty only its first line is given up,
/// and reading goes on with the next line.
/// </remarks>
/// <param name="begun">What has been taken from the text already.</param>
/// <param name="text">The rest of the text.</param>
internal sealed class CsvRecords(string begun, TextReader text)
{
    private const int End = -1;

    private readonly StringBuilder _raw = new();
    private readonly StringBuilder _field = new();
    private string _again = begun.TrimStart('\r');
    private int _position;
    private int _line = 1;
    private int? _ahead;

    /// <summary>The records in their order; blank lines are skipped.</summary>
    public IEnumerable<CsvRecord> Read()
    {
        while (Peek() != End)
        {
            CsvRecord record = Next();
            if (record.Fault is not null || record.Fields.Count > 1 || !string.IsNullOrWhiteSpace(record.Fields[0]))
                yield return record;
        }
    }

    private CsvRecord Next()
    {
        var fields = new List<string>();
        int line = _line;
        _raw.Clear();
        while (true)
        {
            string? fault = Field();
            if (fault is not null)
            {
                GiveUpFirstLine(line);
                return new CsvRecord(line, fields, fault);
            }

            fields.Add(_field.ToString());
            if (Take() is not ',')
                return new CsvRecord(line, fields, null);
        }
    }

    /// <summary>Reads one field up to the comma or line end behind it; returns what is wrong with it.</summary>
    private string? Field()
    {
        _field.Clear();
        if (Peek() == '"')
            return Quoted();

        while (Peek() is not (End or ',' or '\n'))
        {
            if (Peek() == '"')
                return "a quote inside a field that doesn't begin with one; a field with quotes is put in quotes, each of them doubled.";

            _field.Append((char)Take());
        }

        return null;
    }

    private string? Quoted()
    {
        Take();
        while (true)
        {
            int c = Take();
            if (c == End)
                return "a quoted field that is never closed.";

            if (c != '"')
                _field.Append((char)c);
            else if (Peek() == '"')
                _field.Append((char)Take());
            else
                return Peek() is End or ',' or '\n' ? null : "text behind the closing quote of a field; quotes within a field are doubled.";
        }
    }

    /// <summary>Puts back all that was read behind the first line of this record, or reads to the end of that line.</summary>
    private void GiveUpFirstLine(int line)
    {
        string raw = _raw.ToString();
        int end = raw.IndexOf('\n', StringComparison.Ordinal);
        if (end < 0)
        {
            while (Take() is not (End or '\n'))
            {
            }

            return;
        }

        _again = raw[(end + 1)..] + _again[_position..];
        _position = 0;
        _line = line + 1;
    }

    private int Peek()
    {
        if (_position < _again.Length)
            return _again[_position];

        // TextReader.Peek may say -1 on a pipe that is only slow.
        _ahead ??= ReadAhead();
        return _ahead.Value;
    }

    private int Take()
    {
        int c = Peek();
        if (_position < _again.Length)
            _position++;
        else
            _ahead = null;

        if (c != End)
            _raw.Append((char)c);

        if (c == '\n')
            _line++;

        return c;
    }

    /// <summary>Carriage returns carry no meaning here: line ends come as LF and as CR LF, and JSON ignores both.</summary>
    private int ReadAhead()
    {
        int c = text.Read();
        while (c == '\r')
            c = text.Read();

        return c;
    }
}
