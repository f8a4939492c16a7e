namespace Filaggrin.Evidence;

/// <summary>Whether a small value of the outcome is good.</summary>
public enum SmallValues
{
    /// <summary>Small is good: symptoms, deaths.</summary>
    Desirable,

    /// <summary>Small is bad: responders.</summary>
    Undesirable,
}
