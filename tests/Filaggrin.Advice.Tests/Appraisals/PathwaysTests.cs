using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Appraisals;

/// <summary>Indication, work-up, severity and accompanying care.</summary>
public class PathwaysTests
{
    private static readonly Patients Eczema = Patients.Bare().OfSex("female").Born("1990-01-01").HoldingAll().Listed("AtopicDermatitis", "2005-01-01");

    [Theory]
    [InlineData("indicated", "both", "EASI", 30, "TopicalInadequate", true)]
    [InlineData("indicated", "score", "EASI", 30, null, null)]
    [InlineData("indicated", "history", "FrequentMajorExacerbations", true, null, null)]
    [InlineData("indicated", "history", "FrequentMajorExacerbations", true, "EASI", 5)] // a low score does not undo the history
    [InlineData("not-yet", "none", "EASI", 5, null, null)]
    [InlineData("not-yet", "none", "EASI", 5, "TopicalOptimised", true)]
    [InlineData("unclear", "none", null, null, null, null)]
    public void The_route_to_an_indication_is_told(string status, string route, string? first, object? value, string? second, object? other)
    {
        Patients patient = Eczema;
        if (first is not null) patient = patient.With(first, value!);
        if (second is not null) patient = patient.With(second, other!);
        Indication indication = patient.Appraise().Indication;
        Assert.Equal((status, route), (indication.Status, indication.Route));
        Assert.Equal(status != "unclear", indication.Reasons.Length > 0);
    }

    [Fact]
    public void Failed_treatments_count_from_the_record_at_least()
    {
        Patients stubborn = Eczema.With("ObstinateEczemaHistory", true);
        Patients one = stubborn.Took("methotrexate", "2024-01-01", "2024-09-01", StopReason.Ineffective);
        Assert.Equal("unclear", one.Appraise().Indication.Status);
        Indication two = one.Took("ciclosporin", "2025-01-01", "2025-04-01", StopReason.NotTolerated).Appraise().Indication;
        Assert.Equal(("indicated", "history"), (two.Status, two.Route));
        Assert.Equal(2, two.Reasons.SelectMany(reason => reason.Facts).Single(fact => fact.Definition.Name == "FailedTreatments").Evidence.Length);
        Assert.Equal("indicated", one.With("FailedTreatments", 3).Appraise().Indication.Status); // whoever counts more says so
    }

    [Fact]
    public void A_diagnosis_in_doubt_is_to_be_confirmed()
    {
        Patients doubtful = Patients.Bare().OfSex("female").Born("1990-01-01").HoldingAll().Also("AtopicDermatitis", true, "2026-05-01", status: FindingStatus.Doubtful);
        Assert.Equal("owed", doubtful.Appraise().Workup.Single(task => task.Id == "workup-diagnosis").Status);
        Assert.Contains(doubtful.Appraise().Workup, task => task.Id == "workup-severity-score");
    }

    [Fact]
    public void What_would_settle_an_unclear_indication_is_named()
    {
        Indication indication = Eczema.Appraise().Indication;
        Assert.Contains(indication.Missing, fact => fact.Name == "EASI");
        Assert.Contains(indication.Missing, fact => fact.Name == "TopicalInadequate");
    }

    [Fact]
    public void A_running_agent_establishes_its_indication()
    {
        Indication indication = Eczema.With("EASI", 3).Taking("dupilumab").Appraise().Indication;
        Assert.Equal(("indicated", "history"), (indication.Status, indication.Route));
    }

    [Fact]
    public void Without_atopic_dermatitis_on_record_the_indication_is_unclear_and_the_options_stay()
    {
        Appraisal with = Patients.Woman(35).Appraise(), without = Patients.Woman(35).Without("AtopicDermatitis").Appraise();
        Assert.Equal("unclear", without.Indication.Status);
        Assert.Equal("indication-no-diagnosis", without.Indication.Reasons[0].Item.Id);
        Assert.Equal("AtopicDermatitis", Assert.Single(without.Indication.Missing).Name);
        Assert.Equal(with.Options.Select(option => (option.Agent.Id, option.Standing)), without.Options.Select(option => (option.Agent.Id, option.Standing)));
    }

    [Fact]
    public void An_eczema_that_is_over_is_told_as_resolved_with_its_entry()
    {
        Statement reason = Patients.Woman(35).Without("AtopicDermatitis").Resolved("AtopicDermatitis", "2005-01-01", "2018-10-08").Appraise().Indication.Reasons[0];
        Assert.StartsWith("Atopic dermatitis is on record as resolved since 2018-10-08, so", reason.Item.Text, StringComparison.Ordinal);
        Fact ground = Assert.Single(reason.Facts);
        Assert.Equal((FactState.Known, Truth.False, "2018-10-08"), (ground.State, ground.Truth, ground.Evidence[0].Date.ToString()));
        Assert.StartsWith("Condition/", ground.Evidence[0].Source, StringComparison.Ordinal);
        Assert.StartsWith("Atopic dermatitis is not on record", Patients.Woman(35).Without("AtopicDermatitis").Appraise().Indication.Reasons[0].Item.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_measured_extent_is_shown_by_region_beside_the_scores()
    {
        SeverityEntry[] entries = [.. Eczema.With("EASI", 30).With("EczemaExtentTrunk", 9).Appraise().Severity];
        Assert.Equal([("EASI", false), ("extent-trunk", true)], entries.Select(entry => (entry.Instrument, entry.IsExtent)));
        Assert.Equal((9m, "%"), (entries[1].Value, entries[1].Unit));
    }

    [Fact]
    public void A_doubtful_diagnosis_is_none_on_record() =>
        Assert.Equal("unclear", Patients.Woman(35).Without("AtopicDermatitis").Doubtful("AtopicDermatitis", "atopic eczema?").Appraise().Indication.Status);

    [Fact]
    public void Work_up_that_was_done_is_not_owed()
    {
        static string Score(Patients patient) => patient.Appraise().Workup.Single(task => task.Id == "workup-severity-score").Status;
        Assert.Equal("done", Score(Eczema.With("EASI", 10)));
        Assert.Equal("owed", Score(Eczema));
        Assert.Equal("out-of-date", Score(Eczema.With("EASI", 10, "2026-03-01")));
    }

    [Theory]
    [InlineData("2026-05-20", "done")]
    [InlineData("2026-04-01", "out-of-date")]
    public void A_task_counts_as_done_as_long_as_it_says(string tested, string status)
    {
        // The fact itself holds for years; the edition is edited so that the task does not.
        KnowledgeBase edition = Editions.Edited((path, text) => path != "pathway/workup.yaml" ? text : text.Replace("valid-for: 3 a", "valid-for: 8 wk", StringComparison.Ordinal));
        Patients patient = Eczema.With("SkinPrickTest", true, tested);
        Assert.Equal("done", patient.Appraise().Workup.Single(task => task.Id == "workup-allergy").Status);
        Assert.Equal(status, new Advisor(edition).Appraise(patient.Record, new(Patients.Day, "EU")).Workup.Single(task => task.Id == "workup-allergy").Status);
    }

    [Fact]
    public void Work_up_that_does_not_arise_is_left_out() =>
        Assert.DoesNotContain(Eczema.Appraise().Workup, task => task.Id == "workup-mimics-child");

    [Fact]
    public void A_score_carries_its_band_and_an_old_one_its_mark()
    {
        SeverityEntry fresh = Assert.Single(Eczema.With("EASI", 31.2m).Appraise().Severity);
        Assert.Equal(("EASI", 31.2m, "severe", false), (fresh.Instrument, fresh.Value, fresh.Band, fresh.OutOfDate));
        SeverityEntry old = Assert.Single(Eczema.With("EASI", 31.2m, "2026-01-01").Appraise().Severity);
        Assert.Equal((31.2m, true), (old.Value, old.OutOfDate));
        Assert.Equal(FactState.OutOfDate, Eczema.With("EASI", 31.2m, "2026-01-01").Fact("EASI").State);
    }

    [Theory]
    [InlineData("rituximab", "2025-09-01", true, "care-live-vaccine-after-biologic")]
    [InlineData("infliximab", "2025-06-20", true, "care-live-vaccine-after-biologic")]
    [InlineData("infliximab", "2025-06-10", true, null)] // more than a year ago
    [InlineData("tocilizumab", "2026-05-01", true, "care-live-vaccine-after-biologic")]
    [InlineData("tocilizumab", "2026-05-01", false, null)] // none planned
    [InlineData("intravenous immunoglobulin", "2026-05-01", true, "care-live-vaccine-after-immunoglobulin")]
    [InlineData("dupilumab", "2026-05-01", true, null)]
    public void A_live_vaccine_that_is_planned_within_a_year_after_what_rules_it_out_is_told(string medicine, string ended, bool planned, string? care)
    {
        Patients patient = Eczema.Took(medicine, "2025-01-10", ended);
        if (planned) patient = patient.Also("LiveVaccinePlanned", true, "2026-06-10");
        Assert.Equal(care, patient.Appraise().AccompanyingCare.SingleOrDefault(statement => statement.Item.Id.StartsWith("care-live-vaccine", StringComparison.Ordinal))?.Item.Id);
    }

    [Fact]
    public void Accompanying_care_speaks_to_whom_it_concerns()
    {
        static bool Speaks(Patients patient, string care) => patient.Appraise().AccompanyingCare.Any(statement => statement.Item.Id == care);
        Assert.True(Speaks(Eczema, "care-basis"));
        Assert.False(Speaks(Eczema, "care-eczema-herpeticum-start"));
        Assert.True(Speaks(Eczema.Listed("EczemaHerpeticum", "2026-06-10"), "care-eczema-herpeticum-start"));
    }

    [Fact]
    public void What_stands_beside_the_agents_is_always_told() =>
        Assert.Equal(["carry-on", "optimised-topical-care", "phototherapy"], Patients.Bare().Appraise().Alternatives.Select(entry => entry.Alternative.Id).Order(StringComparer.Ordinal), StringComparer.Ordinal);
}
