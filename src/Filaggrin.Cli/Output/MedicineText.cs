using System.Collections.Immutable;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Cli.Output;

/// <summary>A medicine taken as in use, in words; entries of the same names stand together.</summary>
/// <param name="Name">Its names, or what a text may mean.</param>
/// <param name="Told">Since when, how much and where it acts, as far as the record tells.</param>
/// <param name="Sources">The entries that name it, in order.</param>
internal sealed record MedicineText(string Name, string Told, ImmutableArray<string> Sources)
{
    /// <summary>Each medicine once, by name.</summary>
    public static IEnumerable<MedicineText> Of(ImmutableArray<MedicineEntry> entries) => entries
        .GroupBy(entry => (Name: NameOf(entry), entry.Systemic)).OrderBy(group => group.Key.Name, StringComparer.Ordinal).ThenByDescending(group => group.Key.Systemic)
        .Select(group => new MedicineText(group.Key.Name, Tell([.. group]), [.. group.Select(entry => entry.Source).Distinct(StringComparer.Ordinal)]));

    private static string NameOf(MedicineEntry entry) =>
        entry.PossibleIngredients.IsEmpty ? string.Join(" + ", entry.Ingredients)
        : string.Join(" + ", entry.Ingredients.Append(Texts.Of("medicine-may-be", string.Join(", ", entry.PossibleIngredients))));

    private static string Tell(MedicineEntry[] entries)
    {
        DateSpan? first = entries.Select(entry => entry.From ?? entry.Authored).Where(day => day is not null).MinBy(day => day!.Value.First);
        string? since = first is { } day ? Texts.Of("medicine-since", day) : null;
        IEnumerable<string> doses = entries.Select(entry => entry.Dose).OfType<Dose>().Select(dose => FactText.Amount(dose)).Distinct(StringComparer.Ordinal);
        return string.Join(", ", new[] { since }.Concat(doses).Append(entries[0].Systemic || entries[0].Ingredients is [.., [.., ')']] ? null : Texts.Of("medicine-local")).OfType<string>());
    }
}
