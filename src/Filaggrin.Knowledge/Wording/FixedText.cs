using System.Globalization;
using System.Text;

namespace Filaggrin.Knowledge.Wording;

/// <summary>A text with places for numbers and names, read once.</summary>
internal sealed class FixedText
{
    // What stands between the places, and which argument follows each piece; -1: none.
    private readonly (string Before, int Argument)[] _pieces;
    private readonly int _arguments;

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
        string[] parts = new string[2 * _pieces.Length];
        for (int i = 0; i < _pieces.Length; i++)
        {
            (string before, int argument) = _pieces[i];
            parts[2 * i] = before;
            parts[(2 * i) + 1] = argument < 0 ? "" : Written(arguments[argument]);
        }

        return string.Concat(parts);
    }

    private static string Written(object? argument) => argument switch
    {
        null => "",
        string text => text,
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => argument.ToString() ?? "",
    };
}
