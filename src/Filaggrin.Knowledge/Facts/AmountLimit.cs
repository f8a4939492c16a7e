using System.Collections.Immutable;
using System.Globalization;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Knowledge.Units;

namespace Filaggrin.Knowledge.Facts;

/// <summary>What a measured amount means for a fact of few answers: a key of <c>values</c> such as <c>below 5 [IU]/L</c> or <c>above 25 [IU]/L</c>.</summary>
/// <param name="Above">The amounts above the limit, and not those below it.</param>
/// <param name="Amount">The limit.</param>
/// <param name="Unit">Its unit (UCUM).</param>
public sealed record AmountLimit(bool Above, decimal Amount, string Unit)
{
    private const string Below = "below", Over = "above";

    /// <summary>The key speaks of an amount, whether or not it can be read.</summary>
    public static bool Is(string key) => key.StartsWith(Below + " ", StringComparison.Ordinal) || key.StartsWith(Over + " ", StringComparison.Ordinal);

    /// <summary>Reads a key; null where it is none.</summary>
    public static AmountLimit? Of(string key) =>
        key.Split(' ') is [Below or Over, var amount, var unit] words && UnitOfMeasure.IsKnown(unit) && decimal.TryParse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal limit)
            ? new(words[0] == Over, limit, unit) : null;

    /// <summary>The meaning of an amount by such keys; null where none of them surely holds.</summary>
    /// <param name="values">Keys and what they mean.</param>
    /// <param name="amount">The amount, perhaps only roughly known.</param>
    /// <param name="unit">Its unit.</param>
    public static string? Meaning(ImmutableDictionary<string, string> values, Interval amount, string? unit)
    {
        foreach ((string key, string meaning) in values)
        {
            if (Is(key) && Of(key) is { } limit && limit.Holds(amount, unit)) return meaning;
        }

        return null;
    }

    private bool Holds(Interval amount, string? unit)
    {
        if (UnitOfMeasure.Convert(unit, Unit) is not { } map) return false;
        Interval converted = amount.Scale(map.Factor, map.Offset), limit = Interval.Exactly(Amount);
        return (Above ? limit.Less(converted) : converted.Less(limit)) == Truth.True;
    }
}
