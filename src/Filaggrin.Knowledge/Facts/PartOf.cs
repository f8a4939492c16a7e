namespace Filaggrin.Knowledge.Facts;

/// <summary>What a share in per cent is a share of: the differential of a blood count is often told so, and limits are set for the number of cells.</summary>
/// <param name="Whole">The fact that is the whole: all white cells.</param>
/// <param name="Amount">The fact that the share of a whole of the same day tells: the lymphocytes.</param>
public sealed record PartOf(string Whole, string Amount);
