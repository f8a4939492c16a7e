namespace Filaggrin.Scores;

/// <summary>One band of a scale: its word and where it ends.</summary>
/// <param name="Name">The band as reports print it, or null where the publication names no band for this stretch.</param>
/// <param name="Limit">Upper end, in the unit of the instrument.</param>
/// <param name="Inclusive">Whether a value equal to the limit still belongs to the band.</param>
public sealed record Band(string? Name, decimal Limit, bool Inclusive)
{
    internal static Band UpTo(decimal limit, string? name) => new(name, limit, Inclusive: true);

    internal static Band Below(decimal limit, string? name) => new(name, limit, Inclusive: false);

    internal bool Holds(decimal value) => Inclusive ? value <= Limit : value < Limit;
}

/// <summary>A published division of a scale into bands, in ascending order.</summary>
/// <remarks>
/// Publications print bands with one decimal or none, while scores fall between them (EASI moves in steps of 0.05).
/// Here the upper limit of a band decides: what is above it, however little, belongs to the next band.
/// </remarks>
public sealed class Bands
{
    internal Bands(string source, string citation, Basis basis, params IReadOnlyList<Band> steps)
    {
        Source = source;
        Citation = citation;
        Basis = basis;
        Steps = steps;
    }

    /// <summary>Short name by which a caller asks for these bands and a report names them, such as <c>Leshem 2015</c>.</summary>
    public string Source { get; }

    /// <summary>Journal, DOI or PMID.</summary>
    public string Citation { get; }

    /// <summary>How the limits are known.</summary>
    public Basis Basis { get; }

    /// <summary>The bands, lowest first; the limit of the last one is the top of the scale.</summary>
    public IReadOnlyList<Band> Steps { get; }

    /// <summary>For whom the bands were made, or what else a reader has to weigh; null where there is nothing to add.</summary>
    public string? Remark { get; internal init; }

    /// <summary>The band of a value.</summary>
    /// <param name="value">A value in the unit and range of the instrument.</param>
    /// <returns>The word of the band; null above the scale and where the publication names none.</returns>
    public string? Of(decimal value)
    {
        int index = IndexOf(value);
        return index < 0 ? null : Steps[index].Name;
    }

    /// <summary>The place of the band of a value in <see cref="Steps"/>, so that two bands can be compared.</summary>
    /// <param name="value">A value in the unit and range of the instrument.</param>
    /// <returns>0 for the lowest band; -1 above the scale.</returns>
    public int IndexOf(decimal value)
    {
        for (int i = 0; i < Steps.Count; i++)
        {
            if (Steps[i].Holds(value))
                return i;
        }

        return -1;
    }
}
