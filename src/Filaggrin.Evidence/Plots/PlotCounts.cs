namespace Filaggrin.Evidence.Plots;

/// <summary>Trials and patients of a network.</summary>
internal static class PlotCounts
{
    /// <summary>Trials that compare two treatments.</summary>
    public static int Trials(Network network, string first, string second) => network.Trials.Count(trial => Has(trial, first) && Has(trial, second));

    /// <summary>Trials that have a treatment.</summary>
    public static int Trials(Network network, string treatment) => network.Trials.Count(trial => Has(trial, treatment));

    /// <summary>Patients given a treatment; null where a trial does not tell.</summary>
    public static double? Patients(Network network, string treatment)
    {
        double patients = 0;
        foreach (TrialArm arm in network.Trials.SelectMany(trial => trial.Arms).Where(arm => arm.Treatment == treatment))
        {
            switch (arm.Data)
            {
                case BinaryArm binary: patients += binary.Patients; break;
                case ContinuousArm continuous: patients += continuous.Patients; break;
                default: return null;
            }
        }

        return patients;
    }

    private static bool Has(NetworkTrial trial, string treatment) => trial.Arms.Any(arm => arm.Treatment == treatment);
}
