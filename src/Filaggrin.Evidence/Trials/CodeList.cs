using System.Collections.Immutable;

namespace Filaggrin.Evidence.Trials;

/// <summary>The words of a column and what they stand for.</summary>
internal sealed class CodeList<T>(params (string Word, T Value)[] codes)
    where T : struct
{
    private readonly ImmutableArray<(string Word, T Value)> _codes = [.. codes];

    public string Words => string.Join(", ", _codes.Select(code => code.Word));

    public string WordOf(T value) => _codes.First(code => EqualityComparer<T>.Default.Equals(code.Value, value)).Word;

    public bool TryParse(string word, out T value)
    {
        foreach ((string known, T meant) in _codes)
        {
            if (known != word) continue;
            value = meant;
            return true;
        }

        value = default;
        return false;
    }
}
