using System.Collections.Immutable;

namespace Filaggrin.Evidence;

/// <summary>The network without one trial.</summary>
/// <param name="Study">Label of the trial left out.</param>
/// <param name="Lost">Treatments that can no longer be compared with the reference; they have no effect in the fit.</param>
/// <param name="Fit">Fit of the part that holds the reference; null where the reference itself is lost.</param>
public sealed record Omission(string Study, ImmutableArray<string> Lost, NetworkFit? Fit)
{
    /// <summary>Whether every treatment can still be compared with every other.</summary>
    public bool IsConnected => Lost.IsEmpty && Fit is not null;

    internal static Omission Of(Network network, string study, Func<Network, NetworkFit> fit)
    {
        if (network.Without(study) is not { } rest) return new Omission(study, network.Treatments, null);
        Network? part = rest.Subnetworks().FirstOrDefault(part => part.Treatments.Contains(network.Reference, StringComparer.Ordinal));
        if (part is null) return new Omission(study, network.Treatments, null);
        return new Omission(study, [.. network.Treatments.Where(treatment => !part.Treatments.Contains(treatment, StringComparer.Ordinal))], fit(part));
    }
}
