using System.Collections.Immutable;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Knowledge.Conditions;

/// <summary>Conditions that are asked together. Most were asked of the sheet before: then their places tell the truth, and nothing else is looked at.</summary>
/// <param name="formulas">The conditions; null: for everybody.</param>
public sealed class ConditionList(ImmutableArray<Expr?> formulas)
{
    private const int ForAll = -1, Unplaced = -2;

    private readonly FactDictionary? _facts = DictionaryOf(formulas);

    private readonly int[] _places = [.. formulas.Select(formula => formula is null ? ForAll : formula.Place.Facts is { } facts && ReferenceEquals(facts, DictionaryOf(formulas)) ? formula.Place.Index : Unplaced)];

    /// <summary>The conditions.</summary>
    public ImmutableArray<Expr?> Formulas => formulas;

    /// <summary>They say nothing: all are for everybody.</summary>
    public bool IsForAll { get; } = formulas.All(formula => formula is null);

    /// <summary>None names a fact that may be otherwise on a sheet than on the one that it changes.</summary>
    public bool AreUntouchedBy(FactSheet sheet)
    {
        bool placed = ReferenceEquals(_facts, sheet.Dictionary);
        for (int i = 0; i < _places.Length; i++)
        {
            if (_places[i] != ForAll && !(placed && _places[i] >= 0 && sheet.Leaves(_places[i])) && sheet.Changes(formulas[i]!)) return false;
        }

        return true;
    }

    /// <summary>The truth of each for a patient.</summary>
    /// <param name="sheet">The facts.</param>
    /// <param name="truths">As many as there are conditions.</param>
    public void Ask(FactSheet sheet, Span<Truth> truths)
    {
        if (ReferenceEquals(_facts, sheet.Dictionary)) sheet.Known(_places, truths);
        else truths.Fill(FactSheet.NotKnown);
        for (int i = 0; i < _places.Length; i++)
        {
            if (truths[i] == FactSheet.NotKnown) truths[i] = formulas[i]?.Truth(sheet) ?? Truth.True;
        }
    }

    private static FactDictionary? DictionaryOf(ImmutableArray<Expr?> formulas) => formulas.FirstOrDefault(formula => formula?.Place.Facts is not null)?.Place.Facts;
}
