using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Filaggrin.Knowledge.Export;

/// <summary>What a translator made of exported CQL libraries: ELM as JSON, which spares an engine the translation.</summary>
/// <remarks>
/// By <see cref="Sums"/>, in the format of <c>sha256sum</c>, it is known that the texts were the very ones that are exported: ELM of an older
/// text would run older rules.
/// </remarks>
public sealed class TranslatedLibraries
{
    /// <summary>The file that tells from which texts the ELM was made: a SHA-256 in hexadecimal, blanks, and the name of the text, line by line.</summary>
    public const string Sums = "SHA256SUMS";

    private readonly FrozenDictionary<string, byte[]> _files;
    private readonly FrozenDictionary<string, string> _sums;

    /// <summary>Takes what a translator wrote.</summary>
    /// <param name="files">By name: <c>LIBRARY.json</c> for each library, and <see cref="Sums"/>.</param>
    /// <exception cref="InvalidDataException">The sums are missing or do not read as such.</exception>
    public TranslatedLibraries(IReadOnlyDictionary<string, byte[]> files)
    {
        _files = files.ToFrozenDictionary(StringComparer.Ordinal);
        if (!_files.TryGetValue(Sums, out byte[]? sums)) throw new InvalidDataException($"{Sums}: the file is missing; expected the SHA-256 of each .cql that was translated.");
        Dictionary<string, string> read = new(StringComparer.Ordinal);
        string[] lines = Encoding.UTF8.GetString(sums).Split('\n');
        for (int at = 0; at < lines.Length; at++)
        {
            string[] words = lines[at].Split((char[])[' ', '*', '\r'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0) continue;
            if (words is not [{ Length: 2 * SHA256.HashSizeInBytes } sum, var name] || !sum.All(char.IsAsciiHexDigit))
                throw new InvalidDataException($"{Sums}:{at + 1}: expected a SHA-256 in hexadecimal and the name of a .cql.");
            read[name] = sum;
        }

        _sums = read.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The ELM of a library.</summary>
    /// <exception cref="InvalidDataException">It is missing, was made from another text, is of another library, or tells of an error.</exception>
    internal byte[] Of(ExportedLibrary library, string version)
    {
        string file = library.Name + ".json", text = library.Name + ".cql";
        if (!_files.TryGetValue(file, out byte[]? elm)) throw new InvalidDataException($"{file}: the file is missing; expected the ELM of {text}.");
        if (!_sums.TryGetValue(text, out string? sum)) throw new InvalidDataException($"{Sums}: {text} is missing.");
        if (!sum.Equals(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(library.Cql))), StringComparison.OrdinalIgnoreCase))
            throw new InvalidDataException($"{file}: it was made from another text than this edition's {text}; translate that anew.");
        Check(file, elm, library.Name, version);
        return elm;
    }

    private static void Check(string file, byte[] elm, string name, string version)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(elm);
            JsonElement library = document.RootElement.GetProperty("library"), identifier = library.GetProperty("identifier");
            if (identifier.GetProperty("id").GetString() != name || identifier.GetProperty("version").GetString() != version)
                throw new InvalidDataException($"{file}: expected the ELM of {name}, version {version}.");
            if (library.TryGetProperty("annotation", out JsonElement notes) && notes.EnumerateArray().Any(note => note.TryGetProperty("errorSeverity", out JsonElement severity) && severity.ValueEquals("error")))
                throw new InvalidDataException($"{file}: the translator found an error in {name}.cql.");
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"{file}: expected ELM as JSON, a library with its identifier.", fault);
        }
    }
}
