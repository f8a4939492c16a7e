using System.Collections.Immutable;

namespace Filaggrin.Evidence;

/// <summary>One arm of a trial on the scale of the analysis.</summary>
/// <param name="Treatment">Label of the treatment.</param>
/// <param name="Estimate">Summary of the arm: only differences between the arms of one trial have a meaning.</param>
/// <param name="Variance">Sampling variance; that of a difference is the sum of the two arms' variances.</param>
/// <param name="Data">The arm as reported; null where the trial came as contrasts.</param>
public sealed record TrialArm(string Treatment, double Estimate, double Variance, Arm? Data = null);

/// <summary>A trial on the scale of the analysis.</summary>
/// <param name="Study">Label of the trial.</param>
/// <param name="Arms">At least two arms with different treatments.</param>
public sealed record NetworkTrial(string Study, ImmutableArray<TrialArm> Arms)
{
    /// <summary>Every pair of arms once, the earlier arm minus the later.</summary>
    public IEnumerable<Contrast> Contrasts()
    {
        for (int first = 0; first < Arms.Length; first++)
        {
            for (int second = first + 1; second < Arms.Length; second++)
            {
                (TrialArm a, TrialArm b) = (Arms[first], Arms[second]);
                yield return new Contrast(Study, a.Treatment, b.Treatment, a.Estimate - b.Estimate, Math.Sqrt(a.Variance + b.Variance));
            }
        }
    }
}
