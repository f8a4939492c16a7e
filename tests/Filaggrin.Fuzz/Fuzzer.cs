using Filaggrin.Fuzz.Mutations;

namespace Filaggrin.Fuzz;

/// <summary>Makes mutants: the same number under the same seed is the same mutant.</summary>
/// <param name="seeds">The records that they are made from.</param>
/// <param name="seed">The seed of chance.</param>
/// <param name="only">The name of the one mutation that is asked for; null: all.</param>
internal sealed class Fuzzer(IReadOnlyList<Seed> seeds, int seed, string? only = null)
{
    private const int Tries = 40, UsualLength = 30_000;

    private readonly Mutation[] _mutations = [.. Catalog.All.Where(mutation => only is null || mutation.Name == only)];

    // Small records are read many times while a large one is read once.
    private readonly double[] _weights = [.. seeds.Select(record => 1d / (UsualLength + record.Json.Length))];

    /// <summary>The mutant of a number.</summary>
    /// <exception cref="InvalidOperationException">No record has a place for the mutation.</exception>
    public Mutant Make(int index)
    {
        Random chance = new(unchecked((seed * 1_000_003) + index));
        for (int tries = 0; tries < Tries; tries++)
        {
            Seed record = seeds[Weighted(chance)];
            Mutation mutation = _mutations[chance.Next(_mutations.Length)];
            if (mutation.Apply(new(record.Bundle, record.Json, chance)) is not { } json) continue;
            Promise promise = mutation.Name == "bit-flipped" ? ByteMutations.PromiseOf(record.Bundle, json) : mutation.Promise;
            return new(index, record, mutation.Name, promise, json);
        }

        throw new InvalidOperationException($"mutant {index}: no record has a place for {only ?? "any mutation"}.");
    }

    private int Weighted(Random chance)
    {
        double left = chance.NextDouble() * _weights.Sum();
        for (int at = 0; at < _weights.Length; at++)
        {
            left -= _weights[at];
            if (left < 0) return at;
        }

        return _weights.Length - 1;
    }
}
