namespace Filaggrin.Evidence;

/// <summary>How the flow of evidence through a network is divided among direct comparisons.</summary>
public enum ContributionMethod
{
    /// <summary>Every path by the probability of a random walk along the flow (Davies 2022, doi:10.1002/sim.9346).</summary>
    RandomWalk,

    /// <summary>Shortest paths first (Papakonstantinou 2018, doi:10.12688/f1000research.14770.3); depends on the order of paths of one length.</summary>
    ShortestPath,

    /// <summary>All paths, with the smallest flows that add up to it (Rücker 2024, Statistics in Medicine 43:4287).</summary>
    PseudoInverse,
}
