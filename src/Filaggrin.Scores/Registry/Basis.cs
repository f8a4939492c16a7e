namespace Filaggrin.Scores;

/// <summary>How a published figure is known to us.</summary>
public enum Basis
{
    /// <summary>Seen in the text or abstract of the source itself.</summary>
    Read,

    /// <summary>Seen in another text that cites the source.</summary>
    Second,

    /// <summary>From general knowledge; to be checked against the source before a decision depends on it.</summary>
    Recalled,
}
