using System.Collections.Immutable;

namespace Filaggrin.Knowledge.Export;

/// <summary>A file of an export.</summary>
/// <param name="Path">Its path within the folder, with <c>/</c> between parts.</param>
/// <param name="Content">Its bytes.</param>
public sealed record ExportedFile(string Path, ImmutableArray<byte> Content);
