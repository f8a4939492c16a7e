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

    [Fact]
    public void What_has_no_trials_of_the_age_group_is_borrowed_and_said_so()
    {
        AgentEffects own = Of(Patients.Man(4), "dupilumab"), borrowed = Of(Patients.Man(4), "upadacitinib");
        Assert.Equal(Population.Child, own.Population);
        Assert.Equal(Population.Adult, borrowed.Population);
        Assert.True(borrowed.Borrowed.Contains("population", StringComparer.Ordinal));
        Assert.Contains("borrowed, no such trials of this age group", EffectWords.Setting(borrowed), StringComparison.Ordinal);
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
        Assert.Equal("No randomised evidence is on file.", EffectWords.None(none));
    }

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
