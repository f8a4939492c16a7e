using System.Collections.Immutable;

namespace Filaggrin.Evidence;

/// <summary>Trial data that cannot be used, with everything that is wrong with them.</summary>
public sealed class EvidenceException : Exception
{
    /// <summary>One finding.</summary>
    public EvidenceException(string finding) : this([finding])
    {
    }

    /// <summary>Several findings, in the order of the data.</summary>
    public EvidenceException(ImmutableArray<string> findings) : base(string.Join('\n', findings)) => Findings = findings;

    /// <summary>Each names where, what is wrong and what was expected.</summary>
    public ImmutableArray<string> Findings { get; }
}
