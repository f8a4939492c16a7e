using System.Globalization;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Fhir.Codes;

/// <summary>What the mere presence of a code means: a diagnosis, a procedure, a vaccine.</summary>
internal static class Presence
{
    /// <summary>The value that presence gives a fact; null when it says nothing.</summary>
    /// <param name="match">The fact and the code.</param>
    /// <param name="day">The day, for facts that are dates.</param>
    public static FactValue? Of(FactMatch match, DateSpan? day)
    {
        // A site's own code has no entry; it stands for the fact itself.
        if (match is { Entry: null, Code: not null })
            return match.Fact.Type switch { FactType.Flag => FlagValue.Yes, FactType.Date when day is not null => new DateValue(day), _ => null };
        // A code with answers asks a question; standing there alone it tells nothing.
        if (match.Entry is not { } entry || (entry is { Values.IsEmpty: false, Value: null } && !entry.Values.ContainsKey("any"))) return null;
        string? value = entry.Value ?? entry.Values.GetValueOrDefault("any");
        return match.Fact.Type == FactType.Date ? day is null ? null : new DateValue(day)
            : value is null ? match.Fact.Type == FactType.Flag ? FlagValue.Yes : null
            : Named(match.Fact, value);
    }

    /// <summary>The value of a fact that a word of the dictionary stands for.</summary>
    public static FactValue? Named(FactDefinition fact, string value) => fact.Type switch
    {
        FactType.Flag => value switch { AnswerWords.Yes or "true" => FlagValue.Yes, AnswerWords.No or "false" => FlagValue.No, _ => null },
        FactType.Code => CodeValue.Of(value),
        FactType.Set => SetValue.Of(false, value),
        FactType.Number => decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal number) ? NumberValue.Of(number) : null,
        _ => null,
    };
}
