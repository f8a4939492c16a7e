namespace Filaggrin.Evidence.Tests.Models;

/// <summary>The binomial model's integrals by brute force: fine trapezoids over everything, no formula of the engine's.</summary>
internal static class BinomialIntegral
{
    /// <summary>log ∫ φ(z) p^events (1 - p)^others dz at the log odds s + σz.</summary>
    public static double Arm(double events, double patients, double sigma, double s)
    {
        const double Step = 0.004, Reach = 14;
        double reference = events > 0 && events < patients ? events * Math.Log(events / patients) + (patients - events) * Math.Log(1 - events / patients) : 0, sum = 0;
        for (double z = -Reach; z <= Reach; z += Step)
        {
            double logOdds = s + sigma * z;
            sum += Math.Exp(events * logOdds - patients * Math.Log(1 + Math.Exp(logOdds)) - 0.5 * z * z - reference);
        }

        return reference + Math.Log(Step * sum / Math.Sqrt(2 * Math.PI));
    }

    /// <summary>The log likelihood of a trial, flat over its baseline.</summary>
    public static double Trial(BinomialArm[] arms, double tau, double[] effects)
    {
        const double Step = 0.05;
        List<double> logs = [];
        for (double baseline = -20; baseline <= 12; baseline += Step) logs.Add(arms.Sum(arm => Arm(arm.Events, arm.Patients, tau / Math.Sqrt(2), baseline + effects[arm.Treatment])));
        double peak = logs.Max();
        return peak + Math.Log(Step * logs.Sum(log => Math.Exp(log - peak)));
    }
}
