using System.Diagnostics.CodeAnalysis;

namespace Filaggrin.Scores;

/// <summary>What is known of one instrument: range, unit, bands, important changes, ages, and whether it is computed here.</summary>
public sealed class Instrument
{
    internal Instrument(string name, string title)
    {
        Name = name;
        Title = title;
    }

    /// <summary>Canonical short name, as reports print it: <c>EASI</c>, <c>objective SCORAD</c>, <c>PP-NRS</c>.</summary>
    public string Name { get; }

    /// <summary>Name in full.</summary>
    public string Title { get; }

    /// <summary>Other spellings that records use; <see cref="Instruments.Find"/> ignores case, blanks, hyphens, full stops and apostrophes.</summary>
    public IReadOnlyList<string> OtherNames { get; internal init; } = [];

    /// <summary>Lowest total, in <see cref="Unit"/>; null where it depends on the version.</summary>
    public decimal? Minimum { get; internal init; }

    /// <summary>Highest total, in <see cref="Unit"/>; null where it depends on the version.</summary>
    public decimal? Maximum { get; internal init; }

    /// <summary>UCUM unit of the total: <c>{score}</c>, or <c>%</c> for a share of the body surface.</summary>
    public string Unit { get; internal init; } = "{score}";

    /// <summary>Whether a single total is always a whole number.</summary>
    public bool WholeNumbers { get; internal init; }

    /// <summary>The bands used unless others are asked for; null where none are accepted and the number stands alone.</summary>
    public Bands? Bands { get; internal init; }

    /// <summary>Other published bands, to be asked for by their <see cref="Filaggrin.Scores.Bands.Source"/>.</summary>
    public IReadOnlyList<Bands> Variants { get; internal init; } = [];

    /// <summary>Published estimates of an important change; the first is the one to quote.</summary>
    public IReadOnlyList<ImportantChange> ImportantChanges { get; internal init; } = [];

    /// <summary>The estimate of the minimal important change to quote, or null where none is published.</summary>
    public ImportantChange? MinimalImportantChange => ImportantChanges.Count > 0 ? ImportantChanges[0] : null;

    /// <summary>Relative falls, in percent, at which a patient counts as responder (EASI-75); empty where response is told otherwise.</summary>
    public IReadOnlyList<int> ResponsePercents { get; internal init; } = [];

    /// <summary>Fall in points at which a patient counts as responder; null where response is told otherwise.</summary>
    public decimal? ResponsePoints { get; internal init; }

    /// <summary>The ages for which the instrument was made.</summary>
    public AgeRange Ages { get; internal init; } = AgeRange.All;

    /// <summary>The time that the answers look back on.</summary>
    public string Period { get; internal init; } = "at the visit";

    /// <summary>What a careful user would trip over; null where there is nothing to say.</summary>
    public string? Remark { get; internal init; }

    /// <summary>Terms of use that bind whoever shows the instrument; null where none are known.</summary>
    public string? Licence { get; internal init; }

    /// <summary>Why the score is taken as a number and not computed from items; null for an instrument that is computed.</summary>
    public string? ImportOnlyBecause { get; internal init; }

    /// <summary>Whether versions with other grades exist, whose ratings are kept with the scale they are given on.</summary>
    public bool HasVersions { get; internal init; }

    /// <summary>Whether the score can be computed from items.</summary>
    [MemberNotNullWhen(false, nameof(ImportOnlyBecause))]
    public bool IsComputed => ImportOnlyBecause is null;

    /// <summary>Reads the items of one request; null when the reader holds problems.</summary>
    internal Func<InputReader, Score?>? Evaluate { get; init; }

    /// <summary>The default bands or a named variant.</summary>
    /// <param name="source">Name of the bands, such as <c>Chopra 2017</c>; null for the default.</param>
    /// <returns>Null where the instrument has no such bands.</returns>
    public Bands? BandsBy(string? source)
    {
        if (source is null || (Bands is { } bands && Spelling.Same(bands.Source, source)))
            return Bands;

        foreach (Bands variant in Variants)
        {
            if (Spelling.Same(variant.Source, source))
                return variant;
        }

        return null;
    }

    /// <summary>The band of a total that arrives as a number.</summary>
    /// <param name="total">The total, in <see cref="Unit"/>.</param>
    /// <param name="source">Name of the bands; null for the default.</param>
    /// <returns>Null where the total doesn't fit the instrument, and where no band is published.</returns>
    public string? BandOf(decimal total, string? source = null) =>
        Problem(total) is null ? BandsBy(source)?.Of(total) : null;

    /// <summary>Says what is wrong with a total that arrives as a number.</summary>
    /// <param name="total">The total, in <see cref="Unit"/>.</param>
    /// <returns>Null for a total that the instrument can have.</returns>
    public string? Problem(decimal total) => Range.Problem(total);

    internal Expected Range => new(Minimum ?? decimal.MinValue, Maximum ?? decimal.MaxValue, WholeNumbers);
}
