using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Treatments;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Treatments;

/// <summary>Which medicines are in use on a day.</summary>
public class MedicineUseTests
{
    private static readonly Patients Adult = Patients.Bare().OfSex("female").Born("1990-01-01").HoldingAll();

    [Theory]
    [InlineData(MedicineStatus.Active, "2026-01-05", null, true)]
    [InlineData(MedicineStatus.Active, null, null, true)]
    [InlineData(MedicineStatus.Active, "2026-01-05", "2026-06-15", true)]
    [InlineData(MedicineStatus.Active, "2026-01-05", "2026-06-14", false)]
    [InlineData(MedicineStatus.Active, "2026-01-05", "2026", true)] // some day of this year
    [InlineData(MedicineStatus.Completed, "2026-01-05", null, false)]
    [InlineData(MedicineStatus.Completed, "2026-01-05", "2026-06-16", true)] // its status is of the day of the export
    [InlineData(MedicineStatus.Stopped, "2026-01-05", "2026-06-16", true)]
    [InlineData(MedicineStatus.Stopped, "2026-01-05", "2026-06-15", false)]
    [InlineData(MedicineStatus.Stopped, "2026-01-05", null, false)]
    [InlineData(MedicineStatus.OnHold, "2026-01-05", null, false)]
    [InlineData(MedicineStatus.NotTaken, "2026-01-05", null, false)]
    [InlineData(MedicineStatus.Active, "2026-06-16", null, false)] // begins tomorrow
    public void A_statement_counts_by_its_status_and_period(MedicineStatus status, string? from, string? to, bool expected) =>
        Assert.Equal(expected, InUse(MedicineEntryKind.Statement, status, "simvastatin", from, to));

    [Theory]
    [InlineData(MedicineEntryKind.Administration, MedicineStatus.Completed, "nitrous oxide", "2026-05-20", Truth.True)] // 26 days
    [InlineData(MedicineEntryKind.Administration, MedicineStatus.Completed, "nitrous oxide", "2026-05-10", Truth.False)]
    [InlineData(MedicineEntryKind.Administration, MedicineStatus.Completed, "propofol", "2026-05-20", Truth.False)]
    [InlineData(MedicineEntryKind.Statement, MedicineStatus.Completed, "nitrous oxide", "2026-05-20", Truth.True)]
    [InlineData(MedicineEntryKind.Statement, MedicineStatus.Completed, "nitrous oxide", "2026-05-10", Truth.False)]
    [InlineData(MedicineEntryKind.Statement, MedicineStatus.Completed, "propofol", "2026-05-20", Truth.False)]
    [InlineData(MedicineEntryKind.Request, MedicineStatus.Completed, "nitrous oxide", "2026-05-20", Truth.True)]
    [InlineData(MedicineEntryKind.Statement, MedicineStatus.NotTaken, "nitrous oxide", "2026-05-20", Truth.False)]
    public void A_dose_counts_as_long_as_its_medicine_says(MedicineEntryKind kind, MedicineStatus status, string medicine, string given, Truth expected) => Assert.Equal(
        expected, Adult.Medicine(kind, status, [medicine], entry => entry with { From = DateSpan.Parse(given) }).Fact("RecentNitrousOxideAnaesthesia").Truth);

    [Fact]
    public void What_a_shared_code_leaves_open_is_not_taken_beside_what_counts()
    {
        Patients one = Adult.Medicine(MedicineEntryKind.Statement, MedicineStatus.Active, ["mycophenolate mofetil"], entry => entry with
        {
            From = DateSpan.Parse("2026-03-02"),
            PossibleIngredients = ["mycophenolate sodium"],
            AtcCodes = ["L04AA06"],
            Quote = "mycophenolic acid",
        });
        SetValue taken = Assert.IsType<SetValue>(one.Fact("CurrentMedicine").Value);
        Assert.Equal(["mycophenolate mofetil"], taken.Present);
        Assert.Empty(taken.Possible);
        Assert.Contains(one.Appraise().Assumptions, text => text.Contains("«mycophenolic acid»", StringComparison.Ordinal) && text.Contains("counts as mycophenolate mofetil", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("MORN", "EVE", 400)]
    [InlineData("MORN", "MORN", 200)] // the same, told twice
    [InlineData(null, null, 200)]
    public void Doses_of_other_times_of_the_day_add_up(string? one, string? other, int daily)
    {
        Patients both = Took(Took(Adult, one), other);
        Assert.Equal(new Dose(daily, "mg/d"), Assert.Single(both.Sheet().CoursesOf(Patients.Knowledge.Agents["ciclosporin"])).Dose);

        static Patients Took(Patients patient, string? moment) => patient.Medicine(
            MedicineEntryKind.Statement, MedicineStatus.Active, ["ciclosporin"], entry => entry with { From = DateSpan.Parse("2026-03-02"), Dose = new(200, "mg/d"), Moment = moment });
    }

    [Fact]
    public void What_is_taken_side_by_side_is_one_dose() => Assert.Equal(
        new Dose(400, "mg/d"),
        Assert.Single(Adult.Taking("ciclosporin", "2026-03-02", new Dose(300, "mg/d")).Taking("ciclosporin", "2026-03-02", new Dose(100, "mg/d")).Sheet().CoursesOf(Patients.Knowledge.Agents["ciclosporin"])).Dose);

    [Theory]
    [InlineData(62.5, "400.0 mg/d")]
    [InlineData(null, null)]
    public void A_dose_by_weight_needs_the_weight(double? weight, string? expected)
    {
        Patients taking = Adult.Taking("ciclosporin", "2026-03-02", new Dose(6.4m, "mg/kg/d"));
        if (weight is { } kilograms) taking = taking.With("Weight", kilograms);
        Dose? dose = Assert.Single(taking.Sheet().CoursesOf(Patients.Knowledge.Agents["ciclosporin"])).Dose;
        Assert.Equal(expected, dose is null ? null : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{dose.Amount} {dose.Unit}"));
    }

    [Theory]
    [InlineData(MedicineStatus.Completed, "2019-01-05", "2019-07-04", Truth.True)]
    [InlineData(MedicineStatus.NotTaken, "2019-01-05", "2019-07-04", Truth.False)]
    [InlineData(MedicineStatus.Active, "2027-01-05", null, Truth.False)] // after the day
    public void Preventive_treatment_of_tuberculosis_counts_when_it_is_over(MedicineStatus status, string from, string? to, Truth expected) =>
        Assert.Equal(
            expected,
            Adult.Medicine(MedicineEntryKind.Statement, status, ["isoniazid"], entry => entry with { From = DateSpan.Parse(from), To = DateSpan.Parse(to) }).Fact("TBPreventiveTreatmentStarted").Truth);

    [Theory]
    [InlineData(MedicineStatus.Active, "2025-06-15", null, true)] // twelve months to the day
    [InlineData(MedicineStatus.Active, "2025-06-14", null, false)]
    [InlineData(MedicineStatus.Active, "2020-01-01", "2026-01-01", true)]
    [InlineData(MedicineStatus.Active, null, null, true)]
    [InlineData(MedicineStatus.Completed, "2026-06-01", null, false)]
    [InlineData(MedicineStatus.Stopped, "2026-01-01", "2026-07-01", true)]
    [InlineData(MedicineStatus.OnHold, "2026-06-01", null, false)]
    [InlineData(MedicineStatus.NotTaken, "2026-06-01", null, false)]
    [InlineData(MedicineStatus.Active, "2026-06-16", null, false)]
    public void An_order_counts_for_a_year_unless_it_ended(MedicineStatus status, string? authored, string? to, bool expected) =>
        Assert.Equal(expected, InUse(MedicineEntryKind.Request, status, "simvastatin", null, to, authored));

    [Theory]
    [InlineData(MedicineStatus.Stopped, "simvastatin", "2026-05-01", false)]
    [InlineData(MedicineStatus.NotTaken, "simvastatin", "2026-05-01", false)]
    [InlineData(MedicineStatus.Stopped, "simvastatin", "2026-01-20", true)] // soon after the order it may mean the strength before
    [InlineData(MedicineStatus.Stopped, "simvastatin", "2025-12-01", true)]
    [InlineData(MedicineStatus.Stopped, "simvastatin", "2026-07-01", true)] // not yet
    [InlineData(MedicineStatus.Stopped, "atorvastatin", "2026-05-01", true)]
    public void A_statement_that_it_was_stopped_outdoes_an_older_order(MedicineStatus status, string medicine, string day, bool runs)
    {
        Patients patient = Adult.Medicine(MedicineEntryKind.Request, MedicineStatus.Active, ["simvastatin"], entry => entry with { Authored = DateSpan.Parse("2026-01-10") })
            .Medicine(MedicineEntryKind.Statement, status, [medicine], entry => entry with { To = status == MedicineStatus.Stopped ? DateSpan.Parse(day) : null, Known = status == MedicineStatus.Stopped ? null : DateSpan.Parse(day)!.Value.First });
        Assert.Equal(runs, patient.Sheet().Medicines.Current.Any(entry => entry.Kind == MedicineEntryKind.Request));
    }

    [Theory]
    [InlineData("2026-06-15", true)]
    [InlineData("2026-06-14", false)]
    [InlineData(null, true)] // nothing planned to be over
    public void An_order_that_says_itself_when_it_ends_is_not_waited_for(string? to, bool expected)
    {
        Patients patient = Adult.Medicine(MedicineEntryKind.Request, MedicineStatus.Active, ["prednisolone"],
            entry => entry with { Authored = DateSpan.Parse("2026-06-10"), To = DateSpan.Parse(to), EndIsPlanned = true });
        Assert.Equal(expected, patient.Sheet().Medicines.Current.Length == 1);
        Assert.Empty(patient.Appraise().AssumedEnded); // it is over, which nobody has to assume
    }

    [Theory]
    [InlineData("2026-03-10", "2026-01-05")] // a supply may last so long
    [InlineData("2026-05-20", "2026-05-20")]
    public void An_order_that_was_filled_and_tells_no_end_lasts_until_it_is_renewed(string renewed, string from)
    {
        static Patients Ordered(Patients patient, string day, MedicineStatus status) =>
            patient.Medicine(MedicineEntryKind.Request, status, ["ciclosporin"], entry => entry with { Authored = DateSpan.Parse(day) });
        Course course = Ordered(Ordered(Adult, "2026-01-05", MedicineStatus.Completed), renewed, MedicineStatus.Active).Sheet().CoursesOf(Patients.Knowledge.Agents["ciclosporin"])[^1];
        Assert.Equal((from, true), (course.From.ToString(), course.Running));
        Assert.Empty(DoseHistory.Pauses(course));
    }

    [Fact]
    public void Filled_orders_of_a_glucocorticoid_may_be_short_courses()
    {
        Patients patient = Adult;
        foreach (string day in (string[])["2026-02-01", "2026-03-15", "2026-05-01"]) patient = patient.Medicine(MedicineEntryKind.Request, MedicineStatus.Completed, ["prednisolone"], entry => entry with { Authored = DateSpan.Parse(day) });
        Assert.Equal(3, patient.Sheet().CoursesOf(Patients.Knowledge.Agents["systemic-glucocorticoids"]).Length);
    }

    [Fact]
    public void A_short_course_counts_its_days_and_no_more()
    {
        Course course = Assert.Single(Adult.Medicine(MedicineEntryKind.Request, MedicineStatus.Active, ["prednisolone"],
            entry => entry with { Authored = DateSpan.Parse("2026-05-01"), To = DateSpan.Parse("2026-05-06"), EndIsPlanned = true }).Sheet().CoursesOf(Patients.Knowledge.Agents["systemic-glucocorticoids"]));
        Assert.Equal(("2026-05-01", "2026-05-06", false), (course.From.ToString(), course.To.ToString(), course.Running));
    }

    [Fact]
    public void An_active_order_that_nobody_renewed_is_told_as_taken_for_ended()
    {
        static Patients Ordered(Patients patient, string medicine, string day, MedicineStatus status = MedicineStatus.Active) =>
            patient.Medicine(MedicineEntryKind.Request, status, [medicine], entry => entry with { Authored = DateSpan.Parse(day) });
        Patients patient = Ordered(Ordered(Ordered(Adult, "naproxen", "2019-02-28"), "lisinopril", "2022-01-01"), "lisinopril", "2023-08-19");
        Assert.Equal([("lisinopril", new DateOnly(2023, 8, 19)), ("naproxen", new DateOnly(2019, 2, 28))], Ended(patient));
        Assert.Equal("naproxen", Assert.Single(Ended(Ordered(patient, "lisinopril", "2026-05-01"))).Medicine); // renewed
        Assert.Equal("naproxen", Assert.Single(Ended(Ordered(patient, "lisinopril", "2024-05-01", MedicineStatus.Stopped))).Medicine); // stopped since
        Assert.Empty(Ended(Ordered(Adult, "naproxen", "2025-06-15")));

        static (string Medicine, DateOnly Day)[] Ended(Patients patient) => [.. patient.Appraise().AssumedEnded.Select(order => (order.Medicine, order.Date!.Value))];
    }

    [Theory]
    [InlineData("methotrexate", null, null, true)]
    [InlineData("methotrexate", "dupilumab", "2025-02-01", false)] // changed since
    [InlineData("methotrexate", "dupilumab", "2023-02-01", true)]
    [InlineData("methotrexate", "methotrexate", "2025-02-01", false)] // stopped since
    [InlineData("prednisolone", null, null, false)] // most are short courses
    public void An_active_order_of_the_agent_begun_last_runs_on_unrenewed(string medicine, string? other, string? day, bool runs)
    {
        Patients patient = Adult.Medicine(MedicineEntryKind.Request, MedicineStatus.Active, [medicine], entry => entry with { Authored = DateSpan.Parse("2024-01-08") });
        if (other is not null) patient = patient.Medicine(MedicineEntryKind.Request, MedicineStatus.Stopped, [other], entry => entry with { Authored = DateSpan.Parse(day), To = DateSpan.Parse(day) });
        Assert.Equal(runs, patient.Sheet().Medicines.Current.Any(entry => entry.Ingredients.Contains(medicine, StringComparer.Ordinal)));
        Appraisal appraisal = patient.Appraise();
        Assert.Equal(runs, appraisal.Current.Any(current => current.Agent.Id == medicine));
        Assert.Equal(runs, appraisal.Assumptions.Any(text => text.StartsWith(medicine + " is taken as still in use", StringComparison.Ordinal)));
        Assert.Equal(!runs, appraisal.AssumedEnded.Any(ended => ended.Medicine == medicine) || other == medicine);
    }

    [Theory]
    [InlineData("2026-06-01", 14, true)]
    [InlineData("2026-06-01", 13, false)]
    [InlineData("2026-03-15", null, true)] // three months where the supply is not told
    [InlineData("2026-03-14", null, false)]
    public void What_was_handed_out_counts_as_long_as_it_lasts(string handedOut, int? daysSupply, bool expected) =>
        Assert.Equal(expected, InUse(MedicineEntryKind.Dispense, MedicineStatus.Completed, "simvastatin", null, null, handedOut, daysSupply));

    [Theory]
    [InlineData(MedicineStatus.Completed, 14, true)]
    [InlineData(MedicineStatus.Completed, 13, false)]
    [InlineData(MedicineStatus.Completed, null, false)]
    [InlineData(MedicineStatus.Stopped, 30, false)]
    public void An_order_that_was_filled_counts_as_long_as_its_supply_lasts(MedicineStatus status, int? daysSupply, bool expected) =>
        Assert.Equal(expected, InUse(MedicineEntryKind.Request, status, "simvastatin", null, null, "2026-06-01", daysSupply));

    [Theory]
    [InlineData("simvastatin", "2026-06-08", true)]
    [InlineData("simvastatin", "2026-06-07", false)]
    [InlineData("dupilumab", "2026-05-18", true)] // agents for eczema act for four weeks
    [InlineData("dupilumab", "2026-05-17", false)]
    public void A_single_dose_counts_for_a_while(string medicine, string given, bool expected) =>
        Assert.Equal(expected, InUse(MedicineEntryKind.Administration, MedicineStatus.Completed, medicine, given, null));

    [Fact]
    public void An_entry_that_came_to_be_known_later_does_not_exist_yet()
    {
        Patients patient = Adult.Medicine(MedicineEntryKind.Statement, MedicineStatus.Active, ["simvastatin"],
            entry => entry with { From = DateSpan.Parse("2026-01-01"), Known = new DateOnly(2026, 6, 20) });
        Assert.Empty(patient.Sheet().Medicines.Current);
        Assert.Single(patient.Sheet(asOf: new DateOnly(2026, 6, 20)).Medicines.Current);
    }

    [Fact]
    public void A_combination_counts_as_each_of_its_parts()
    {
        Assert.Equal("co-trimoxazole, sulfamethoxazole, trimethoprim", Medicines(Adult.Taking("co-trimoxazole")));
        Assert.Equal("co-trimoxazole, sulfamethoxazole, trimethoprim", Medicines(Adult.Taking("trimethoprim").Taking("sulfamethoxazole")
            .Medicine(MedicineEntryKind.Statement, MedicineStatus.Active, ["sulfamethoxazole", "trimethoprim"])));
    }

    [Fact]
    public void Eye_drops_with_timolol_count_as_a_beta_blocker() =>
        Assert.True(HasClass("beta-blocker", Adult.Taking("timolol (eye)", systemic: false, atc: "S01ED01")));

    [Fact]
    public void A_gel_with_ibuprofen_does_not_count_as_an_NSAID()
    {
        Assert.False(HasClass("NSAID", Adult.Taking("ibuprofen (topical)", systemic: false, atc: "M02AA13")));
        Assert.True(HasClass("NSAID", Adult.Taking("ibuprofen")));
    }

    [Fact]
    public void An_ointment_is_not_the_tablet()
    {
        Assert.Equal("tacrolimus (topical)", Medicines(Adult.Taking("tacrolimus (topical)", systemic: false)));
        Assert.Equal(Standing.Suitable, Patients.Woman(35).Taking("tacrolimus (topical)", systemic: false).Option("ciclosporin").Standing);
    }

    [Fact]
    public void A_held_list_without_the_medicine_says_no_and_no_list_says_nothing()
    {
        Assert.Equal("none", Adult.Fact("CurrentMedicine").Value.ToString());
        Assert.Equal("unknown", Adult.NotHolding(RecordList.Medicines).Fact("CurrentMedicine").Value.ToString());
    }

    [Fact]
    public void A_text_that_may_mean_a_medicine_is_possible_and_quoted()
    {
        Patients patient = Adult.Medicine(MedicineEntryKind.Statement, MedicineStatus.Active, [],
            entry => entry with { PossibleIngredients = ["trimethoprim"], Quote = "TMP for the bladder" });
        Fact fact = patient.Fact("CurrentMedicine");
        SetValue value = Assert.IsType<SetValue>(fact.Value);
        Assert.Equal(Truth.Unknown, value.ContainsAny(["trimethoprim"]));
        Assert.Equal(Truth.False, value.ContainsAny(["simvastatin"]));
        Assert.Contains("«TMP for the bladder»", fact.Why, StringComparison.Ordinal);
    }

    private static bool InUse(MedicineEntryKind kind, MedicineStatus status, string medicine, string? from, string? to, string? authored = null, int? daysSupply = null) =>
        Adult.Medicine(kind, status, [medicine], entry => entry with
        {
            From = DateSpan.Parse(from),
            To = DateSpan.Parse(to),
            Authored = DateSpan.Parse(authored),
            DaysSupply = daysSupply,
        }).Sheet().Medicines.Current.Length == 1;

    private static string Medicines(Patients patient) => patient.Fact("CurrentMedicine").Value.ToString()!;

    private static bool HasClass(string name, Patients patient) => ((SetValue)patient.Fact("CurrentMedicineClass").Value).ContainsAny([name]) == Truth.True;
}
