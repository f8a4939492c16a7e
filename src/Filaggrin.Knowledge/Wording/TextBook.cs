using System.Collections.Frozen;
using System.Text.Json;

namespace Filaggrin.Knowledge.Wording;

/// <summary>The texts of one language.</summary>
/// <param name="Language">The language as HTML names it.</param>
/// <param name="Texts">Sentences and parts of them by key.</param>
/// <param name="Words">The words of the data that people read otherwise, by code.</param>
/// <param name="Facts">Names of facts.</param>
/// <param name="Units">Units by their UCUM code.</param>
internal sealed record TextBook(
    string Language, FrozenDictionary<string, FixedText> Texts, FrozenDictionary<string, string> Words, FrozenDictionary<string, string> Facts, FrozenDictionary<string, string> Units)
{
    /// <summary>Reads the resource of a language.</summary>
    public static TextBook Load(string language)
    {
        using Stream stream = typeof(TextBook).Assembly.GetManifestResourceStream($"texts-{language}.json")!;
        using JsonDocument document = JsonDocument.Parse(stream);
        JsonElement root = document.RootElement;
        return new(
            language, Section(root, "texts").ToFrozenDictionary(text => text.Key, text => new FixedText(text.Value), StringComparer.Ordinal),
            Section(root, "words").ToFrozenDictionary(StringComparer.Ordinal), Section(root, "facts").ToFrozenDictionary(StringComparer.Ordinal), Section(root, "units").ToFrozenDictionary(StringComparer.Ordinal));
    }

    private static IEnumerable<KeyValuePair<string, string>> Section(JsonElement root, string name) =>
        root.GetProperty(name).EnumerateObject().Select(text => KeyValuePair.Create(text.Name, text.Value.GetString()!));
}
