using System.Collections.Immutable;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Export;

/// <summary>Reads simple facts from FHIR resources where no sheet is given.</summary>
internal sealed class RecordCql(KnowledgeBase knowledge)
{
    /// <summary>What the definitions share.</summary>
    public static string Shared => "";

    /// <summary>The entries of a record that are read.</summary>
    public static ImmutableArray<DataNeed> Requirements => [];

    /// <summary>The expression for a fact, or null where a record does not tell it simply enough.</summary>
    public string? Of(FactDefinition fact) => knowledge.Facts.Find(fact.Name) is null ? "" : null;
}
