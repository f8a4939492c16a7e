using System.Collections.Immutable;

namespace Filaggrin.Evidence.Comparisons;

/// <summary>The risk from which absolute effects are reckoned.</summary>
/// <param name="Treatment">The treatment that has this risk: placebo where the network has it.</param>
/// <param name="Risk">Above 0 and below 1.</param>
/// <param name="Events">Events in the arms pooled; null where the risk was stated by the reader.</param>
/// <param name="Patients">Patients in the arms pooled.</param>
/// <param name="Trials">Trials pooled.</param>
public sealed record BaselineRisk(string Treatment, double Risk, double? Events = null, double? Patients = null, int? Trials = null)
{
    /// <summary>Events over patients in all arms of a treatment; null where the network has no counts of it, or no event or nothing else.</summary>
    public static BaselineRisk? Pooled(Network network, string treatment)
    {
        ImmutableArray<BinaryArm> arms = network.CountsOf(treatment);
        double events = arms.Sum(arm => arm.Events), patients = arms.Sum(arm => arm.Patients);
        return events > 0 && events < patients ? new BaselineRisk(treatment, events / patients, events, patients, arms.Length) : null;
    }
}
