namespace Filaggrin.Fhir.Assembly;

/// <summary>The resource that something was read from.</summary>
/// <param name="Source">Its reference, such as <c>Observation/alt-3</c>.</param>
/// <param name="Owner">Of whom it speaks, as <see cref="References.Owner"/> writes it.</param>
/// <param name="Version">Its version.</param>
internal sealed record Origin(string Source, string Owner, ResourceVersion Version);
