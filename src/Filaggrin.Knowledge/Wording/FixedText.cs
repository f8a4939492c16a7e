using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Filaggrin.Knowledge.Wording;

/// <summary>A text with places for numbers and names, read once.</summary>
internal sealed class FixedText
{
    // What stands between the places, and which argument follows each piece; -1: none.
    private readonly (string Before, int Argument)[] _pieces;
    private readonly int _arguments;

    private const int Usual = 256; // letters; more are taken where they are needed

    /// <summary>Reads it.</summary>
    /// <param name="text">The text; places are <c>{0}</c>, <c>{1}</c> and so on, without a format of their own.</param>
    /// <exception cref="FormatException">Something else stands between braces.</exception>
    public FixedText(string text)
    {
        Text = text;
        _arguments = CompositeFormat.Parse(text).MinimumArgumentCount;
        List<(string Before, int Argument)> pieces = [];
        string rest = text;
        while (rest.IndexOf('{', StringComparison.Ordinal) is >= 0 and var open)
        {
            int close = rest.IndexOf('}', open);
            pieces.Add((rest[..open], int.Parse(rest.AsSpan(open + 1, close - open - 1), NumberStyles.None, CultureInfo.InvariantCulture)));
            rest = rest[(close + 1)..];
        }

        _pieces = [.. pieces, (rest, -1)];
    }

    /// <summary>As it is written.</summary>
    public string Text { get; }

    /// <summary>The text with the arguments put in.</summary>
    /// <exception cref="FormatException">There are too few.</exception>
    public string With(ReadOnlySpan<object?> arguments)
    {
        if (arguments.Length < _arguments) throw new FormatException(Text);
        DefaultInterpolatedStringHandler written = new(0, 0, CultureInfo.InvariantCulture, stackalloc char[Usual]);
        foreach ((string before, int argument) in _pieces)
        {
            written.AppendLiteral(before);
            if (argument >= 0) written.AppendFormatted(arguments[argument]);
        }

        return written.ToStringAndClear();
    }
}
