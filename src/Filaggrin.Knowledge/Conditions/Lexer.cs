using System.Globalization;

namespace Filaggrin.Knowledge.Conditions;

/// <summary>The kinds of token.</summary>
internal enum TokenKind
{
    Name,
    Number,
    Text,
    Date,
    Symbol,
    End,
}

/// <summary>A token with the stretch of text it came from.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, int End);

/// <summary>Cuts a condition into tokens.</summary>
internal static class Lexer
{
    private const int UsualLength = 6;

    private static readonly string[] Symbols = ["(", ")", ",", "{", "}", "<", "<=", ">", ">=", "=", "!=", "+", "-", "*", "/"];

    public static List<Token> Read(string text)
    {
        List<Token> tokens = new((text.Length / UsualLength) + 2);
        int at = 0;
        while (at < text.Length)
        {
            char letter = text[at];
            int start = at;
            if (char.IsWhiteSpace(letter))
            {
                at++;
            }
            else if (char.IsAsciiLetter(letter))
            {
                while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_')) at++;
                tokens.Add(new(TokenKind.Name, Name(text.AsSpan(start, at - start)), start, at));
            }
            else if (char.IsAsciiDigit(letter))
            {
                while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.')) at++;
                tokens.Add(new(TokenKind.Number, text[start..at], start, at));
            }
            else if (letter == '\'')
            {
                int close = text.IndexOf('\'', at + 1);
                if (close < 0) throw new ConditionException($"«{text}»: the quote at {Position(at)} is never closed.");
                at = close + 1;
                tokens.Add(new(TokenKind.Text, text[(start + 1)..close], start, at));
            }
            else if (letter == '@')
            {
                at++;
                while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '-')) at++;
                tokens.Add(new(TokenKind.Date, text[(start + 1)..at], start, at));
            }
            else
            {
                at += text.AsSpan(at) is ['<' or '>' or '!', '=', ..] ? 2 : 1;
                string symbol = Symbol(text.AsSpan(start, at - start))
                    ?? throw new ConditionException($"«{text}»: «{text[start..at]}» at {Position(start)} has no meaning here.");
                tokens.Add(new(TokenKind.Symbol, symbol, start, at));
            }
        }

        tokens.Add(new(TokenKind.End, "", text.Length, text.Length));
        return tokens;
    }

    private static string Name(ReadOnlySpan<char> name) => name switch
    {
        "and" => "and",
        "or" => "or",
        "not" => "not",
        "in" => "in",
        _ => name.ToString(),
    };

    private static string? Symbol(ReadOnlySpan<char> written)
    {
        foreach (string symbol in Symbols)
        {
            if (written.SequenceEqual(symbol)) return symbol;
        }

        return null;
    }

    private static string Position(int at) => "position " + (at + 1).ToString(CultureInfo.InvariantCulture);
}
