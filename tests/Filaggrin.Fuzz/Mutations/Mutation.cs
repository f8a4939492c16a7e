namespace Filaggrin.Fuzz.Mutations;

/// <summary>One way to change a record.</summary>
/// <param name="Name">Its name, in words with hyphens.</param>
/// <param name="Promise">What must hold afterwards.</param>
/// <param name="Apply">The bytes of a mutant; null where the record has no place for it.</param>
internal sealed record Mutation(string Name, Promise Promise, Func<Draft, byte[]?> Apply);
