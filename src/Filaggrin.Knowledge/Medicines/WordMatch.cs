namespace Filaggrin.Knowledge.Medicines;

/// <summary>Beginnings of words as the knowledge writes them; a dollar sign at the end of the word asks for the whole word (<c>hiv$</c> is not in hives).</summary>
internal static class WordMatch
{
    /// <summary>Prepares a word as the knowledge writes it.</summary>
    public static string Prepare(string word) =>
        word.EndsWith('$') ? MedicineCatalog.Normalise(word[..^1]) + "$" : MedicineCatalog.Normalise(word);
}
