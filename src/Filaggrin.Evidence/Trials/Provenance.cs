namespace Filaggrin.Evidence.Trials;

/// <summary>Where a figure comes from.</summary>
public enum Origin
{
    /// <summary>Seen in a source that is named.</summary>
    Read,

    /// <summary>Worked out from figures that were seen, such as a count from a percentage and n.</summary>
    Derived,

    /// <summary>Known from the primary report, not seen in a source yet.</summary>
    Recalled,
}

/// <summary>How far a row can be trusted, the best first.</summary>
public enum Tier
{
    /// <summary>Outcome, denominator and count were read or follow from what was read, and the endpoint has its title.</summary>
    Confirmed,

    /// <summary>The outcome was read, but its denominator or count is recalled, or the label of the endpoint is inferred; used, and marked.</summary>
    Provisional,

    /// <summary>The outcome itself is recalled; left out unless it is asked for.</summary>
    Recalled,
}

/// <summary>What sets a row apart from its neighbours.</summary>
public enum RowFlag
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A later correction replaced the figure, and the new one was not found.</summary>
    Superseded,

    /// <summary>The source gives this arm only: meant, no gap.</summary>
    Alone,
}

/// <summary>The words of the provenance columns, and the rule that makes a tier of them.</summary>
public static class Provenance
{
    internal static readonly CodeList<Origin> Origins = new(("read", Origin.Read), ("derived", Origin.Derived), ("recalled", Origin.Recalled));
    internal static readonly CodeList<bool> Labels = new(("read", false), ("inferred", true));
    internal static readonly CodeList<RowFlag> Flags = new(("superseded", RowFlag.Superseded), ("alone", RowFlag.Alone));
    internal static readonly CodeList<Tier> Tiers = new(("confirmed", Tier.Confirmed), ("provisional", Tier.Provisional), ("recalled", Tier.Recalled));

    /// <summary>The word of a tier as it stands in the tables.</summary>
    public static string Word(Tier tier) => Tiers.WordOf(tier);

    /// <summary>The word of an origin as it stands in the tables.</summary>
    public static string Word(Origin origin) => Origins.WordOf(origin);

    /// <summary>The tier that follows from the origins of a row.</summary>
    /// <param name="outcome">Of the percentage, count or mean.</param>
    /// <param name="n">Of the denominator.</param>
    /// <param name="events">Of the count; null where the row has none.</param>
    /// <param name="labelInferred">Whether the endpoint was known by its place and the size of its values only.</param>
    public static Tier TierOf(Origin outcome, Origin n, Origin? events, bool labelInferred) =>
        outcome == Origin.Recalled ? Tier.Recalled
        : n == Origin.Recalled || events == Origin.Recalled || labelInferred ? Tier.Provisional
        : Tier.Confirmed;
}
