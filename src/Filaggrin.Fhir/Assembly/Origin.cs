namespace Filaggrin.Fhir.Assembly;

/// <summary>Of whom something speaks, and in which version of its resource it stood; entries without versions share one.</summary>
/// <param name="Owner">Of whom it speaks, as <see cref="References.Owner"/> writes it.</param>
/// <param name="Version">The version of its resource.</param>
internal sealed record Origin(string Owner, ResourceVersion Version);
