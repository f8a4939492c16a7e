using System.Text;

namespace Filaggrin.Cli.Output;

/// <summary>The colour of a line.</summary>
internal enum Ink
{
    Plain,
    Bold,
    Dim,
    Green,
    Yellow,
    Red,
    Cyan,
}

/// <summary>Writes lines that never pass 100 columns; text of records cannot reach the terminal as commands.</summary>
internal sealed class Page(TextWriter output, bool colour)
{
    /// <summary>The columns of a page.</summary>
    public const int Width = 100;

    /// <summary>An empty line.</summary>
    public void Blank() => output.Write('\n');

    /// <summary>A heading above its own lines.</summary>
    public void Heading(string text, Ink ink = Ink.Bold)
    {
        Blank();
        Write(text, 0, 0, ink);
    }

    /// <summary>A paragraph; its further lines stand <paramref name="hanging"/> columns in.</summary>
    public void Write(string text, int indent = 0, int hanging = 0, Ink ink = Ink.Plain)
    {
        foreach (string line in Wrap(text, indent, hanging))
        {
            int margin = line.Length - line.TrimStart().Length;
            output.Write(colour && ink != Ink.Plain ? $"{line[..margin]}{Code(ink)}{line[margin..]}\u001b[0m\n" : line + "\n");
        }
    }

    /// <summary>A label in its own column with a paragraph beside it.</summary>
    public void Labelled(string label, string text, int indent, int column, Ink ink = Ink.Plain)
    {
        if (label.Length >= column - indent) // too long to stand beside the text
        {
            Write(label, indent, indent, ink);
            label = "";
        }

        string padded = label.PadRight(column - indent);
        bool first = true;
        foreach (string line in Wrap(text, column, column))
        {
            string lead = first ? new string(' ', indent) + (colour && ink != Ink.Plain ? $"{Code(ink)}{padded}\u001b[0m" : padded) : new string(' ', column);
            output.Write(lead + line[column..] + "\n");
            first = false;
        }
    }

    /// <summary>Text in lines of at most 100 columns.</summary>
    internal static IEnumerable<string> Wrap(string text, int indent, int hanging)
    {
        StringBuilder line = new(new string(' ', indent));
        int used = indent, margin = indent;
        foreach (string word in PlainText.Clean(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string rest = word;
            while (rest.Length > 0)
            {
                int gap = used > margin ? 1 : 0, room = Width - used - gap;
                int width = Columns(rest);
                if (width <= room)
                {
                    line.Append(' ', gap).Append(rest);
                    used += gap + width;
                    break;
                }

                if (used > margin)
                {
                    yield return Unglue(line);
                }
                else
                {
                    int taken = Fitting(rest, room);
                    line.Append(rest, 0, taken);
                    rest = rest[taken..];
                    yield return Unglue(line);
                }

                line.Clear().Append(' ', hanging);
                used = margin = hanging;
            }
        }

        if (used > margin) yield return Unglue(line);
    }

    private static string Unglue(StringBuilder line) => line.ToString().Replace(FactText.Glue, ' ');

    private static int Columns(string word)
    {
        int columns = 0;
        foreach (Rune rune in word.EnumerateRunes()) columns += Columns(rune);
        return columns;
    }

    // East Asian letters and pictures take two columns.
    private static int Columns(Rune rune) => rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or >= 0x1F000 ? 2 : 1;

    private static int Fitting(string word, int room)
    {
        int taken = 0, columns = 0;
        foreach (Rune rune in word.EnumerateRunes())
        {
            columns += Columns(rune);
            if (columns > room && taken > 0) break;
            taken += rune.Utf16SequenceLength;
        }

        return taken;
    }

    private static string Code(Ink ink) => ink switch
    {
        Ink.Bold => "\u001b[1m",
        Ink.Dim => "\u001b[2m",
        Ink.Green => "\u001b[1;32m",
        Ink.Yellow => "\u001b[1;33m",
        Ink.Red => "\u001b[1;31m",
        _ => "\u001b[1;36m",
    };
}
