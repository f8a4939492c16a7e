namespace Filaggrin.Knowledge.Tests;

/// <summary>Random values from a named seed: the same at every run, so that a failure can be looked at again.</summary>
internal static class Samples
{
    public static IEnumerable<T> Of<T>(Gen<T> gen, int count, ulong seed = 20261124)
    {
        PCG pcg = new(1, seed);
        for (int i = 0; i < count; i++) yield return gen.Generate(pcg, null, out _);
    }
}
