namespace Filaggrin.Knowledge.Wording;

/// <summary>Every fixed text that a reader of the report sees, from one resource for each language.</summary>
/// <remarks>What the files of the knowledge say is no fixed text; it stands there.</remarks>
public static class Texts
{
    private static readonly Lazy<TextBook> English = new(() => TextBook.Load("en"));
    private static readonly AsyncLocal<TextBook?> Other = new();

    // Hardly anybody takes other texts, and to look for them costs more than the text.
    private static volatile bool _othersTaken;

    /// <summary>The language of the texts as HTML names it.</summary>
    public static string Language => Book.Language;

    internal static TextBook Book => _othersTaken && Other.Value is { } other ? other : English.Value;

    /// <summary>The text of a key.</summary>
    public static string Of(string key) => Book.Texts[key].Text;

    /// <summary>The text of a key, with numbers and names put in.</summary>
    public static string Of(string key, params ReadOnlySpan<object?> arguments) => Book.Texts[key].With(arguments);

    /// <summary>The text for a count, which is put in first: one thing has a key of its own that ends in <c>-one</c>.</summary>
    public static string Counted(string key, int count, object? argument = null) => Of(count == 1 ? key + "-one" : key, count, argument);

    /// <summary>A word of the data as people read it: <c>not-advised</c> is «not advised».</summary>
    public static string Word(string code) => Book.Words.TryGetValue(code, out string? word) ? word : code.Replace('-', ' ');

    /// <summary>The name of a fact that does not fall apart where a capital letter begins, or null.</summary>
    internal static string? Fact(string name) => Book.Facts.GetValueOrDefault(name);

    /// <summary>A unit spelled plainly where its code differs, or null.</summary>
    internal static string? Unit(string ucum) => Book.Units.GetValueOrDefault(ucum);

    /// <summary>Other texts for what follows in this flow of control.</summary>
    internal static void Take(TextBook? book)
    {
        _othersTaken = true;
        Other.Value = book;
    }
}
