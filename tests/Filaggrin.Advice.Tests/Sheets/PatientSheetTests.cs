using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Sheets;

/// <summary>Numbers that a sheet derives from several entries.</summary>
public class PatientSheetTests
{
    private static readonly Patients Adult = Patients.Bare().OfSex("female").Born("1990-01-01").HoldingAll();

    [Theory]
    [InlineData("2008-06-15", "2026-06-14", Truth.False)]
    [InlineData("2008-06-15", "2026-06-15", Truth.True)]
    [InlineData("2008-02-29", "2026-02-27", Truth.False)]
    [InlineData("2008-02-29", "2026-03-01", Truth.True)]
    [InlineData("2008", "2025-12-31", Truth.False)]
    [InlineData("2008", "2026-06-15", Truth.Unknown)]
    [InlineData("2008", "2026-12-31", Truth.True)]
    [InlineData("2008-06", "2026-06-15", Truth.Unknown)]
    [InlineData("2008-06", "2026-06-30", Truth.True)]
    [InlineData(null, "2026-06-15", Truth.Unknown)]
    public void Eighteen_is_reached_on_the_birthday(string? birth, string day, Truth expected)
    {
        Interval age = PatientSheet.AgeOf(DateSpan.Parse(birth), DateOnly.Parse(day, null));
        Assert.Equal(expected, Interval.Exactly(18m).LessOrEqual(age));
    }

    [Fact]
    public void Age_is_a_whole_number_on_every_birthday_and_never_falls()
    {
        DateOnly born = new(2008, 2, 29);
        decimal last = 0m;
        for (DateOnly day = born; day < born.AddYears(9); day = day.AddDays(1))
        {
            decimal age = PatientSheet.AgeOf(DateSpan.On(born), day).Exact!.Value;
            Assert.True(age >= last, $"on {DateSpan.Iso(day)} the age falls from {last} to {age}");
            last = age;
        }

        Gen.Int[0, 100].Sample(years => PatientSheet.AgeOf(DateSpan.On(new(1920, 5, 17)), new DateOnly(1920, 5, 17).AddYears(years)).Exact == years);
    }

    [Theory]
    [InlineData("0001-01-01")] // as an entry may be dated by mistake
    [InlineData("1999-12-31")]
    public void Before_the_birth_nobody_has_an_age(string day) =>
        Assert.Equal(0m, PatientSheet.AgeOf(DateSpan.On(new(2000, 1, 1)), DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).Exact);

    [Theory]
    [InlineData("120", null, "120")] // one normal reading stands for itself
    [InlineData("140", null, "unknown")] // one raised reading decides nothing
    [InlineData("150", "134", "142")]
    [InlineData("120", "170", "145")]
    public void The_mean_of_blood_pressure_takes_two_days(string newest, string? before, string expected)
    {
        Patients patient = Adult.Also("SystolicBloodPressure", decimal.Parse(newest, null), "2026-06-10");
        if (before is not null) patient = patient.Also("SystolicBloodPressure", decimal.Parse(before, null), "2026-06-01");
        Assert.Equal(expected, patient.Fact("SystolicTwoDayMean").Value.ToString());
    }

    [Fact]
    public void A_single_raised_reading_says_what_is_needed()
    {
        Patients once = Adult.Also("SystolicBloodPressure", 150).Also("DiastolicBloodPressure", 80);
        Assert.Equal("a single raised reading; a second one on another day is needed", once.Fact("SystolicTwoDayMean").Why);
        Assert.Equal(Truth.Unknown, once.Fact("UncontrolledHypertension").Truth);
        Assert.Equal(Truth.True, once.Also("SystolicBloodPressure", 144, "2026-06-02").Fact("UncontrolledHypertension").Truth);
    }

    [Fact]
    public void Far_too_high_once_is_enough() =>
        Assert.Equal(Truth.True, Adult.Also("SystolicBloodPressure", 180).Fact("UncontrolledHypertension").Truth);

    [Fact]
    public void Of_two_readings_on_one_day_the_worse_stands_for_the_day() =>
        Assert.Equal("unknown", Adult.Also("SystolicBloodPressure", 150).Also("SystolicBloodPressure", 120).Fact("SystolicTwoDayMean").Value.ToString());

    [Theory]
    [InlineData("2026-03-15", "150")]
    [InlineData("2026-03-14", "unknown")]
    public void A_reading_older_than_three_months_does_not_count(string before, string expected) =>
        Assert.Equal(expected, Adult.Also("SystolicBloodPressure", 150).Also("SystolicBloodPressure", 150, before).Fact("SystolicTwoDayMean").Value.ToString());

    [Fact]
    public void Only_the_two_latest_days_count() =>
        Assert.Equal("135", Adult.Also("SystolicBloodPressure", 120).Also("SystolicBloodPressure", 150, "2026-06-01").Also("SystolicBloodPressure", 190, "2026-05-20")
            .Fact("SystolicTwoDayMean").Value.ToString());

    [Fact]
    public void The_upper_limit_is_the_one_printed_with_the_latest_report() =>
        Assert.Equal(NumberValue.Of(45), Adult.Also("ALT", 20, "2026-06-01", upper: 45).Also("ALT", 20, "2026-05-01", upper: 60).Also("ALT", 20, "2026-06-10").Fact("ALTUpperLimit").Value);

    [Theory]
    [InlineData("female", "25")]
    [InlineData("male", "33")]
    [InlineData(null, "unknown")]
    public void Without_a_printed_limit_the_usual_one_of_the_sex_counts(string? sex, string expected) =>
        Assert.Equal(expected, Adult.OfSex(sex).Also("ALT", 20).Fact("ALTUpperLimit").Value.ToString());

    [Fact]
    public void A_usual_limit_of_adults_is_not_used_in_children()
    {
        Assert.Equal(NumberValue.Of(106), Adult.Fact("CreatinineUpperLimit").Value);
        Assert.True(Adult.Born("2016-01-01").Fact("CreatinineUpperLimit").Value.IsUnknown, "the usual limit holds from 18 years");
    }

    [Fact]
    public void Of_filtration_rate_and_clearance_the_lower_counts()
    {
        Fact fact = Adult.Also("EGFR", 70).Also("CreatinineClearance", 45, source: "Observation/clearance").Fact("EGFR");
        Assert.Equal(NumberValue.Of(45), fact.Value);
        Assert.Equal("Observation/clearance", fact.Evidence[0].Source);
        Assert.Equal(NumberValue.Of(70), Adult.Also("EGFR", 70).Also("CreatinineClearance", 90).Fact("EGFR").Value);
        Assert.Equal(NumberValue.Of(45), Adult.Also("CreatinineClearance", 45).Fact("EGFR").Value);
    }

    [Theory]
    [InlineData("EGFR", "CreatinineClearance", "2026-06-12", "≤ 70")] // the newer cannot be read
    [InlineData("EGFR", "CreatinineClearance", "2026-06-10", "≤ 70")]
    [InlineData("EGFR", "CreatinineClearance", "2026-06-01", "70")]
    [InlineData("EGFR", "CreatinineClearance", null, "≤ 70")] // it may be the newer
    [InlineData("CreatinineClearance", "EGFR", "2026-06-12", "≤ 70")]
    public void Beside_a_measure_that_cannot_be_read_and_is_not_older_the_other_is_a_bound(string readable, string unreadable, string? on, string expected)
    {
        Fact fact = Adult.Also(readable, 70, "2026-06-10").Also(unreadable, null, on).Fact("EGFR");
        Assert.Equal((expected, expected == "70" ? FactState.Known : FactState.Doubtful), (fact.Value.ToString(), fact.State));
        if (expected != "70") Assert.Equal("the unit is unknown", fact.Why);
    }

    [Theory]
    [InlineData("2026-06-12", true)]
    [InlineData("2026-06-10", false)] // worked out of the same day
    [InlineData("2026-01-10", false)]
    public void A_later_body_mass_index_that_cannot_be_read_is_not_that_of_an_older_weight(string on, bool doubtful)
    {
        Fact fact = Adult.Also("Weight", 64, "2026-06-10").Also("Height", 160, "2020-06-10").Also("BMI", null, on).Fact("BMI");
        Assert.Equal((doubtful ? "unknown" : "25", doubtful ? FactState.Doubtful : FactState.Derived), (fact.Value.ToString(), fact.State));
    }

    [Theory]
    [InlineData("2026-03-01", Truth.True)]
    [InlineData("2024-03-01", Truth.False)]
    public void A_birth_is_of_its_day_however_long_a_list_keeps_it(string on, Truth expected) =>
        Assert.Equal(expected, Patients.Woman(35).Listed("RecentBirth", on).Fact("RecentBirth").Truth);

    [Theory]
    [InlineData("warfarin", "B01AA03", Truth.True)]
    [InlineData("simvastatin", "C10AA01", Truth.False)]
    public void A_bleed_beside_an_anticoagulant_is_one_under_it(string medicine, string atc, Truth expected)
    {
        Assert.Equal(expected, Patients.Man(50).Listed("PresentBleed", "2026-06-10").Taking(medicine, atc: atc).Fact("BleedingUnderAnticoagulation").Truth);
        Assert.Equal(Truth.False, Patients.Man(50).Listed("PresentBleed", "2025-06-10").Taking(medicine, atc: atc).Fact("BleedingUnderAnticoagulation").Truth);
    }

    [Fact]
    public void Days_since_a_live_vaccine_are_counted_from_its_day()
    {
        Assert.Equal("10", Adult.Also("LiveVaccine", "2026-06-05", "2026-06-05").Fact("DaysSinceLiveVaccine").Value.ToString());
        Assert.Equal("15 to 45", Adult.Also("LiveVaccine", "2026-05", "2026-05").Fact("DaysSinceLiveVaccine").Value.ToString());
        Assert.Equal("not applicable", Adult.Fact("DaysSinceLiveVaccine").Value.ToString());
        Assert.Equal("unknown", Adult.NotHolding(RecordList.Immunizations).Fact("DaysSinceLiveVaccine").Value.ToString());
    }

    [Fact]
    public void A_vaccination_that_may_have_been_live_leaves_the_days_since_open() =>
        Assert.Equal("unknown", Adult.Doubtful("LiveVaccine", "mmr", "2026-06-05", "2026-06-05").Fact("DaysSinceLiveVaccine").Value.ToString());

    [Fact]
    public void Days_until_surgery_count_down()
    {
        Assert.Equal("16", Adult.Also("PlannedSurgery", "2026-07-01", "2026-07-01", known: "2026-06-01").Fact("DaysToMajorSurgery").Value.ToString());
        Assert.Equal("not applicable", Adult.Fact("DaysToMajorSurgery").Value.ToString());
    }

    [Theory]
    [InlineData("2026-07-01", "2026-12-01", "16")]
    [InlineData("2026-12-01", "2026-07-01", "16")]
    [InlineData("2026-04-01", "2026-07-01", "16")] // one is past
    public void Of_two_operations_the_nearer_counts_that_is_still_ahead(string one, string other, string expected)
    {
        Patients patient = Adult.Also("PlannedSurgery", one, one, known: "2026-06-01").Also("PlannedSurgery", other, other, known: "2026-06-02");
        Assert.Equal(expected, patient.Fact("DaysToMajorSurgery").Value.ToString());
    }

    [Theory]
    [InlineData("2026-06-20", Truth.True)] // told for July; what may come before lies within four weeks as well
    [InlineData("2026-12-01", Truth.True)]
    [InlineData("2026-04-01", Truth.True)]
    public void A_doubt_beside_a_planned_operation_does_not_hide_it(string doubt, Truth expected) =>
        Assert.Equal(expected, Adult.Also("PlannedSurgery", "2026-07-01", "2026-07-01", known: "2026-06-01").Doubtful("PlannedSurgery", "knee replacement", doubt, doubt).Fact("MajorSurgery").Truth);

    [Theory]
    [InlineData("2026-06-20", Truth.Unknown)]
    [InlineData("2026-12-20", Truth.False)] // too far ahead to matter
    public void What_may_be_an_operation_before_a_planned_one_leaves_it_open(string doubt, Truth expected) =>
        Assert.Equal(expected, Adult.Holding(RecordList.Conditions).Also("PlannedSurgery", "2026-12-01", "2026-12-01", known: "2026-06-01").Doubtful("PlannedSurgery", "knee replacement", doubt, doubt).Fact("MajorSurgery").Truth);

    [Fact]
    public void An_answer_settles_what_may_be_planned() =>
        Assert.Equal("not applicable", Adult.Doubtful("PlannedSurgery", "knee replacement", "2026-07-01", "2026-06-01").Entry(new(Patients.Knowledge.Facts["PlannedSurgery"], FactValue.NotApplicable, FindingStatus.Present, DateSpan.Parse("2026-06-10"), null, new DateOnly(2026, 6, 10), "answer") { Via = "answer" }).Fact("DaysToMajorSurgery").Value.ToString());

    [Theory]
    [InlineData("2026-07-01", Truth.Unknown)]
    [InlineData("2026-04-01", Truth.False)] // its day is past
    public void An_operation_that_may_be_a_large_one_leaves_it_open_until_its_day(string on, Truth expected) =>
        Assert.Equal(expected, Adult.Holding(RecordList.Conditions).Doubtful("PlannedSurgery", "knee replacement", on, on).Fact("MajorSurgery").Truth);

    [Theory]
    [InlineData("DaysToMajorSurgery", 10, "2026-06-15", "10", "yes")]
    [InlineData("DaysToMajorSurgery", 10, "2026-06-11", "6", "yes")]
    [InlineData("DaysToMajorSurgery", 10, "2026-06-05", "0", "yes")]
    [InlineData("DaysToMajorSurgery", 10, "2026-06-04", "not applicable", "no")] // an operation of spring stands no longer ahead
    [InlineData("DaysToMajorSurgery", 60, "2026-05-01", "15", "yes")]
    [InlineData("DaysSinceLiveVaccine", 10, "2026-06-15", "10", "no")]
    [InlineData("DaysSinceLiveVaccine", 10, "2026-05-16", "40", "no")]
    public void A_number_of_days_that_was_told_goes_on_from_its_day(string fact, int told, string on, string today, string surgery)
    {
        Patients patient = Adult.Also(fact, told, on);
        Assert.Equal((today, surgery), (patient.Fact(fact).Value.ToString(), patient.Fact("MajorSurgery").Value.ToString()));
    }

    [Fact]
    public void The_fall_of_a_score_is_measured_from_the_start_of_the_agent()
    {
        Patients treated = Adult.Taking("dupilumab", "2026-01-05").Also("EASI", 30, "2025-12-20").Also("EASI", 36, "2025-11-20").Also("EASI", 12, "2026-06-01").Also("EASI", 24, "2026-02-01");
        Assert.Equal("0.6", Framed(treated, "dupilumab")["EASIReduction"].Value.ToString());
        Assert.True(Framed(treated, "methotrexate")["EASIReduction"].Value.IsUnknown, "methotrexate was never started");
    }

    [Fact]
    public void A_score_from_more_than_six_months_before_the_start_is_no_baseline() =>
        Assert.True(Framed(Adult.Taking("dupilumab", "2026-01-05").Also("EASI", 30, "2025-06-01").Also("EASI", 12, "2026-06-01"), "dupilumab")["EASIReduction"].Value.IsUnknown);

    [Fact]
    public void The_value_at_the_start_is_the_mean_of_the_last_two_before_it()
    {
        Patients treated = Adult.Taking("ciclosporin", "2026-05-01")
            .Also("Creatinine", 60, "2026-01-01").Also("Creatinine", 70, "2026-04-01").Also("Creatinine", 80, "2026-04-20").Also("Creatinine", 120, "2026-06-01");
        Assert.Equal("75", Framed(treated, "ciclosporin")["CreatinineAtStart"].Value.ToString());
    }

    [Fact]
    public void Time_and_dose_on_treatment_belong_to_the_agent()
    {
        FactSheet sheet = Framed(Adult.Taking("ciclosporin", "2026-06-01", new(200, "mg/d")), "ciclosporin");
        Assert.Equal((Truth.True, "2", "200"), (sheet["OnTreatment"].Truth, sheet["WeeksOnTreatment"].Value.ToString(), sheet["DailyDose"].Value.ToString()));
        Assert.Equal(Truth.False, Framed(Adult, "ciclosporin")["OnTreatment"].Truth);
    }

    [Fact]
    public void Months_of_ciclosporin_add_up_over_courses()
    {
        Assert.Equal("0", Adult.Fact("CumulativeCiclosporinDuration").Value.ToString());
        Patients twice = Adult.Took("ciclosporin", "2023-01-01", "2023-07-01").Took("ciclosporin", "2024-01-01", "2024-05-01");
        Assert.Equal(10m, Months(twice));
        Assert.Equal(15.33m, decimal.Round(Months(twice.Taking("ciclosporin", "2026-01-05")), 2)); // five months and ten days to the day of the sheet
    }

    [Fact]
    public void An_earlier_course_without_dates_leaves_the_months_open()
    {
        Fact fact = Adult.Took("ciclosporin", "2023-01-01", null).Fact("CumulativeCiclosporinDuration");
        Assert.True(fact.Value.IsUnknown);
        Assert.Equal("the dates of an earlier course are not known", fact.Why);
    }

    [Fact]
    public void A_course_told_after_its_end_does_not_begin_on_the_day_of_telling()
    {
        Fact fact = Adult.Medicine(MedicineEntryKind.Statement, MedicineStatus.Stopped, ["ciclosporin"], entry => entry with { To = DateSpan.Parse("2023-12-30"), Authored = DateSpan.Parse("2026-05-17") })
            .Fact("CumulativeCiclosporinDuration");
        Assert.Equal((true, "the dates of an earlier course are not known"), (fact.Value.IsUnknown, fact.Why));
    }

    [Fact]
    public void A_course_that_may_have_been_leaves_the_months_open() // a slip in its status made fourteen months of ciclosporin none
    {
        Fact fact = Adult.Medicine(MedicineEntryKind.Statement, MedicineStatus.Active, [], entry => entry with { PossibleIngredients = ["ciclosporin"], Quote = "Ciclosporin caps" })
            .Fact("CumulativeCiclosporinDuration");
        Assert.Equal((true, FactState.Doubtful), (fact.Value.IsUnknown, fact.State));
        Assert.Contains("Ciclosporin caps", fact.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Allergy_to_the_agent_is_assumed_absent_and_found_by_substance_or_excipient()
    {
        Assert.Equal((Truth.False, FactState.Assumed), Allergy(Adult));
        Assert.Equal((Truth.False, FactState.Assumed), Allergy(Adult.NotHolding(RecordList.Allergies)));
        Assert.Equal((Truth.True, FactState.Known), Allergy(Adult.Also("HypersensitivityTo", "polyoxyl castor oil", source: "AllergyIntolerance/1")));
        Assert.Equal((Truth.False, FactState.Assumed), Allergy(Adult.Also("HypersensitivityTo", "latex", source: "AllergyIntolerance/1")));
        Assert.Equal((Truth.Unknown, FactState.Doubtful), Allergy(Adult.Doubtful("HypersensitivityTo", "reaction to ciclosporin", value: "ciclosporin")));
    }

    // Agents of which the record says nothing share their facts; one of which it says something has its own, whoever is asked first.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_said_of_an_agent_is_said_of_no_other(bool backwards)
    {
        PatientSheet sheet = Adult.Also("HypersensitivityTo", "methotrexate", source: "AllergyIntolerance/1").Doubtful("HypersensitivityTo", "reaction to dupilumab", value: "dupilumab")
            .Taking("ciclosporin", "2026-06-01", new(200, "mg/d")).Sheet();
        foreach (Agent agent in backwards ? Patients.Knowledge.AgentsInOrder.Reverse() : Patients.Knowledge.AgentsInOrder)
        {
            Truth allergic = agent.Medicines.Contains("methotrexate", StringComparer.Ordinal) ? Truth.True : agent.Medicines.Contains("dupilumab", StringComparer.Ordinal) ? Truth.Unknown : Truth.False;
            foreach (FactSheet facts in (FactSheet[])[sheet.For(agent, []), sheet.For(agent, ["ciclosporin"])])
                Assert.Equal((agent.Id, allergic, Kleene.Of(agent.Id == "ciclosporin")), (agent.Id, facts["Hypersensitivity"].Truth, facts["OnTreatment"].Truth));
        }
    }

    private static (Truth, FactState) Allergy(Patients patient) => Framed(patient, "ciclosporin")["Hypersensitivity"] is var fact ? (fact.Truth, fact.State) : default;

    private static decimal Months(Patients patient) => ((NumberValue)patient.Fact("CumulativeCiclosporinDuration").Value).Interval.Exact!.Value;

    private static FactSheet Framed(Patients patient, string agent)
    {
        Agent known = Patients.Knowledge.Agents[agent];
        return patient.Sheet().For(known, []);
    }
}
