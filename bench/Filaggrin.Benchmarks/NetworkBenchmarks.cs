using BenchmarkDotNet.Attributes;
using Filaggrin.Evidence;

namespace Filaggrin.Benchmarks;

/// <summary>Network meta-analysis of 25 treatments in 120 trials (264 arms), warm.</summary>
public class NetworkBenchmarks
{
    private static readonly TauPrior Prior = new HalfNormalPrior(1);

    private Network _network = null!;
    private BayesianFit _fit = null!;

    [GlobalSetup]
    public void Read()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "data", "synthetic25_arms.csv");
        _network = Network.From(TrialTable.Read(File.ReadAllText(file), "synthetic25_arms.csv"), EffectMeasure.MeanDifference);
        _fit = _network.FitBayesian(Prior);
    }

    [Benchmark(Baseline = true)]
    public double Bayesian_fit() => _network.FitBayesian(Prior).Tau.Mean;

    [Benchmark]
    public double Bayesian_fit_with_league_SUCRA_and_ranks()
    {
        BayesianFit fit = _network.FitBayesian(Prior);
        double sum = 0;
        foreach (PosteriorEffect effect in fit.League().Effects) sum += effect.Posterior.Median;
        return sum + fit.Sucra(SmallValues.Desirable)[0] + fit.RankProbabilities(SmallValues.Desirable)[_network.Reference][0];
    }

    [Benchmark]
    public int Leave_one_out_of_120_trials() => _fit.LeaveOneOut().Length;

    [Benchmark]
    public double Reml_fit_with_league()
    {
        double sum = 0;
        foreach (Effect effect in _network.Fit(RandomEffects.Reml).League().Effects) sum += effect.Estimate;
        return sum;
    }
}

/// <summary>The binomial model with its self-check, warm.</summary>
public class BinomialBenchmarks
{
    private Network _network = null!;

    [Params("hasselblad1998", "dogliotti2014", "dong2013")]
    public string Set { get; set; } = "";

    [GlobalSetup]
    public void Read()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "data", Set + "_arms.csv");
        _network = Network.From(TrialTable.Read(File.ReadAllText(file), Set), EffectMeasure.OddsRatio);
    }

    [Benchmark]
    public double Binomial_fit() => _network.FitBayesian(new HalfNormalPrior(1), Likelihood.Binomial).Tau.Mean;
}
