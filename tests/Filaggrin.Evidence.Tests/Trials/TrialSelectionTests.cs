using System.Collections.Immutable;
using Filaggrin.Evidence.Trials;

namespace Filaggrin.Evidence.Tests.Trials;

public class TrialSelectionTests
{
    private static readonly TrialQuery Monotherapy = new("EASI75"), Topical = new("EASI75") { Backgrounds = [Background.TopicalSteroids] };

    [Fact]
    public void An_arm_comes_with_its_treatment_and_its_rows()
    {
        TrialSelection selection = TrialSelection.Of(SmallTables.Read(SmallTables.Files), Monotherapy);
        Assert.Equal([("placebo", 100, 20), ("dupilumab 300 mg q2w", 100, 50)], selection.Arms.Select(arm => (arm.Treatment, arm.N, arm.Events!.Value)));
        Assert.Equal([4, 5], selection.Arms.Select(arm => Assert.Single(arm.Rows).Line));
        Assert.Equal([new LeftOut("beta", null, "population child", OtherSetting: true)], selection.Left);
        Assert.Empty(selection.Warnings);
        Assert.Equal("alpha", Assert.Single(selection.Trials));
        Assert.Equal(200, selection.Patients);
    }

    [Fact]
    public void A_mean_comes_with_its_spread_and_one_without_is_left_out()
    {
        TrialQuery query = new("EASI_change");
        TrialSelection selection = TrialSelection.Of(SmallTables.Read(SmallTables.Files), query);
        Assert.Equal([(-5.0, 10.0, 1.0), (-15.0, 10.0, 1.0)], selection.Arms.Select(arm => (arm.Mean!.Value, arm.Sd!.Value, arm.Se!.Value)));

        TrialSelection bare = TrialSelection.Of(SmallTables.Read(SmallTables.With("arms.csv", "-15,,1,", "-15,,,")), query);
        Assert.Empty(bare.Arms);
        Assert.Equal([new("alpha", "dupi", "EASI_change: no spread"), new("alpha", null, "fewer than two treatments are left")], bare.Left.Where(left => !left.OtherSetting));
    }

    [Fact]
    public void A_recalled_outcome_is_used_only_when_asked_for()
    {
        TrialLibrary library = SmallTables.Read(SmallTables.With("arms.csv", "50,49.8,,,,,,nri,read,read,derived,read,confirmed", "50,49.8,,,,,,nri,recalled,read,derived,read,recalled"));
        TrialSelection without = TrialSelection.Of(library, Monotherapy), with = TrialSelection.Of(library, Monotherapy with { IncludeUnconfirmed = true });
        Assert.Empty(without.Arms);
        Assert.Contains(new LeftOut("alpha", "dupi", "EASI75: outcome recalled"), without.Left);
        Assert.Equal([Tier.Confirmed, Tier.Recalled], with.Arms.Select(arm => arm.Tier));
    }

    [Fact]
    public void A_week_can_be_named_and_the_primary_end_point_must_lie_in_the_range()
    {
        TrialLibrary library = SmallTables.Read(SmallTables.Files);
        Assert.Equal([new("alpha", null, "nothing on EASI75 at week 12")], TrialSelection.Of(library, Monotherapy with { Week = 12 }).Left.Where(left => !left.OtherSetting));
        Assert.Equal([new("alpha", null, "primary end point at week 16")], TrialSelection.Of(library, Monotherapy with { LastWeek = 12 }).Left.Where(left => !left.OtherSetting));
        Assert.Equal(2, TrialSelection.Of(library, Monotherapy with { FirstWeek = 20, LastWeek = 24, Week = 16 }).Arms.Length);
    }

    [Fact]
    public void Harms_are_taken_at_their_last_count_within_the_weeks_asked_for()
    {
        // JADE COMPARE ends at week 12 and counts harms at week 16.
        TrialQuery harm = Topical with { Outcomes = ["conjunctivitis"] };
        Assert.Equal([15, 2, 3, 3], TrialSelection.Of(EvidenceFolder.Library, harm).Arms.Where(arm => arm.Trial == "jade-compare").OrderBy(arm => arm.Agent == "placebo").ThenByDescending(arm => arm.Agent, StringComparer.Ordinal).ThenBy(arm => arm.Treatment, StringComparer.Ordinal).Select(arm => arm.Events!.Value));
        Assert.DoesNotContain("jade-compare", TrialSelection.Of(EvidenceFolder.Library, harm with { LastWeek = 12 }).Trials, StringComparer.Ordinal);
        Assert.DoesNotContain("jade-compare", TrialSelection.Of(EvidenceFolder.Library, harm with { Week = 12 }).Trials, StringComparer.Ordinal);
    }

    [Fact]
    public void Trials_after_failure_of_ciclosporin_can_be_kept_out()
    {
        TrialSelection selection = TrialSelection.Of(EvidenceFolder.Library, Topical with { IncludePriorFailure = false });
        Assert.DoesNotContain(selection.Trials, trial => trial is "liberty-ad-cafe" or "ecztra7" or "breeze-ad4");
        Assert.Contains(new LeftOut("ecztra7", null, "patients after ciclosporin treatment had failed", OtherSetting: true), selection.Left);
        Assert.Equal(TrialSelection.Of(EvidenceFolder.Library, Topical).Trials.Length - 3, selection.Trials.Length);
    }

    [Fact]
    public void The_first_outcome_that_a_trial_reports_is_taken()
    {
        TrialLibrary library = SmallTables.Read(SmallTables.Files);
        Assert.All(TrialSelection.Of(library, new("EASI75", "EASI50")).Arms, arm => Assert.Equal("EASI75", arm.Outcome));
        Assert.All(TrialSelection.Of(library with { Arms = [.. library.Arms.Where(row => row.Outcome != "EASI75")] }, new("EASI75", "EASI50")).Arms, arm => Assert.Equal("EASI50", arm.Outcome));
    }

    [Fact]
    public void A_query_that_cannot_be_answered_says_why()
    {
        TrialLibrary library = SmallTables.Read(SmallTables.Files);
        Assert.Equal("«EASI80» is no outcome of the trials; known are EASI50, EASI75, EASI_change, randomised.", Assert.Throws<KeyNotFoundException>(() => TrialSelection.Of(library, new("EASI80"))).Message);
        Assert.StartsWith("EASI75, EASI_change: counted and measured outcomes do not go together.", Assert.Throws<ArgumentException>(() => TrialSelection.Of(library, new("EASI75", "EASI_change"))).Message, StringComparison.Ordinal);
        Assert.StartsWith("The query names no outcome.", Assert.Throws<ArgumentException>(() => TrialSelection.Of(library, new())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_that_were_corrected_since_bring_a_warning() =>
        Assert.Equal(["Heads Up: the figures of EASI75 were corrected since; the correction was not found."], TrialSelection.Of(EvidenceFolder.Library, Monotherapy).Warnings);

    [Theory]
    [InlineData(Background.Monotherapy, true, 16, 45)]
    [InlineData(Background.Monotherapy, false, 15, 37)]
    [InlineData(Background.TopicalSteroids, true, 12, 31)]
    [InlineData(Background.TopicalSteroids, false, 12, 29)]
    public void Trials_and_arms_on_EASI75_in_adults(Background background, bool unconfirmed, int trials, int arms)
    {
        TrialSelection selection = TrialSelection.Of(EvidenceFolder.Library, Monotherapy with { Backgrounds = [background], IncludeUnconfirmed = unconfirmed });
        Assert.Equal((trials, arms), (selection.Trials.Length, selection.Arms.Length));
        Assert.All(selection.Arms.GroupBy(arm => arm.Trial, StringComparer.Ordinal), trial => Assert.True(trial.Count() > 1));
    }

    [Fact]
    public void Loading_dose_and_topical_part_do_not_split_a_treatment()
    {
        TrialSelection selection = TrialSelection.Of(EvidenceFolder.Library, Topical with { IncludeUnconfirmed = true });
        Assert.Equal(
            "abrocitinib 100 mg daily; abrocitinib 200 mg daily; baricitinib 2 mg daily; baricitinib 4 mg daily; dupilumab 300 mg q2w; dupilumab 300 mg qw; lebrikizumab 250 mg q2w; nemolizumab 30 mg q4w; placebo; tralokinumab 300 mg q2w; upadacitinib 15 mg daily; upadacitinib 30 mg daily",
            string.Join("; ", selection.Arms.Select(arm => arm.Treatment).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Crossover_maintenance_and_withdrawal_stay_out_whatever_is_asked_for()
    {
        TrialQuery query = new("SASSAD_pct_change", "EASI_pct_change") { Populations = [.. Enum.GetValues<Population>()], Backgrounds = [.. Enum.GetValues<Background>()], FirstWeek = 0, LastWeek = 520, IncludeUnconfirmed = true };
        TrialSelection selection = TrialSelection.Of(EvidenceFolder.Library, query);
        Assert.All(selection.Trials, id => Assert.Equal(AnalysisSet.Induction, EvidenceFolder.Library.FindTrial(id)!.AnalysisSet));
        Assert.Contains(new LeftOut("berth-jones2002", null, "analysis set crossover"), selection.Left);
        Assert.Contains(new LeftOut("solo-continue", null, "analysis set withdrawal"), selection.Left);
    }

    [Fact]
    public void Every_trial_is_either_used_or_named_with_a_reason()
    {
        TrialSelection selection = TrialSelection.Of(EvidenceFolder.Library, Monotherapy);
        string[] whole = [.. selection.Left.Where(left => left.Arm is null).Select(left => left.Trial)];
        Assert.Equal(EvidenceFolder.Library.Trials.Select(trial => trial.Id).Order(StringComparer.Ordinal), selection.Trials.Concat(whole).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Pooled_counts_add_up() => Gen.Select(Gen.Int[1, 200], Gen.Int[1, 200], Gen.Int[0, 100], Gen.Int[0, 100]).Sample((n1, n2, share1, share2) =>
    {
        int e1 = n1 * share1 / 100, e2 = n2 * share2 / 100;
        TrialLibrary library = SmallTables.Read(SmallTables.Files);
        ArmOutcome row = library.Arms[3];
        TrialLibrary doubled = library with { Arms = [.. library.Arms.SetItem(3, row with { N = n1, Events = e1 }), row with { Arm = "dupi-again", N = n2, Events = e2 }] };
        SelectedArm pooled = TrialSelection.Of(doubled, Monotherapy).Arms[1];
        return (pooled.N, pooled.Events, pooled.Rows.Length) == (n1 + n2, e1 + e2, 2);
    });

    [Fact]
    public void Pooled_means_are_those_of_all_patients_together() =>
        Gen.Select(Gen.Double[-50, 50].Array[2, 12], Gen.Double[-50, 50].Array[2, 12]).Where((first, second) => Deviation(first) > 0.01 && Deviation(second) > 0.01).Sample((first, second) =>
        {
            TrialLibrary library = SmallTables.Read(SmallTables.Files);
            ArmOutcome row = library.Arms[5] with { Se = null };
            ArmOutcome Arm(string id, double[] values) => row with { Arm = id, N = values.Length, Mean = values.Average(), Sd = Deviation(values) };
            TrialLibrary doubled = library with { Arms = [.. library.Arms.SetItem(5, Arm("dupi", first)), Arm("dupi-again", second)] };
            SelectedArm pooled = TrialSelection.Of(doubled, new("EASI_change")).Arms[1];
            double[] together = [.. first, .. second];
            Assert.Equal(together.Average(), pooled.Mean!.Value, 9);
            Assert.Equal(Deviation(together), pooled.Sd!.Value, 9);
            Assert.Equal(Deviation(together) / Math.Sqrt(together.Length), pooled.Se!.Value, 9);
        });

    [Fact]
    public void At_the_level_of_agents_doses_are_pooled()
    {
        ImmutableArray<SelectedArm> arms = TrialSelection.Of(EvidenceFolder.Library, Monotherapy with { Level = TreatmentLevel.Agent }).Arms;
        Assert.All(arms, arm => Assert.Equal(arm.Agent, arm.Treatment));
        SelectedArm both = arms.Single(arm => arm is { Trial: "measure-up-1", Agent: "upadacitinib" });
        Assert.Equal((2, 566), (both.Rows.Length, both.N));
    }

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }
}
