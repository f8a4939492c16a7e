namespace Filaggrin.Fuzz.Mutations;

/// <summary>Every way to change a record.</summary>
internal static class Catalog
{
    public static IReadOnlyList<Mutation> All { get; } = [.. ByteMutations.All, .. Rewritings.All, .. Spoilings.All, .. Losses.All, .. Changes.All];
}
