namespace Filaggrin.Evidence;

/// <summary>Estimates and variances of the arms of one trial, from what the arms report.</summary>
/// <remarks>
/// Continuity: for odds and risk ratios one half is added to every cell of a trial with a zero cell (odds ratio: also where all
/// patients of an arm had the event), for rate ratios to the events of all its arms, for risk differences nothing.
/// A trial without any event, or with nothing else, in all arms tells nothing about a ratio and is left out.
/// Variances of the log odds, log risk and log rate: Woolf 1955, doi:10.1111/j.1469-1809.1955.tb01348.x, and the delta method.
/// </remarks>
internal static class ArmSummaries
{
    /// <summary>The trial on the scale of the measure; null with the reason where it tells nothing.</summary>
    public static (NetworkTrial? Trial, string? Reason) Summarize(string study, IReadOnlyList<Arm> arms, EffectMeasure measure)
    {
        (double Estimate, double Variance)[]? summaries = measure switch
        {
            EffectMeasure.OddsRatio => LogOdds(Of<BinaryArm>(study, arms, measure)),
            EffectMeasure.RiskRatio => LogRisks(Of<BinaryArm>(study, arms, measure)),
            EffectMeasure.RiskDifference => Risks(Of<BinaryArm>(study, arms, measure)),
            EffectMeasure.MeanDifference => Means(Of<ContinuousArm>(study, arms, measure)),
            EffectMeasure.StandardizedMeanDifference => StandardizedMeans(study, Of<ContinuousArm>(study, arms, measure)),
            EffectMeasure.RateRatio => LogRates(Of<RateArm>(study, arms, measure)),
            _ => throw new EvidenceException($"trial {study}: a hazard ratio cannot be reckoned from arms; contrasts with standard errors are expected."),
        };
        if (summaries is null) return (null, measure == EffectMeasure.RateRatio ? "no event in any arm" : "no event, or nothing but events, in all arms");
        // A comparison of two arms without variance would be taken as certain.
        return summaries.Count(summary => summary.Variance == 0) > 1
            ? (null, "more than one arm without variance")
            : (new NetworkTrial(study, [.. arms.Zip(summaries, (arm, summary) => new TrialArm(arm.Treatment, summary.Estimate, summary.Variance, arm))]), null);
    }

    /// <summary>Hedges' exact correction of the standardised mean difference.</summary>
    /// <remarks>Hedges 1981, doi:10.3102/10769986006002107.</remarks>
    internal static double Correction(double degreesOfFreedom) =>
        Math.Exp(GammaFunctions.LogGamma(degreesOfFreedom / 2) - GammaFunctions.LogGamma((degreesOfFreedom - 1) / 2)) / Math.Sqrt(degreesOfFreedom / 2);

    private static T[] Of<T>(string study, IReadOnlyList<Arm> arms, EffectMeasure measure) where T : Arm =>
        [.. arms.Select(arm => arm as T ?? throw new EvidenceException(
            $"trial {study}, arm «{arm.Treatment}»: {measure.Symbol()} needs {(typeof(T) == typeof(BinaryArm) ? "events and n" : typeof(T) == typeof(RateArm) ? "events and time" : "n, mean and SD")}."))];

    private static (double, double)[]? LogOdds(BinaryArm[] arms)
    {
        if (TellsNothing(arms)) return null;
        double add = arms.Any(arm => arm.Events == 0 || arm.Events == arm.Patients) ? 0.5 : 0;
        return [.. arms.Select(arm =>
        {
            double with = arm.Events + add, without = arm.Patients - arm.Events + add;
            return (Math.Log(with / without), 1 / with + 1 / without);
        })];
    }

    private static (double, double)[]? LogRisks(BinaryArm[] arms)
    {
        if (TellsNothing(arms)) return null;
        double add = arms.Any(arm => arm.Events == 0) ? 0.5 : 0;
        return [.. arms.Select(arm =>
        {
            double with = arm.Events + add, all = arm.Patients + 2 * add;
            return (Math.Log(with / all), 1 / with - 1 / all);
        })];
    }

    private static (double, double)[] Risks(BinaryArm[] arms) => [.. arms.Select(arm =>
    {
        double risk = arm.Events / arm.Patients;
        return (risk, risk * (1 - risk) / arm.Patients);
    })];

    private static (double, double)[] Means(ContinuousArm[] arms) => [.. arms.Select(arm => (arm.Mean, arm.Sd * arm.Sd / arm.Patients))];

    private static (double, double)[] LogRates(RateArm[] arms)
    {
        double add = arms.Any(arm => arm.Events == 0) ? 0.5 : 0;
        return [.. arms.Select(arm => (Math.Log((arm.Events + add) / arm.Time), 1 / (arm.Events + add)))];
    }

    /// <summary>Means divided by the SD pooled over all arms of the trial.</summary>
    /// <remarks>
    /// The variance of a difference is 1/n + 1/n′ + g²/(2N) (metafor's LS form). With two arms it is met exactly; with more, its last
    /// term is shared out between the arms by least squares, a convention of this engine.
    /// </remarks>
    private static (double, double)[] StandardizedMeans(string study, ContinuousArm[] arms)
    {
        double patients = arms.Sum(arm => arm.Patients), freedom = patients - arms.Length;
        if (freedom <= 1) throw new EvidenceException($"trial {study}: too few patients for a standardised mean difference.");
        double sd = Math.Sqrt(arms.Sum(arm => (arm.Patients - 1) * arm.Sd * arm.Sd) / freedom), factor = Correction(freedom) / sd;
        double[,] squares = new double[arms.Length, arms.Length];
        for (int first = 0; first < arms.Length; first++)
        {
            for (int second = 0; second < arms.Length; second++)
            {
                double g = factor * (arms[first].Mean - arms[second].Mean);
                squares[first, second] = g * g / (2 * patients);
            }
        }

        double[] shares = ContrastSolver.Shares(squares);
        (double, double)[] summaries = [.. arms.Select((arm, index) => (factor * arm.Mean, 1 / arm.Patients + shares[index]))];
        if (Array.Exists(summaries, summary => summary.Item2 <= 0)) throw new EvidenceException($"trial {study}: the variances of its standardised mean differences belong to no variances of arms.");
        return summaries;
    }

    private static bool TellsNothing(BinaryArm[] arms) => arms.All(arm => arm.Events == 0) || arms.All(arm => arm.Events == arm.Patients);
}
