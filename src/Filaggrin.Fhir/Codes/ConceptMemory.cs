using Filaggrin.Fhir.Medicines;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Codes;

/// <summary>What was found for a concept, so that it is sought once in a record; null: not sought yet.</summary>
internal sealed class ConceptMemory
{
    /// <summary>As <see cref="FactFinder.ByCode"/>.</summary>
    public FactMatch[]? ByCode { get; set; }

    /// <summary>As <see cref="FactFinder.ByCodeOrName"/>.</summary>
    public FactMatch[]? ByCodeOrName { get; set; }

    /// <summary>As <see cref="FactFinder.Doubts(Concept)"/>.</summary>
    public (FactDefinition Fact, string? Member)[]? Doubts { get; set; }

    /// <summary>As <see cref="ProductReader.Read(Concept)"/>.</summary>
    public Product? Product { get; set; }

    /// <summary>The substances of an allergy by the names of the dictionary, and how they were read.</summary>
    public (string[] Members, string? Via)? Substances { get; set; }
}
