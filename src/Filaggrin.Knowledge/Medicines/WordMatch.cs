namespace Filaggrin.Knowledge.Medicines;

/// <summary>Finds beginnings of words in a normalised text; a dollar sign at the end of the word asks for the whole word (<c>hiv$</c> is not in hives).</summary>
internal static class WordMatch
{
    /// <summary>Prepares a word as the knowledge writes it.</summary>
    public static string Prepare(string word) =>
        word.EndsWith('$') ? MedicineCatalog.Normalise(word[..^1]) + "$" : MedicineCatalog.Normalise(word);

    /// <summary>Whether a text, normalised and with a blank before and after, contains a prepared word.</summary>
    public static bool Contains(string text, string word) => word.EndsWith('$')
        ? text.Contains($" {word[..^1]} ", StringComparison.Ordinal)
        : text.Contains(' ' + word, StringComparison.Ordinal);
}
