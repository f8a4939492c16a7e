using System.Collections.Immutable;

namespace Filaggrin.Evidence.Trials;

/// <summary>All tables of the evidence folder together.</summary>
/// <param name="Agents">What an arm may name.</param>
/// <param name="Outcomes">What a row may tell of.</param>
/// <param name="Trials">The trials, in the order of the file.</param>
/// <param name="Arms">Outcomes by arm, in the order of the file.</param>
/// <param name="Contrasts">Differences between arms, where the source gives no more.</param>
/// <param name="Published">Estimates of published network meta-analyses.</param>
public sealed record TrialLibrary(
    ImmutableArray<TrialAgent> Agents, ImmutableArray<Outcome> Outcomes, ImmutableArray<Trial> Trials,
    ImmutableArray<ArmOutcome> Arms, ImmutableArray<TrialContrast> Contrasts, ImmutableArray<PublishedEstimate> Published)
{
    /// <summary>The files that make a library.</summary>
    public static ImmutableArray<string> FileNames { get; } =
        [TrialReader.AgentsFile, TrialReader.OutcomesFile, TrialReader.TrialsFile, TrialReader.ArmsFile, TrialReader.ContrastsFile, TrialReader.PublishedFile];

    /// <summary>Reads the tables from their text.</summary>
    /// <param name="files">The files of <see cref="FileNames"/>; others are not looked at.</param>
    /// <param name="findings">Takes what could not be read; such a row is left out, so a caller should look here before using the library.</param>
    /// <returns>The library of all rows that could be read; never null. <see cref="TrialCheck"/> tells whether they agree with each other.</returns>
    public static TrialLibrary Read(IEnumerable<TrialFile> files, ICollection<TrialFinding> findings) => new TrialReader(files, findings).Read();

    /// <summary>The trial of that key, or null.</summary>
    public Trial? FindTrial(string id) => Trials.FirstOrDefault(trial => trial.Id == id);

    /// <summary>The outcome of that key, or null.</summary>
    public Outcome? FindOutcome(string id) => Outcomes.FirstOrDefault(outcome => outcome.Id == id);
}
