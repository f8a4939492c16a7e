namespace Filaggrin.Evidence.Tests;

/// <summary>Connected networks of continuous outcomes: a chain that joins all treatments, then trials of two to four arms anywhere.</summary>
internal static class RandomNetworks
{
    public static readonly Gen<ContinuousArm[]> Arms =
        from treatments in Gen.Int[3, 7]
        from further in Gen.Int[2, 9]
        from seed in Gen.Int[0, 1_000_000]
        select Build(treatments, further, seed);

    private static ContinuousArm[] Build(int treatments, int further, int seed)
    {
        Random random = new(seed);
        List<ContinuousArm> arms = [];
        for (int treatment = 1; treatment < treatments; treatment++) Add(arms, random, [treatment - 1, treatment]);
        for (int trial = 0; trial < further; trial++)
        {
            int[] chosen = [.. Enumerable.Range(0, treatments).OrderBy(_ => random.Next()).Take(random.Next(2, Math.Min(5, treatments + 1)))];
            Add(arms, random, chosen);
        }

        return [.. arms];
    }

    private static void Add(List<ContinuousArm> arms, Random random, int[] treatments)
    {
        string study = $"trial {arms.Select(arm => arm.Study).Distinct(StringComparer.Ordinal).Count()}";
        double baseline = 10 * random.NextDouble(), shared = random.NextDouble();
        foreach (int treatment in treatments)
            arms.Add(new ContinuousArm(study, $"{(char)('A' + treatment)}", random.Next(20, 300), baseline + 0.3 * treatment + 0.6 * (random.NextDouble() - 0.5) + shared, 0.5 + random.NextDouble()));
    }
}
