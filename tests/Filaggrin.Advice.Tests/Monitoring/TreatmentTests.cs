using Filaggrin.Advice.Monitoring;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Treatments;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;
using static Filaggrin.Advice.Tests.Monitoring.Monitored;

namespace Filaggrin.Advice.Tests.Monitoring;

/// <summary>Courses in the report: dose changes, pauses, restarts and what was taken side by side.</summary>
public class TreatmentTests
{
    private static readonly Dose Low = new(10, "mg/wk"), High = new(15, "mg/wk");

    [Theory]
    [InlineData(MedicineEntryKind.Statement, 15, 0, "15")] // the prescription told again
    [InlineData(MedicineEntryKind.Request, 5, 0, "20")] // two strengths
    [InlineData(MedicineEntryKind.Request, 15, 0, "15 to 30")] // told twice or taken twice
    [InlineData(MedicineEntryKind.Request, 20, 30, "20 to 35")] // the new one replaces the old or joins it
    public void Doses_of_two_entries_are_put_together(MedicineEntryKind kind, int dose, int day, string expected)
    {
        Patients patient = Prescribed(Prescribed(Man, MedicineEntryKind.Request, 15, 0), kind, dose, day);
        Assert.Equal(expected, patient.Fact("MethotrexateDose", "methotrexate", Day(60)).Value.ToString());

        static Patients Prescribed(Patients so, MedicineEntryKind kind, int dose, int day) => so.Medicine(kind, MedicineStatus.Active, ["methotrexate"],
            entry => entry with { From = DateSpan.Parse(Day(day)), Authored = DateSpan.Parse(Day(day)), Dose = new(dose, "mg/wk") });
    }

    [Fact]
    public void Each_change_of_the_dose_is_told_with_its_first_day_and_direction()
    {
        Treatment treatment = Only(Man.Took("methotrexate", Start, Day(27), dose: Low).Took("methotrexate", Day(28), Day(83), dose: High).Taking("methotrexate", Day(84), Low), 100);
        Assert.Equal([(Day(28), 1), (Day(84), -1)], treatment.Changes.Select(change => (DateSpan.Iso(change.On), change.Direction)));
        Assert.Equal((Low, High), (treatment.Changes[0].From, treatment.Changes[0].To));
        Assert.Equal(Low, treatment.Course.Dose);
    }

    [Fact]
    public void The_same_dose_in_another_unit_is_no_change() =>
        Assert.Empty(Only(Man.Took("ciclosporin", Start, Day(27), dose: new(200, "mg/d")).Taking("ciclosporin", Day(28), new Dose(1400, "mg/wk")), 60).Changes);

    [Fact]
    public void An_entry_without_a_dose_changes_nothing_that_is_known()
    {
        Treatment treatment = Only(Man.Took("methotrexate", Start, Day(27), dose: Low).Took("methotrexate", Day(28), Day(55)).Taking("methotrexate", Day(56), High), 60);
        Assert.Equal(Day(56), DateSpan.Iso(Assert.Single(treatment.Changes).On));
    }

    [Fact]
    public void Days_between_two_entries_are_a_pause()
    {
        Treatment treatment = Only(Man.Took("methotrexate", Start, Day(49), dose: Low).Taking("methotrexate", Day(70), Low), 100);
        Pause pause = Assert.Single(treatment.Pauses);
        Assert.Equal((Day(50), Day(69), 20), (DateSpan.Iso(pause.From), DateSpan.Iso(pause.To), pause.Days));
        Assert.Equal(Start, treatment.Course.From.ToString());
    }

    [Fact]
    public void Entries_that_overlap_or_follow_on_the_next_day_leave_no_pause()
    {
        Patients patient = Man.Took("methotrexate", Start, Day(49), dose: Low).Took("methotrexate", Day(40), Day(70), dose: Low).Taking("methotrexate", Day(71), Low);
        Assert.Empty(Only(patient, 100).Pauses);
    }

    [Fact]
    public void Injections_given_every_two_weeks_leave_no_pause()
    {
        Patients patient = Enumerable.Range(0, 8).Aggregate(Man, (so, index) => so.Medicine(MedicineEntryKind.Administration, MedicineStatus.Completed, ["dupilumab"],
            entry => entry with { From = DateSpan.Parse(Day(14 * index)), To = DateSpan.Parse(Day(14 * index)) }));
        Treatment treatment = Only(patient, 100);
        Assert.True(treatment.Course.Running);
        Assert.Empty(treatment.Pauses);
    }

    [Theory]
    [InlineData("intravenous immunoglobulin", 0, 28, 63)] // a week late
    [InlineData("infliximab", 42, 98, 154)]
    [InlineData("rituximab", 0, 14, 200)]
    public void Infusions_at_their_own_interval_are_one_course(string medicine, params int[] days)
    {
        Patients patient = days.Aggregate(Man, (so, day) => so.Medicine(MedicineEntryKind.Administration, MedicineStatus.Completed, [medicine],
            entry => entry with { From = DateSpan.Parse(Day(day)), To = DateSpan.Parse(Day(day)) }));
        Treatment treatment = Only(patient, days[^1] + 20);
        Assert.Equal((Day(days[0]), true), (treatment.Course.From.ToString(), treatment.Course.Running));
    }

    [Fact]
    public void Rituximab_is_watched_for_a_year_after_the_last_infusion()
    {
        Patients patient = ((int[])[0, 14]).Aggregate(Man, (so, day) => so.Medicine(MedicineEntryKind.Administration, MedicineStatus.Completed, ["rituximab"],
            entry => entry with { From = DateSpan.Parse(Day(day)), To = DateSpan.Parse(Day(day)) }));
        Assert.Equal(TestStatus.Overdue, patient.On(Day(330)).Test("immunoglobulins").Status);
        Assert.Empty(patient.On(Day(390)).Tests);
    }

    [Theory]
    [InlineData("immunoadsorption")]
    [InlineData("extracorporeal photopheresis")]
    public void A_procedure_that_runs_is_watched_too(string procedure)
    {
        MonitoringReport report = Man.With("CurrentProcedure", new[] { procedure }, Start).On(Day(20));
        Assert.Equal(procedure.Replace(' ', '-'), Assert.Single(report.Treatments).Agent.Id);
        Assert.NotEmpty(report.Tests);
    }

    [Fact]
    public void An_injection_left_out_is_a_pause_from_the_day_after_its_effect()
    {
        Patients patient = ((int[])[0, 14, 28, 84]).Aggregate(Man, (so, day) => so.Medicine(MedicineEntryKind.Administration, MedicineStatus.Completed, ["dupilumab"],
            entry => entry with { From = DateSpan.Parse(Day(day)), To = DateSpan.Parse(Day(day)) }));
        MonitoringReport report = patient.On(Day(90));
        Assert.Equal($"{Start} {Day(84)}", string.Join(' ', report.Treatments.Select(treatment => treatment.Course.From.ToString()))); // eight weeks between two doses: a new course
    }

    [Fact]
    public void A_pause_moves_the_times_that_lie_after_it()
    {
        Patients patient = Man.Took("methotrexate", Start, Day(35), dose: Low).Taking("methotrexate", Day(56), Low);
        foreach (int day in (int[])[14, 28]) patient = Blood(patient, day);
        // paused on days 36 to 55: twenty days that do not count
        Assert.Equal(Day(62), DateSpan.Iso(patient.On(Day(57)).Test("blood-count").Due!.Value));
    }

    [Fact]
    public void A_test_done_before_a_pause_stays_done()
    {
        Patients patient = Man.Took("abrocitinib", Start, Day(149), dose: new(100, "mg/d")).Taking("abrocitinib", Day(175), new Dose(100, "mg/d"));
        patient = Blood(patient.Also("LDL", 2.5, Day(28)), 28);
        MonitoringReport report = patient.On(Day(230));
        Assert.Null(report.Test("blood-count").Due); // as in routine management
        report.Silent("abrocitinib-monitoring-blood-count", "abrocitinib-monitoring-lipids");
    }

    [Fact]
    public void The_same_dose_in_other_parts_is_no_change()
    {
        Patients renewed = Parts(Parts(Man, 0, 60, 100, 50), 61, null, 100, 50), one = Parts(Parts(Man, 0, null, 100).Took("ciclosporin", Start, Day(61), dose: new(50, "mg/d")), 61, null, 50);
        Assert.All([renewed, one], patient => Assert.Empty(Only(patient, 90).Changes));
        Assert.Equal(new Dose(150, "mg/d"), Only(one, 90).Course.Dose);
        Assert.Equal((1, 250m), Only(Parts(Parts(Man, 0, 60, 100, 50), 61, null, 200, 50), 90).Changes is [var raised] ? (raised.Direction, raised.To.Amount) : default);

        static Patients Parts(Patients patient, int from, int? to, params int[] doses) => doses.Aggregate(patient, (so, dose) => to is { } end
            ? so.Took("ciclosporin", Day(from), Day(end), dose: new(dose, "mg/d")) : so.Taking("ciclosporin", Day(from), new Dose(dose, "mg/d")));
    }

    [Fact]
    public void A_restart_after_more_than_a_month_is_a_new_course_with_its_tests_anew()
    {
        Patients patient = Man.Took("methotrexate", Start, Day(100), dose: Low).Taking("methotrexate", Day(150), Low);
        foreach (int day in (int[])[14, 28, 42]) patient = Blood(patient, day);
        MonitoringReport report = patient.On(Day(155));
        Assert.Equal($"{Start} {Day(150)}", string.Join(' ', report.Treatments.Select(treatment => treatment.Course.From.ToString())));
        Assert.Equal(Day(157), DateSpan.Iso(report.Test("blood-count").Due!.Value));
    }

    [Fact]
    public void A_restart_after_a_reaction_is_a_new_course_however_soon()
    {
        Patients patient = Man.Took("methotrexate", Start, Day(100), StopReason.NotTolerated, dose: Low).Taking("methotrexate", Day(110), Low);
        Assert.Equal(Day(117), DateSpan.Iso(patient.On(Day(111)).Test("blood-count").Due!.Value));
    }

    [Fact]
    public void Agents_taken_on_the_same_days_overlap()
    {
        Patients patient = Man.Took("ciclosporin", Start, Day(60)).Taking("dupilumab", Day(40)).Taking("omalizumab", Day(30)).Took("azathioprine", Day(-200), Day(-10));
        MonitoringReport report = patient.On(Day(100));
        Assert.Equal(["dupilumab"], Of(report, "ciclosporin").Overlaps); // omalizumab is not given for eczema here
        Assert.Equal(["ciclosporin"], Of(report, "dupilumab").Overlaps);
        Assert.Empty(Of(report, "azathioprine").Overlaps);
    }

    [Fact]
    public void Agents_that_follow_each_other_or_have_no_end_on_record_do_not_overlap()
    {
        Patients patient = Man.Took("ciclosporin", Start, Day(60)).Took("azathioprine", Day(-300), null).Taking("dupilumab", Day(60));
        MonitoringReport report = patient.On(Day(100));
        Assert.All(report.Treatments, treatment => Assert.Empty(treatment.Overlaps));
        Assert.False(Of(report, "azathioprine").EndIsCertain);
        Assert.True(Of(report, "ciclosporin").EndIsCertain);
    }

    [Fact]
    public void A_supply_that_is_used_up_is_an_end_that_is_reckoned_not_told()
    {
        Patients patient = Man.Medicine(MedicineEntryKind.Dispense, MedicineStatus.Completed, ["methotrexate"], entry => entry with { Authored = DateSpan.Parse(Start), DaysSupply = 84 });
        Treatment treatment = Assert.Single(patient.On(Day(200)).Treatments);
        Assert.Equal((false, false, Day(84)), (treatment.Course.Running, treatment.EndIsCertain, treatment.Course.To.ToString()));
    }

    [Fact]
    public void A_course_whose_length_nobody_knows_leaves_the_total_open()
    {
        MonitoringReport report = Man.Took("ciclosporin", Day(-700), null).Taking("ciclosporin", Start).On(Day(30));
        Assert.Contains(report.Undecided, undecided => undecided.Fact.Name == "CumulativeCiclosporinDuration");
    }

    [Fact]
    public void The_same_entry_told_twice_is_one_course()
    {
        Patients once = Man.Medicine(MedicineEntryKind.Statement, MedicineStatus.OnHold, ["methotrexate"], entry => entry with { From = DateSpan.Parse(Start) });
        Assert.Single(once.Medicine(MedicineEntryKind.Request, MedicineStatus.OnHold, ["methotrexate"], entry => entry with { From = DateSpan.Parse(Start) }).On(Day(30)).Treatments);
    }

    [Fact]
    public void Without_a_first_day_nothing_is_timed_and_that_is_said()
    {
        MonitoringReport report = Man.Taking("methotrexate", from: null).On(Day(100));
        Assert.Empty(report.Tests);
        Assert.Contains(report.Assumptions, text => text.Contains("Methotrexate has no first day on record", StringComparison.Ordinal));
    }

    [Fact]
    public void What_ends_after_the_day_still_runs()
    {
        Treatment treatment = Only(Man.Took("methotrexate", Start, Day(100), StopReason.Ineffective, dose: Low), 60);
        Assert.Equal((true, StopReason.Unknown), (treatment.Course.Running, treatment.Course.StopReason));
    }

    /// <summary>A full set of blood tests within limits.</summary>
    internal static Patients Blood(Patients patient, int day) => ((string Fact, object Value)[])
        [("Haemoglobin", 140), ("Leucocytes", 7), ("Neutrophils", 4), ("Lymphocytes", 2), ("Platelets", 250), ("ALT", 20), ("AST", 20), ("Creatinine", 70)] is var results
        ? results.Aggregate(patient, (so, result) => so.Also(result.Fact, result.Value, Day(day), upper: result.Fact is "ALT" or "AST" ? 40 : null)) : patient;

    private static Treatment Only(Patients patient, int day) => Assert.Single(patient.On(Day(day)).Treatments);

    [Theory]
    [InlineData("2027-01-04", false)]
    [InlineData("2027-01-05", true)]
    public void Twelve_months_of_ciclosporin_are_full_on_their_anniversary(string day, bool full)
    {
        MonitoringReport report = Man.Taking("ciclosporin", Start, new Dose(200, "mg/d")).On(day);
        if (full) Assert.Equal(day, DateSpan.Iso(report.Action("ciclosporin-twelve-months-reached").Date));
        else report.Silent("ciclosporin-twelve-months-reached");
    }

    [Fact]
    public void A_medicine_told_in_words_is_named_and_not_followed()
    {
        MonitoringReport report = Man.Medicine(MedicineEntryKind.Statement, MedicineStatus.Active, [], entry => entry with { PossibleIngredients = ["ciclosporin"], Quote = "Ciclosporin caps", From = DateSpan.Parse(Start) }).On(Day(50));
        Assert.Empty(report.Treatments);
        string said = Assert.Single(report.Assumptions);
        Assert.Contains("«Ciclosporin caps» (", said, StringComparison.Ordinal);
        Assert.Contains("may mean Ciclosporin", said, StringComparison.Ordinal);
    }

    private static Treatment Of(MonitoringReport report, string agent) => report.Treatments.Single(treatment => treatment.Agent.Id == agent);
}
