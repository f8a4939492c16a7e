using System.Collections.Immutable;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Export;

/// <summary>A CQL library as text, with what its FHIR resource tells of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">Its title for a reader.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Cql">Its text.</param>
/// <param name="Facts">The facts that it asks, itself or by what it includes.</param>
/// <param name="Parameters">The parameters that it declares, with the facts they carry.</param>
/// <param name="Definitions">The definitions that others may ask for, with a text, and the fact that each gives; null: a truth.</param>
internal sealed record ExportedLibrary(
    string Name, string Title, string Description, string Cql, ImmutableArray<FactDefinition> Facts,
    ImmutableArray<(string Name, FactDefinition Fact)> Parameters, ImmutableArray<(string Name, string Text, FactDefinition? Fact)> Definitions);
