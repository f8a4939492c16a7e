namespace Filaggrin.Scores;

/// <summary>The outcome of scoring valid items.</summary>
/// <param name="Instrument">Canonical name of the instrument.</param>
/// <param name="Value">The score in the unit of the instrument, without trailing zeros; null where too many items are unanswered.</param>
/// <param name="Band">Band of the score, <see cref="NoScore"/>, or null where the instrument has no bands.</param>
public sealed record Score(string Instrument, decimal? Value, string? Band)
{
    /// <summary>The band of a questionnaire with too many unanswered items.</summary>
    public const string NoScore = "no score";

    /// <summary>Name of the bands that gave <see cref="Band"/>.</summary>
    public string? BandSource { get; init; }

    /// <summary>The scale of the version, such as <c>0-5</c>, where it is not the instrument's own.</summary>
    public string? Scale { get; init; }

    /// <summary>Unanswered items, or days without a rating: <c>item 3</c>, <c>day 6</c>.</summary>
    public IReadOnlyList<string> Unanswered { get; init; } = [];

    /// <summary>Why there is no score; null where there is one.</summary>
    public string? Reason { get; init; }

    /// <summary>What a reader has to know of the score, such as an unanswered item that counts 0.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What a reader has to look into, such as signs in a region without affected skin.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    internal static Score Of(Instrument instrument, decimal value)
    {
        decimal normal = Decimals.Normalise(value);
        return new(instrument.Name, normal, instrument.Bands?.Of(normal)) { BandSource = instrument.Bands?.Source };
    }

    /// <summary>A rating on the scale of another version: under its own name, without band.</summary>
    internal static Score Of(Instrument instrument, decimal value, OwnScale scale) => new($"{instrument.Name} {scale.Words}", Decimals.Normalise(value), null)
    {
        Scale = scale.Words,
        Notes = [$"Rated on the scale {scale.Words}: kept as it is, without band{(instrument.Bands is null ? "" : $", and never converted into {instrument.Name}")}."],
    };

    internal static Score None(Instrument instrument, IReadOnlyList<string> unanswered, string reason) =>
        new(instrument.Name, null, NoScore) { Unanswered = unanswered, Reason = reason };

    internal Score By(Bands? bands) => Value is { } value && bands is not null
        ? this with { Band = bands.Of(value), BandSource = bands.Source, Notes = bands.Remark is { } remark ? [.. Notes, $"{bands.Source}: {remark}"] : Notes }
        : this;
}
