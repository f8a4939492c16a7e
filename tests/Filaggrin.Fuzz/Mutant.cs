using Filaggrin.Fuzz.Mutations;

namespace Filaggrin.Fuzz;

/// <summary>A changed record.</summary>
/// <param name="Index">Its number under the seed of the run.</param>
/// <param name="Seed">The record that it was made from.</param>
/// <param name="Mutation">How it was changed.</param>
/// <param name="Promise">What must hold of it.</param>
/// <param name="Json">Its bytes.</param>
internal sealed record Mutant(int Index, Seed Seed, string Mutation, Promise Promise, byte[] Json);

/// <summary>What became of a mutant.</summary>
internal enum Fate
{
    /// <summary>The file was refused.</summary>
    Refused,

    /// <summary>The appraisal is the same, byte for byte.</summary>
    Same,

    /// <summary>Every option stands as before; something else is said.</summary>
    Unmoved,

    /// <summary>Some option stands worse and none better.</summary>
    Worse,

    /// <summary>Some option stands better, as it may.</summary>
    Better,
}

/// <summary>What became of a mutant, and what is wrong with that.</summary>
/// <param name="Fate">Its fate; null where it had none because the engine broke.</param>
/// <param name="Fault">The promise that was broken; null where none was.</param>
internal readonly record struct Verdict(Fate? Fate, string? Fault);
