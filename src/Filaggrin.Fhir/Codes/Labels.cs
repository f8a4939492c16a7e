namespace Filaggrin.Fhir.Codes;

/// <summary>Shortens what is shown to a reader.</summary>
internal static class Labels
{
    /// <summary>The longest text that is quoted.</summary>
    public const int Longest = 80;

    /// <summary>A text of at most so many letters, without line breaks.</summary>
    public static string Short(string text, int longest = Longest)
    {
        text = text.ReplaceLineEndings(" ").Trim();
        if (text.Length <= longest) return text;
        int end = longest - 1;
        if (char.IsHighSurrogate(text[end - 1])) end--;
        return text[..end].TrimEnd() + "…";
    }
}
