using Filaggrin.Evidence.Comparisons;
using Filaggrin.Evidence.Tests.Oracles;
using Filaggrin.Evidence.Tests.Trials;
using Filaggrin.Evidence.Trials;

namespace Filaggrin.Evidence.Tests.Comparisons;

public class NetworkComparerTests
{
    private static readonly TauPrior Prior = new HalfNormalPrior(1);

    [Fact]
    public void A_comparison_is_what_the_engine_and_the_oracle_say()
    {
        Network senn = Oracle.Arms("senn2013", EffectMeasure.MeanDifference);
        TreatmentComparison found = new NetworkComparer(senn, SmallValues.Desirable, Prior).Compare("metformin", "placebo")!;
        NetworkFit fit = senn.Fit(RandomEffects.Reml);
        NodeSplit split = fit.NodeSplits().Single(split => split is { Treatment: "metformin", Comparator: "placebo" });
        Assert.Equal(fit.Effect("metformin", "placebo"), found.Network);
        Assert.Equal(senn.FitCommonEffect().Effect("metformin", "placebo"), found.Common);
        Assert.Equal(split, found.Split);
        BayesianFit bayesian = senn.FitBayesian(Prior);
        Assert.Equal(bayesian.League()["metformin", "placebo"].Posterior, found.Posterior);
        Assert.Equal(bayesian.League()["metformin", "placebo"].ProbabilityLower, found.ProbabilityBetter);
        Assert.Equal(1, found.Shares.Sum(share => share.Share), 10);
    }

    [Fact]
    public void Turning_a_comparison_turns_every_sign()
    {
        NetworkComparer comparer = new(Oracle.Arms("senn2013", EffectMeasure.MeanDifference), SmallValues.Desirable, Prior);
        TreatmentComparison one = comparer.Compare("rosiglitazone", "placebo")!, other = comparer.Compare("placebo", "rosiglitazone")!;
        Assert.Equal(-one.Network.Estimate, other.Network.Estimate, 12);
        Assert.Equal(-one.Split.Direct!.Value.Estimate, other.Split.Direct!.Value.Estimate, 12);
        Assert.Equal(-one.Split.Indirect!.Value.Estimate, other.Split.Indirect!.Value.Estimate, 12);
        Assert.Equal(-one.Posterior.Median, other.Posterior.Median, 12);
        Assert.Equal(1 - one.ProbabilityBetter, other.ProbabilityBetter, 12);
    }

    [Fact]
    public void Treatments_of_different_parts_are_not_compared()
    {
        Network parts = Network.From([new BinaryArm("t", "a", 2, 10), new BinaryArm("t", "b", 6, 10), new BinaryArm("u", "c", 2, 10), new BinaryArm("u", "d", 6, 10)], EffectMeasure.OddsRatio);
        NetworkComparer comparer = new(parts, SmallValues.Desirable, Prior);
        Assert.Null(comparer.Compare("a", "c"));
        Assert.NotNull(comparer.Compare("c", "d"));
        Assert.Throws<EvidenceException>(() => comparer.Compare("a", "e"));
    }

    [Theory]
    [InlineData("senn2013", EffectMeasure.MeanDifference)]
    [InlineData("hasselblad1998", EffectMeasure.OddsRatio)]
    [InlineData("dogliotti2014", EffectMeasure.OddsRatio)]
    public void Shares_of_trials_add_up_to_their_comparisons(string set, EffectMeasure measure)
    {
        NetworkFit fit = Oracle.Arms(set, measure).Fit(RandomEffects.Reml);
        TrialShares shares = TrialShares.Of(fit);
        ContributionMatrix contributions = fit.Contributions();
        foreach (string treatment in fit.Network.Treatments)
        {
            foreach (string comparator in fit.Network.Treatments.Where(other => other != treatment))
            {
                Assert.Equal(1, shares[treatment, comparator].Sum(share => share.Share), 9);
                Assert.All(contributions.Comparisons, pair => Assert.Equal(
                    contributions[treatment, comparator, pair.Treatment, pair.Comparator],
                    shares[treatment, comparator].Where(share => (share.Treatment, share.Comparator) == pair || (share.Comparator, share.Treatment) == pair).Sum(share => share.Share), 9));
            }
        }
    }

    [Fact]
    public void In_a_pairwise_meta_analysis_shares_are_the_usual_weights()
    {
        Network bcg = Network.From(Oracle.Table("bcg_pairwise"), EffectMeasure.RiskRatio);
        NetworkFit fit = bcg.Fit(RandomEffects.Reml);
        double[] weights = [.. bcg.Trials.Select(trial => 1 / (trial.Arms[0].Variance + trial.Arms[1].Variance + fit.TauSquared))];
        IReadOnlyList<TrialShare> shares = TrialShares.Of(fit)[bcg.Treatments[0], bcg.Treatments[1]];
        for (int i = 0; i < weights.Length; i++) Assert.Equal(weights[i] / weights.Sum(), shares[i].Share, 10);
    }

    [Fact]
    public void Informative_priors_name_their_source_and_others_say_they_are_weak()
    {
        HeterogeneityPrior signs = HeterogeneityPrior.For(EffectMeasure.OddsRatio, "clinical-signs"), harm = HeterogeneityPrior.For(EffectMeasure.OddsRatio, "harm");
        Assert.Equal(("log-normal:-2.06:1.51", "log-normal:-1.87:1.52"), (signs.Prior.Form, harm.Prior.Form));
        Assert.Contains("doi:10.1002/sim.6381", signs.Source, StringComparison.Ordinal);
        Assert.Equal("half-normal:1", HeterogeneityPrior.For(EffectMeasure.RiskRatio, "clinical-signs").Prior.Form);
        Assert.Equal("half-normal:13", HeterogeneityPrior.For(EffectMeasure.MeanDifference, "clinical-signs", 12.7).Prior.Form);
        Assert.StartsWith("weak", HeterogeneityPrior.For(EffectMeasure.StandardizedMeanDifference, "clinical-signs").Source, StringComparison.Ordinal);
    }

    [Fact]
    public void A_difference_without_arms_joins_the_network_of_standardised_means()
    {
        TrialQuery query = new("EASI_change", "SCORAD_change", "SCORAD_pct_change") { Backgrounds = [Background.TopicalSteroids], Level = TreatmentLevel.Agent };
        SelectedNetwork selected = SelectedNetwork.Of(EvidenceFolder.Library, TrialSelection.Of(EvidenceFolder.Library, query), EffectMeasure.StandardizedMeanDifference);
        Assert.Equal("meggitt2006", Assert.Single(selected.Contrasts).Trial);
        Effect effect = selected.Network.FitCommonEffect().Effect("azathioprine", "placebo");
        Assert.Equal(-0.71, effect.Estimate, 6);
        Assert.Equal(-1.25, effect.Lower, 2);
    }

    [Fact]
    public void Clinical_signs_on_any_scale_join_old_drugs_with_new_ones_only_over_all_ages()
    {
        TrialQuery everywhere = ClinicalSigns.Query with { Populations = [.. Enum.GetValues<Population>()], Backgrounds = [.. Enum.GetValues<Background>()] };
        Network all = Signs(everywhere).Network, adults = Signs(ClinicalSigns.Query with { Backgrounds = [Background.TopicalSteroids] }).Network;
        Assert.Equal((true, false), (all.Treatments.Contains("ciclosporin", StringComparer.Ordinal), adults.Treatments.Contains("ciclosporin", StringComparer.Ordinal)));
        Assert.True(all.IsConnected);
        Assert.All(all.Treatments, treatment => Assert.DoesNotContain(' ', treatment)); // doses are pooled
        Effect effect = all.Fit(RandomEffects.Reml).Effect("ciclosporin", "dupilumab");
        Assert.True(effect.Lower < 0 && effect.Upper > 0); // no one may be told to be the better
        Assert.Empty(all.TrialsOf("ciclosporin", "dupilumab"));
    }

    [Fact]
    public void A_trial_without_usable_arms_counts_the_patients_of_its_contrast() =>
        Assert.Equal(63, Signs(ClinicalSigns.Query with { Backgrounds = [Background.TopicalSteroids] }).Patients["meggitt2006"]);

    [Fact]
    public void A_network_cut_to_some_agents_has_no_arm_and_no_contrast_of_others()
    {
        TrialQuery topical = ClinicalSigns.Query with { Backgrounds = [Background.TopicalSteroids] };
        Assert.Contains("azathioprine", Signs(topical with { Agents = ["azathioprine", "dupilumab"] }).Network.Treatments, StringComparer.Ordinal);
        SelectedNetwork cut = Signs(topical with { Agents = ["dupilumab", "tralokinumab"] });
        Assert.Equal(["dupilumab", "placebo", "tralokinumab"], cut.Network.Treatments, StringComparer.Ordinal);
        Assert.Empty(cut.Contrasts);
    }

    [Fact]
    public void Nothing_to_compare_is_no_network()
    {
        TrialSelection none = TrialSelection.Of(EvidenceFolder.Library, new TrialQuery("EASI75") { Agents = ["alefacept"] });
        Assert.Null(SelectedNetwork.Find(EvidenceFolder.Library, none, EffectMeasure.OddsRatio));
        Assert.Throws<EvidenceException>(() => SelectedNetwork.Of(EvidenceFolder.Library, none, EffectMeasure.OddsRatio));
    }

    private static SelectedNetwork Signs(TrialQuery query) => SelectedNetwork.Of(EvidenceFolder.Library, TrialSelection.Of(EvidenceFolder.Library, query), EffectMeasure.StandardizedMeanDifference);

    [Theory]
    [InlineData("EASI75", EffectMeasure.MeanDifference)]
    [InlineData("EASI_change", EffectMeasure.OddsRatio)]
    [InlineData("EASI75", EffectMeasure.RateRatio)]
    public void A_measure_must_suit_its_outcome(string outcome, EffectMeasure measure) => Assert.Contains(
        outcome, Assert.Throws<EvidenceException>(() => SelectedNetwork.Of(EvidenceFolder.Library, TrialSelection.Of(EvidenceFolder.Library, new(outcome)), measure)).Message, StringComparison.Ordinal);
}
