namespace Filaggrin.Knowledge.Medicines;

/// <summary>Beginnings of words as the knowledge writes them; a dollar sign at the end of the word asks for the whole word (<c>hiv$</c> is not in hives), a star before it for
/// these letters anywhere in a word (<c>*carcinom</c> is in adenocarcinoma).</summary>
internal static class WordMatch
{
    /// <summary>Before letters that may stand within a word.</summary>
    public const char Anywhere = '*';

    /// <summary>Prepares a word as the knowledge writes it.</summary>
    public static string Prepare(string word) =>
        word.StartsWith(Anywhere) ? Anywhere + MedicineCatalog.Normalise(word[1..])
        : word.EndsWith('$') ? MedicineCatalog.Normalise(word[..^1]) + "$" : MedicineCatalog.Normalise(word);

    /// <summary>A normalised text without some phrases, each to the end of its last word.</summary>
    /// <param name="normal">The text.</param>
    /// <param name="phrases">Beginnings of words as the knowledge writes them.</param>
    public static string Without(string normal, IEnumerable<string> phrases)
    {
        string text = $" {normal}";
        foreach (string phrase in phrases)
        {
            string sought = $" {MedicineCatalog.Normalise(phrase)}";
            while (text.IndexOf(sought, StringComparison.Ordinal) is >= 0 and int at)
            {
                int end = text.IndexOf(' ', at + sought.Length);
                text = end < 0 ? text[..at] : text[..at] + text[end..];
            }
        }

        return text.TrimStart();
    }
}
