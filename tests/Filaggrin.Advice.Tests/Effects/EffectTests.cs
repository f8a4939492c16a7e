using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Effects;
using Filaggrin.Advice.Sheets;
using Filaggrin.Evidence.Trials;
using Filaggrin.Tests;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Effects;

/// <summary>The effect of each option by the trials of this patient's age group and background.</summary>
public class EffectTests
{
    private static readonly Lazy<TrialLibrary> Library = new(() =>
    {
        string folder = Path.Combine(Path.GetDirectoryName(TestKnowledge.Folder)!, "evidence");
        List<TrialFinding> findings = [];
        TrialLibrary library = TrialLibrary.Read(TrialLibrary.FileNames.Select(name => new TrialFile(name, File.ReadAllText(Path.Combine(folder, name)))), findings);
        Assert.Empty(findings);
        return library;
    });

    private static readonly Patients Adult = Patients.Man(40);
    private static readonly Patients WithSteroids = Adult.Taking("mometasone", systemic: false, atc: "D07AC13");

    [Fact]
    public void An_adult_without_topical_steroids_is_told_of_monotherapy_trials()
    {
        AgentEffects effects = Of(Adult, "dupilumab");
        Assert.Equal((Population.Adult, Background.Monotherapy), (effects.Population, effects.Background));
        Assert.Empty(effects.Borrowed);
        EffectEstimate estimate = effects.Estimates[0];
        Assert.Equal(("dupilumab 300 mg q2w", "placebo", "OR"), (estimate.Treatment, estimate.Comparator, estimate.Measure));
        Assert.InRange(estimate.Value, 6, 10); // SOLO 1 and 2 alone give about 6
        Assert.True(estimate.Lower < estimate.Value && estimate.Value < estimate.Upper && estimate.PredictionLower < estimate.Lower);
        Assert.Equal(1, estimate.Trials.Sum(trial => trial.Share), 6);
    }

    [Fact]
    public void Topical_steroids_in_use_ask_for_trials_with_them()
    {
        EffectEstimate with = Of(WithSteroids, "dupilumab").Estimates[0], without = Of(Adult, "dupilumab").Estimates[0];
        Assert.Equal(Background.TopicalSteroids, Of(WithSteroids, "dupilumab").Background);
        Assert.True(with.Absolute!.Baseline.Risk > without.Absolute!.Baseline.Risk); // placebo responds more often with steroids
        Assert.Empty(with.Trials.Select(trial => trial.Trial.Id).Intersect(without.Trials.Select(trial => trial.Trial.Id), StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("dupilumab", "EU", "200 or 300 mg q2w by weight")] // 300 mg q4w was studied in more
    [InlineData("tralokinumab", "EU", "300 mg q2w")]
    [InlineData("tralokinumab", "US", "150 mg q2w")]
    [InlineData("abrocitinib", "EU", "100 mg daily")]
    public void The_effect_of_the_dose_that_is_planned_comes_first(string agent, string region, string regimen) =>
        Assert.Equal(regimen, Of(Patients.Man(15).With("Weight", 50), agent, request => request with { Region = region }).Estimates[0].Regimen);

    [Theory]
    [InlineData(3, "liberty-ad-preschool")]
    [InlineData(8, "liberty-ad-peds")]
    public void Of_a_child_the_trial_of_its_age_comes_first(int age, string trial) =>
        Assert.Equal(trial, Of(Patients.Man(age).With("Weight", 5 + (3 * age)), "dupilumab").Estimates[0].Trials[0].Trial.Id);

    [Fact]
    public void What_has_no_trials_of_the_age_group_is_borrowed_and_said_so()
    {
        AgentEffects own = Of(Patients.Man(4), "dupilumab"), borrowed = Of(Patients.Man(4), "upadacitinib");
        Assert.Equal(Population.Child, own.Population);
        Assert.Equal(Population.Adult, borrowed.Population);
        Assert.True(borrowed.Borrowed.Contains("population", StringComparer.Ordinal));
        Assert.Contains("borrowed, no such figures that count of this age group", EffectWords.Setting(borrowed), StringComparison.Ordinal);
    }

    [Fact]
    public void Trials_of_another_outcome_are_named_and_not_compared()
    {
        AgentEffects effects = Of(Adult, "ciclosporin");
        Assert.False(effects.HasTrials);
        Assert.NotEmpty(effects.OtherTrials);
        Assert.Contains("not comparable", EffectWords.None(effects), StringComparison.Ordinal);
        AgentEffects none = Of(Adult, "alefacept");
        Assert.Empty(none.OtherTrials);
        Assert.Equal("No trial on file is of it; what its statements cite is not reckoned with here.", EffectWords.None(none));
        Assert.Null(none.Signs);
    }

    [Fact]
    public void Where_no_trial_tells_of_the_outcome_clinical_signs_are_told_as_another_scale()
    {
        SignsEffect signs = Assert.Single(Of(WithSteroids, "azathioprine").Signs!.Effects);
        Assert.Equal((Population.Adult, Background.TopicalSteroids), (signs.Population, signs.Background));
        Assert.Empty(signs.Borrowed);
        EffectEstimate estimate = signs.Estimate;
        Assert.Equal(("SMD", "placebo", "", 1), (estimate.Measure, estimate.Comparator, estimate.Regimen, estimate.DirectTrials));
        Assert.Equal((-0.71, -1.25, -0.17), (Math.Round(estimate.Value, 2), Math.Round(estimate.Lower, 2), Math.Round(estimate.Upper, 2))); // as meggitt2006 says
        Assert.Equal((63, (2006, 2006)), (estimate.Patients, estimate.Reported));
        Assert.Equal(["meggitt2006"], estimate.Trials.Select(trial => trial.Trial.Id), StringComparer.Ordinal);
        string line = Assert.Single(EffectWords.Lines(Of(WithSteroids, "azathioprine").Signs!));
        Assert.StartsWith("On another scale, clinical signs by any score (standardised mean difference, negative is better), against placebo: SMD -0.71 (-1.2 to -0.17)", line, StringComparison.Ordinal);
        Assert.Contains("; 1 trial, 63 patients, reported 2006", line, StringComparison.Ordinal);
        Assert.EndsWith("; adults, with topical steroids.", line, StringComparison.Ordinal);
        Assert.EndsWith("; adults, with topical steroids; borrowed, no such figures that count of this background treatment.", Assert.Single(EffectWords.Lines(Of(Adult, "azathioprine").Signs!)), StringComparison.Ordinal);
    }

    [Fact]
    public void Signs_are_borrowed_from_all_ages_last_and_against_the_agent_in_use_too()
    {
        Patients treated = Adult.Taking("dupilumab");
        SignsEffects signs = Of(treated, "ciclosporin").Signs!;
        Assert.Equal(["placebo", "dupilumab"], signs.Effects.Select(effect => effect.Estimate.Comparator), StringComparer.Ordinal);
        Assert.All(signs.Effects, effect => Assert.Equal((null, null, 2), (effect.Population, effect.Background, effect.Borrowed.Length)));
        Assert.All(signs.Effects, effect => Assert.True(effect.Estimate.DirectTrials == 0 && effect.Estimate.Trials.Length > 1));
        Assert.Contains("trials of all ages and any background together, borrowed", EffectWords.Lines(signs).First(), StringComparison.Ordinal);
        EffectEstimate ciclosporin = signs.Effects[1].Estimate, dupilumab = Of(Adult.Taking("ciclosporin"), "dupilumab").Signs!.Effects.Single().Estimate;
        Assert.StartsWith("On that scale (negative is better) against dupilumab: SMD ", EffectWords.Lines(signs).Last(), StringComparison.Ordinal);
        Assert.StartsWith("clinical signs, another scale, negative is better: -0.69", EffectWords.Brief(signs), StringComparison.Ordinal);
        Assert.EndsWith(" SD against placebo, borrowed", EffectWords.Brief(signs), StringComparison.Ordinal);
        Assert.Equal(("ciclosporin", -ciclosporin.Value), (dupilumab.Comparator, dupilumab.Value));
    }

    [Fact]
    public void An_agent_in_use_without_trials_of_the_outcome_is_named_and_not_passed_over()
    {
        AgentEffects effects = Of(Adult.Taking("ciclosporin"), "dupilumab");
        Assert.Equal(["placebo"], effects.Estimates.Select(estimate => estimate.Comparator).Distinct(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Equal(["ciclosporin"], effects.NotComparable, StringComparer.Ordinal);
        Assert.Equal(["mycophenolate-mofetil"], Of(Adult.Taking("mycophenolate mofetil"), "dupilumab").Signs!.NotComparable, StringComparer.Ordinal);
    }

    [Fact]
    public void What_not_even_signs_join_is_not_comparable()
    {
        SignsEffects signs = Of(Adult, "mycophenolate-sodium").Signs!;
        Assert.Empty(signs.Effects);
        Assert.Equal("Not comparable with placebo by clinical signs on any scale either.", Assert.Single(EffectWords.Lines(signs)));
        Assert.Equal("Not comparable with placebo by clinical signs on any scale either.", Assert.Single(EffectWords.Cells(signs)));
    }

    [Theory]
    [InlineData("IGA01", true)]
    [InlineData("PPNRS4", false)]
    [InlineData("SAE", false)]
    public void Signs_stand_in_for_the_skin_only(string outcome, bool told) => Assert.Equal(told, Of(Adult, "azathioprine", request => request with { Outcome = outcome }).Signs is not null);

    [Fact]
    public void Signs_come_from_open_options_only_where_those_are_asked_for()
    {
        Patients pregnant = Patients.Woman(30).With("Pregnant", true); // methotrexate, the only bridge to ciclosporin, is closed
        Assert.Single(Of(pregnant, "ciclosporin").Signs!.Effects);
        Assert.Empty(Of(pregnant, "ciclosporin", request => request with { AmongOpen = true }).Signs!.Effects);
    }

    [Fact]
    public void A_thin_network_tells_its_prior_with_its_source_and_the_common_effect()
    {
        EffectEstimate child = Of(Patients.Man(4).Taking("mometasone", systemic: false, atc: "D07AC13"), "dupilumab").Estimates[0], adult = Of(Adult, "dupilumab").Estimates[0];
        Assert.Null(adult.Informed);
        Assert.Null(EffectWords.Thin(adult));
        Assert.True(adult.Common.Upper - adult.Common.Lower <= adult.Upper - adult.Lower);
        InformedEffect informed = child.Informed!;
        Assert.InRange(informed.DegreesOfFreedom, 0, 4);
        Assert.Equal("log-normal:-2.06:1.51", informed.Prior.Prior.Form);
        Assert.True(informed.Effect.Lower < child.Common.Value && child.Common.Value < informed.Effect.Upper);
        Assert.True(informed.Prediction.Lower < informed.Effect.Lower && informed.Prediction.Upper > informed.Effect.Upper);
        string thin = EffectWords.Thin(child)!;
        Assert.Contains("doi:10.1002/sim.6381, Table IV", thin, StringComparison.Ordinal);
        Assert.Contains("Without such differences: OR ", thin, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_a_comparator_has_no_event_that_is_said_and_no_figure_of_the_prior_is_told()
    {
        EffectEstimate estimate = Of(WithSteroids, "lebrikizumab", request => request with { Outcome = "withdrawal_AE" }).Estimates[0];
        Assert.Equal("placebo", Assert.Single(estimate.WithoutEvents));
        Assert.Null(estimate.Absolute);
        Assert.Null(estimate.Informed);
        Outcome outcome = Library.Value.FindOutcome("withdrawal_AE")!;
        Assert.Contains("withdrawal_AE against placebo", EffectWords.Line(estimate, outcome), StringComparison.Ordinal);
        Assert.Contains("no event with placebo", EffectWords.Line(estimate, outcome), StringComparison.Ordinal);
        Assert.Matches("withdrawal_AE against placebo: OR [0-9.]+ \\([0-9.]+ to [0-9.]+\\), no event with placebo", EffectWords.Cell(estimate, outcome));
    }

    [Fact]
    public void No_figure_is_beyond_what_a_trial_can_tell() => Assert.All(
        from patient in (Patients[])[Adult, WithSteroids, Patients.Man(15), Patients.Man(4)]
        from outcome in Library.Value.Outcomes
        from option in Appraise(patient, request => request with { Outcome = outcome.Id }).Options
        from estimate in option.Effects!.Estimates
        select EffectWords.Line(estimate, outcome) + EffectWords.Thin(estimate),
        line => Assert.DoesNotMatch("[0-9]{7}|0\\.0000000|NaN|∞", line));

    [Fact]
    public void Every_outcome_in_every_setting_is_told_or_said_to_be_missing() => Assert.All(
        from patient in (Patients[])[Adult, WithSteroids, Patients.Man(15), Patients.Man(4)]
        from outcome in Library.Value.Outcomes
        select Appraise(patient, request => request with { Outcome = outcome.Id, Against = "ciclosporin" }),
        appraisal => Assert.All(appraisal.Options, option => Assert.True(option.Effects!.HasTrials || EffectWords.None(option.Effects).Length > 0)));

    [Fact]
    public void The_agent_in_use_and_one_that_the_reader_names_are_comparators_too()
    {
        Patients treated = Adult.Taking("tralokinumab");
        Assert.Equal("placebo, tralokinumab 300 mg q2w", string.Join(", ", Of(treated, "dupilumab").Estimates.Select(estimate => estimate.Comparator).Distinct(StringComparer.Ordinal)));
        AgentEffects named = Of(Adult, "dupilumab", request => request with { Against = "upadacitinib" });
        EffectEstimate against = named.Estimates.First(estimate => estimate.Comparator.StartsWith("upadacitinib", StringComparison.Ordinal));
        EffectEstimate reverse = Of(Adult, "upadacitinib", request => request with { Against = "dupilumab" }).Estimates
            .First(estimate => estimate.Treatment == against.Comparator && estimate.Comparator == against.Treatment);
        Assert.Equal(1, against.Value * reverse.Value, 9);
    }

    [Fact]
    public void Among_open_options_the_trials_of_closed_ones_give_nothing()
    {
        Patients pregnant = Patients.Woman(30).With("Pregnant", true);
        AgentEffects all = Of(pregnant, "dupilumab"), open = Of(pregnant, "dupilumab", request => request with { AmongOpen = true });
        Assert.Contains(all.Estimates[0].Trials, trial => trial.Trial.Id.StartsWith("heads-up", StringComparison.Ordinal));
        Assert.DoesNotContain(open.Estimates[0].Trials, trial => trial.Trial.Id.StartsWith("heads-up", StringComparison.Ordinal)); // upadacitinib is closed in pregnancy
    }

    [Fact]
    public void Another_outcome_gives_other_figures() =>
        Assert.NotEqual(Of(Adult, "dupilumab").Estimates[0].Value, Of(Adult, "dupilumab", request => request with { Outcome = "IGA01" }).Estimates[0].Value);

    [Fact]
    public void An_unknown_outcome_is_refused() => Assert.Throws<ArgumentException>(() => Of(Adult, "dupilumab", request => request with { Outcome = "EASI76" }));

    [Fact]
    public void Effects_change_no_standing()
    {
        Appraisal plain = new Advisor(Patients.Knowledge).Appraise(Adult.Record, Request), shown = Appraise(Adult, request => request);
        Assert.Equal(plain.Options.Select(option => (option.Agent.Id, option.Standing)), shown.Options.Select(option => (option.Agent.Id, option.Standing)));
        Assert.All(plain.Options, option => Assert.Null(option.Effects));
    }

    private static AppraisalRequest Request => new(new(2026, 6, 15), "EU");

    private static AgentEffects Of(Patients patient, string agent, Func<AppraisalRequest, AppraisalRequest>? change = null) =>
        Appraise(patient, change ?? (request => request)).Options.First(option => option.Agent.Id == agent).Effects!;

    private static Appraisal Appraise(Patients patient, Func<AppraisalRequest, AppraisalRequest> change) =>
        new Advisor(Patients.Knowledge, new(Library.Value)).Appraise(patient.Record, change(Request));
}
