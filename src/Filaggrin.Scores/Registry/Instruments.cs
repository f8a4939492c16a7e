using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Filaggrin.Scores;

/// <summary>All instruments, one line each, and the look-up by the names that records use.</summary>
public static class Instruments
{
    /// <summary>Every instrument known, clinicians' ratings first.</summary>
    public static IReadOnlyList<Instrument> All { get; } =
    [
        Easi.Instrument,
        Scorad.Instrument,
        ObjectiveScorad.Instrument,
        Iga.Instrument,
        Sassad.Instrument,
        Bsa.Instrument,
        Poem.Instrument,
        Dlqi.Instrument,
        Cdlqi.Instrument,
        Idqol.Instrument,
        Dfi.Instrument,
        PpNrs.Instrument,
        ItchVas.Instrument,
        SleepNrs.Instrument,
        SkinPainNrs.Instrument,
        PoScorad.Instrument,
        Adct.Instrument,
        Recap.Instrument,
        Phq9.Instrument,
        Gad7.Instrument,
        .. ImportOnly.All,
    ];

    private static readonly FrozenDictionary<string, Instrument> ByName = All
        .SelectMany(i => i.OtherNames.Append(i.Name).Append(i.Title).Select(Spelling.Fold).Distinct(StringComparer.Ordinal), (i, name) => (i, name))
        .ToFrozenDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);

    /// <summary>Finds an instrument by its name or another spelling.</summary>
    /// <param name="name">A name as records hold it: <c>EASI total score</c>, <c>vIGA-AD</c>, <c>Peak Pruritus NRS</c>.</param>
    /// <returns>Null for a name that is not known; part of a name, or a name with something added, is not guessed at.</returns>
    public static Instrument? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string trimmed = name.Trim();

        // «Full name (ABBREVIATION)» counts only where both say the same: «SCORAD (objective)» is not SCORAD.
        int open = trimmed.IndexOf('(', StringComparison.Ordinal);
        if (open > 0 && trimmed[^1] == ')' && Exact(trimmed[..open]) is { } whole && Exact(trimmed[(open + 1)..^1]) == whole)
            return whole;

        return Exact(trimmed);
    }

    /// <summary>Finds an instrument by its name or another spelling.</summary>
    /// <param name="name">A name as records hold it.</param>
    /// <param name="instrument">The instrument, where there is one.</param>
    public static bool TryFind(string name, [NotNullWhen(true)] out Instrument? instrument)
    {
        instrument = Find(name);
        return instrument is not null;
    }

    /// <summary>The band of a total that arrives as a number.</summary>
    /// <param name="instrument">Name of the instrument, in any spelling that <see cref="Find"/> knows.</param>
    /// <param name="value">The total, in the unit of the instrument.</param>
    /// <param name="source">Name of a variant of the bands, such as <c>Chopra 2017</c>; null for the default.</param>
    /// <returns>Null for an unknown instrument, a total that it can't have, and where no band is published.</returns>
    public static string? BandOf(string instrument, decimal value, string? source = null) =>
        Find(instrument)?.BandOf(value, source);

    private static Instrument? Exact(string name)
    {
        string folded = Spelling.Fold(name);
        if (ByName.TryGetValue(folded, out Instrument? found))
            return found;

        return Spelling.WithoutSuffix(folded) is { } shorter ? ByName.GetValueOrDefault(shorter) : null;
    }
}
