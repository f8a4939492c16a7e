using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Appraisals;

/// <summary>What earlier courses and running agents say of an option.</summary>
public class TreatmentHistoryTests
{
    private static readonly Dose Enough = new(15, "mg/wk");

    [Fact]
    public void An_adequate_trial_that_failed_is_a_caution_and_never_plain_suitable()
    {
        Option option = Patients.Woman(35).Took("methotrexate", "2025-01-01", "2025-06-01", StopReason.Ineffective, dose: Enough).Option("methotrexate");
        AppraisalAssert.Standing(option, Standing.Caution);
        Reason reason = AppraisalAssert.Fired(option, "methotrexate-tried-failed-2025-01-01");
        Assert.Equal("Tried before (2025-01-01 to 2025-06-01) and failed after an adequate trial.", reason.Text);
        TriedCourse tried = Assert.Single(option.Tried);
        Assert.Equal(("failed", Truth.True), (tried.Outcome, tried.Adequate));
    }

    [Theory]
    [InlineData("2025-02-01", 15)] // too short
    [InlineData("2025-06-01", 5)] // too low
    public void A_trial_too_short_or_too_low_is_only_noted(string to, int dose)
    {
        Option option = Patients.Woman(35).Took("methotrexate", "2025-01-01", to, StopReason.Ineffective, dose: new(dose, "mg/wk")).Option("methotrexate");
        AppraisalAssert.Standing(option, Standing.Suitable);
        Assert.Equal(Verdict.Note, AppraisalAssert.Fired(option, "methotrexate-tried-too-short-2025-01-01").Verdict);
    }

    [Fact]
    public void A_failed_trial_of_unknown_dose_is_a_caution_that_says_so()
    {
        Option option = Patients.Woman(35).Took("methotrexate", "2025-01-01", "2025-06-01", StopReason.Ineffective).Option("methotrexate");
        AppraisalAssert.Standing(option, Standing.Caution);
        Assert.Contains("whether the trial was adequate is not on record", AppraisalAssert.Fired(option, "methotrexate-tried-failed-2025-01-01").Text, StringComparison.Ordinal);
        Assert.Equal(Truth.Unknown, Assert.Single(option.Tried).Adequate);
    }

    [Theory]
    [InlineData(false, Standing.Caution)]
    [InlineData(true, Standing.NotAdvised)]
    public void What_was_not_tolerated_weighs_by_the_reaction(bool severe, Standing expected)
    {
        Option option = Patients.Woman(35).Took("methotrexate", "2025-01-01", "2025-02-01", StopReason.NotTolerated, severe).Option("methotrexate");
        AppraisalAssert.Standing(option, expected);
        AppraisalAssert.Fired(option, "methotrexate-not-tolerated-2025-01-01");
    }

    [Theory]
    [InlineData(StopReason.Remission, "remission")]
    [InlineData(StopReason.Other, "stopped-other")]
    [InlineData(StopReason.Unknown, "unknown")]
    public void Other_ends_are_listed_without_a_reason(StopReason reason, string outcome)
    {
        Option option = Patients.Woman(35).Took("methotrexate", "2025-01-01", "2025-06-01", reason, dose: Enough).Option("methotrexate");
        AppraisalAssert.Standing(option, Standing.Suitable);
        Assert.Empty(option.Reasons);
        Assert.Equal(outcome, Assert.Single(option.Tried).Outcome);
    }

    [Theory]
    [InlineData(StopReason.Ineffective, "stopped-other", false)] // against asthma
    [InlineData(StopReason.NotTolerated, "not-tolerated", true)]
    public void An_agent_that_is_given_for_other_diseases_has_not_failed_in_eczema(StopReason reason, string outcome, bool told)
    {
        Option option = Patients.Woman(35).Took("mepolizumab", "2025-01-01", "2025-06-01", reason).Option("mepolizumab");
        Assert.Equal(outcome, Assert.Single(option.Tried).Outcome);
        Assert.Equal(told, option.Reasons.Any(one => one.Rule.StartsWith("mepolizumab-not-tolerated", StringComparison.Ordinal)));
        Assert.DoesNotContain(option.Reasons, one => one.Rule.StartsWith("mepolizumab-tried", StringComparison.Ordinal));
    }

    [Fact]
    public void People_try_an_agent_twice()
    {
        Option option = Patients.Woman(35)
            .Took("ciclosporin", "2022-01-01", "2022-03-01", StopReason.Remission)
            .Took("ciclosporin", "2024-01-01", "2024-03-01", StopReason.Ineffective).Option("ciclosporin");
        Assert.Equal(["remission", "failed"], option.Tried.Select(tried => tried.Outcome), StringComparer.Ordinal);
        AppraisalAssert.Fired(option, "ciclosporin-tried-failed-2024-01-01");
    }

    [Fact]
    public void A_caution_of_the_past_leaves_no_caution_to_ask_about()
    {
        Option option = Patients.Woman(35).Without("AlcoholUnitsPerWeek").Took("methotrexate", "2025-01-01", "2025-06-01", StopReason.Ineffective, dose: Enough).Option("methotrexate");
        Assert.Empty(option.Missing);
    }

    [Theory]
    [InlineData(12, "responded")] // 30 to 12: more than half
    [InlineData(20, "partial")]
    [InlineData(28, "ongoing")]
    [InlineData(40, "ongoing")]
    public void A_running_course_is_told_by_its_response(int easi, string outcome) =>
        Assert.Equal(outcome, Assert.Single(Patients.Woman(35).Taking("dupilumab", "2026-01-05").With("EASI", 30, "2025-12-20").Also("EASI", easi, "2026-06-01").Option("dupilumab").Tried).Outcome);

    [Fact]
    public void Without_a_running_agent_nothing_is_added() =>
        Assert.All(Patients.Woman(35).Appraise().Options, option => Assert.Null(option.IfAdded));

    [Fact]
    public void A_running_agent_does_not_lower_its_replacement_and_tells_what_adding_would_mean()
    {
        Option option = Patients.Woman(35).Taking("ciclosporin", "2026-05-01").Option("methotrexate");
        AppraisalAssert.Standing(option, Standing.Suitable);
        AppraisalAssert.Silent(option, "methotrexate-with-ciclosporin");
        Assert.Equal(Verdict.Note, AppraisalAssert.Fired(option, "methotrexate-replaces-systemic").Verdict);
        Assert.Equal(Standing.NotAdvised, option.IfAdded!.Standing);
        Assert.Equal(["methotrexate-with-ciclosporin"], option.IfAdded.Reasons.Select(reason => reason.Rule), StringComparer.Ordinal);
        Assert.NotEmpty(option.Plan.Switching);
    }

    [Fact]
    public void An_agent_in_use_is_not_added_to_itself()
    {
        Appraisal appraisal = Patients.Woman(35).Taking("ciclosporin", "2026-05-01", new(200, "mg/d")).Appraise();
        Assert.Null(AppraisalAssert.Of(appraisal, "ciclosporin").IfAdded);
        CurrentTreatment current = Assert.Single(appraisal.Current);
        Assert.Equal(("ciclosporin", Standing.Suitable, new Dose(200, "mg/d")), (current.Agent.Id, current.Standing, current.Course.Dose));
    }

    [Fact]
    public void Ciclosporin_is_used_up_after_twelve_months_in_all()
    {
        Patients eleven = Patients.Woman(35).Took("ciclosporin", "2023-01-01", "2023-12-01", StopReason.Remission);
        AppraisalAssert.Silent(eleven.Option("ciclosporin"), "ciclosporin-beyond-12-months");
        Option option = eleven.Took("ciclosporin", "2025-01-01", "2025-02-15", StopReason.Remission).Option("ciclosporin");
        AppraisalAssert.Fired(option, "ciclosporin-beyond-12-months");
        AppraisalAssert.Standing(option, Standing.NotAdvised);
    }

    [Theory]
    [InlineData(StopReason.Ineffective, false, Standing.Caution, "and failed")]
    [InlineData(StopReason.NotTolerated, false, Standing.Caution, "not tolerated:")]
    [InlineData(StopReason.NotTolerated, true, Standing.NotAdvised, "with a severe reaction")]
    public void A_course_that_an_entry_tells_of_without_certainty_weighs_as_if_it_were_certain(StopReason reason, bool severe, Standing expected, string said)
    {
        Option option = Uncertain("methotrexate", reason, severe).Option("methotrexate");
        AppraisalAssert.Standing(option, expected);
        Reason told = AppraisalAssert.Fired(option, "methotrexate-tried-doubtful");
        Assert.Contains(said, told.Text, StringComparison.Ordinal);
        Assert.Contains("cannot be read with certainty", told.Text, StringComparison.Ordinal);
        Assert.Equal("Metotrexat", Assert.Single(Assert.Single(told.Facts).Evidence).Quote);
        Assert.Equal(severe, option.Opens?.Text.Contains("mend the entry", StringComparison.Ordinal) ?? false);
    }

    [Theory]
    [InlineData("methotrexate", StopReason.Remission)]
    [InlineData("methotrexate", StopReason.Unknown)]
    [InlineData("simvastatin", StopReason.Ineffective)]
    public void What_would_say_nothing_if_it_were_certain_says_nothing_in_doubt(string medicine, StopReason reason) =>
        AppraisalAssert.Silent(Uncertain(medicine, reason, severe: false).Option("methotrexate"), "methotrexate-tried-doubtful");

    [Fact]
    public void Nothing_is_known_of_being_on_an_agent_where_an_entry_may_mean_one()
    {
        Assert.Equal(Truth.False, Patients.Woman(35).Fact("OnSystemic").Truth);
        Assert.Equal(Truth.Unknown, Possibly("ciclosporin").Fact("OnSystemic").Truth);
        Assert.Equal(Truth.False, Possibly("simvastatin").Fact("OnSystemic").Truth);
    }

    [Theory]
    [InlineData("GlucocorticoidCoursesLast12Months")]
    [InlineData("GlucocorticoidDays")]
    [InlineData("MonthsSinceLongGlucocorticoid")]
    [InlineData("PrednisoloneEquivalentDose")]
    public void What_may_be_a_glucocorticoid_leaves_its_courses_and_dose_in_doubt(string fact)
    {
        Assert.NotEqual(FactState.Doubtful, Patients.Woman(35).Fact(fact).State);
        Fact doubtful = Possibly("prednisolone").Fact(fact);
        Assert.Equal(FactState.Doubtful, doubtful.State);
        Assert.Null(Assert.IsType<NumberValue>(doubtful.Value).Interval.High);
        Assert.Equal("Pred.", Assert.Single(doubtful.Evidence).Quote);
    }

    [Fact]
    public void A_course_of_glucocorticoids_that_is_certain_counts_beside_one_that_is_not()
    {
        Patients patient = Possibly("prednisolone").Took("prednisolone", "2026-02-01", "2026-02-10");
        Assert.Equal(1m, Assert.IsType<NumberValue>(patient.Fact("GlucocorticoidCoursesLast12Months").Value).Interval.Low);
    }

    private static Patients Uncertain(string medicine, StopReason reason, bool severe) => Patients.Woman(35)
        .Medicine(MedicineEntryKind.Statement, MedicineStatus.Active, [], entry => entry with
        {
            PossibleIngredients = [medicine],
            Quote = "Metotrexat",
            From = DateSpan.Parse("2025-01-01"),
            To = DateSpan.Parse("2025-06-01"),
            StopReason = reason,
            SevereReaction = severe,
        });

    private static Patients Possibly(string medicine) => Patients.Woman(35)
        .Medicine(MedicineEntryKind.Statement, MedicineStatus.Active, [], entry => entry with { PossibleIngredients = [medicine], Quote = "Pred.", From = DateSpan.Parse("2026-06-01") });
}
