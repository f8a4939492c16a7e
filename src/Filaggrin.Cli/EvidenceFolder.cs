using Filaggrin.Advice.Effects;
using Filaggrin.Cli.Output.Evidence;
using Filaggrin.Evidence.Trials;

namespace Filaggrin.Cli;

/// <summary>Finds the trials that effects are taken from.</summary>
internal static class EvidenceFolder
{
    /// <summary>The trials of this checkout.</summary>
    /// <param name="outcome">The outcome that will be asked for.</param>
    /// <exception cref="IOException">They do not know the outcome, or were not found.</exception>
    public static TrialEvidence Trials(string outcome)
    {
        TrialLibrary library = EvidenceData.Load(null);
        return library.FindOutcome(outcome) is not null ? new(library)
            : throw new IOException($"--outcome: «{outcome}» is no outcome of the trials; known are {string.Join(", ", library.Outcomes.Select(known => known.Id))}.");
    }
}
