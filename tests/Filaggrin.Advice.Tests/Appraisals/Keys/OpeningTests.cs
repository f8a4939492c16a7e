using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Appraisals.Keys;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Appraisals.Keys;

/// <summary>What would open a closed option: which change, by what, and when.</summary>
public class OpeningTests
{
    [Theory]
    [InlineData("dupilumab")]
    [InlineData("ciclosporin")]
    public void An_open_option_has_no_key(string agent) => Assert.Null(Patients.Woman(35).Option(agent).Opens);

    [Fact]
    public void An_option_that_needs_information_has_no_key() => Assert.Null(Patients.Woman(35).Without("Creatinine", "EGFR").Option("ciclosporin").Opens);

    [Fact]
    public void Every_closed_option_has_one() =>
        Assert.All(Patients.Woman(35).Listed("LymphomaHistory").Appraise().Options, option => Assert.Equal(IsClosed(option.Standing), option.Opens is not null));

    [Fact]
    public void A_blood_pressure_can_fall()
    {
        Patients patient = Patients.Woman(35).With("SystolicBloodPressure", 165).Also("SystolicBloodPressure", 171, "2026-06-01");
        Change change = Single(patient, "ciclosporin", "opens with systolic blood pressure below 140 mmHg on two days");
        Assert.Equal(("SystolicBloodPressure", Changeability.ByCare, "< 140"), (change.Fact.Name, change.Can, change.To.ToString()));
        Assert.Null(change.When);
    }

    [Fact]
    public void Two_pressures_are_two_changes()
    {
        Patients patient = Patients.Woman(35).With("SystolicBloodPressure", 185).With("DiastolicBloodPressure", 115);
        Way way = Assert.Single(Opens(patient, "ciclosporin").Ways);
        Assert.Equal("DiastolicBloodPressure,SystolicBloodPressure", Names(way.Changes));
    }

    [Fact]
    public void A_past_lymphoma_cannot()
    {
        Opening opens = Opens(Patients.Woman(35).Listed("LymphomaHistory"), "azathioprine");
        Assert.Equal((false, "stays closed: lymphoma history"), (opens.Possible, opens.Text));
        Assert.Equal(Changeability.Never, Assert.Single(Assert.Single(opens.Ways).Changes).Can);
    }

    [Fact]
    public void What_never_changes_outweighs_what_can() =>
        Assert.Equal("stays closed: lymphoma history", Opens(Patients.Woman(35).Listed("LymphomaHistory").With("Platelets", 100), "azathioprine").Text);

    [Fact]
    public void The_interval_after_a_live_vaccine_ends_on_a_day()
    {
        Patients patient = Patients.Woman(35).With("LiveVaccine", "2026-06-05");
        Change change = Single(patient, "upadacitinib", "opens on 2026-07-03, 28 days after the live vaccine");
        Assert.Equal((new DateOnly(2026, 7, 3), Changeability.WithTime), (change.When, change.Can));
        Reason reason = AppraisalAssert.Fired(patient.Option("upadacitinib"), "upadacitinib-live-vaccine-given");
        Assert.Equal(reason.Until, change.When);
        AppraisalAssert.Standing(patient.Appraise(asOf: new(2026, 7, 3)), "upadacitinib", Standing.Suitable);
        AppraisalAssert.Standing(patient.Appraise(asOf: new(2026, 7, 2)), "upadacitinib", Standing.NotAdvised);
    }

    [Fact]
    public void A_child_grows_up()
    {
        Patients patient = Patients.Child(11).With("Weight", 45);
        Change change = Single(patient, "tralokinumab", "opens on 2027-05-06, the 12th birthday");
        AppraisalAssert.Standing(patient.Appraise(asOf: change.When!.Value.AddDays(-1)), "tralokinumab", Standing.NotAdvised);
        AppraisalAssert.Standing(patient.Appraise(asOf: change.When.Value), "tralokinumab", Standing.Suitable);
    }

    [Fact]
    public void A_birth_date_known_to_the_year_gives_the_latest_day() =>
        Assert.Equal(new DateOnly(2027, 12, 31), Single(Patients.Child(11).Born("2015"), "tralokinumab", "opens by 2027-12-31, the 12th birthday, at the latest: the birth date is known as 2015").When);

    [Fact]
    public void Age_and_weight_may_be_needed_together()
    {
        Opening opens = Opens(Patients.Child(8).With("Weight", 25), "lebrikizumab");
        Assert.Equal("Age,Weight or Age", string.Join(" or ", opens.Ways.Select(way => Names(way.Changes))));
        Assert.Equal(new DateOnly(2036, 5, 6), opens.Ways[1].From);
        Assert.Null(opens.Ways[0].From); // the day of a weight is not known
    }

    [Fact]
    public void Nobody_grows_younger()
    {
        Opening opens = Opens(Patients.Man(67), "baricitinib", "US");
        Assert.False(opens.Possible);
        Assert.Equal("stays closed: age 67 years", opens.Text);
    }

    [Fact]
    public void A_pregnancy_ends_and_leaves_questions()
    {
        Opening opens = Opens(Patients.Woman(30).With("Pregnant", true), "baricitinib");
        Way way = Assert.Single(opens.Ways);
        Assert.Equal("after the pregnancy", Assert.Single(way.Changes).Event);
        Assert.Equal(Standing.NeedsInformation, way.Standing);
        Assert.Equal("Breastfeeding", Assert.Single(way.Missing).Name); // a no of before does not count
        Assert.Equal("opens after the pregnancy, then to be known: breastfeeding", opens.Text);
    }

    [Fact]
    public void Breast_feeding_ends() => Single(Patients.Woman(30).With("Breastfeeding", true), "methotrexate", "opens after the end of breast-feeding");

    [Fact]
    public void Contraception_can_begin()
    {
        Change change = Single(Patients.Woman(30).With("EffectiveContraception", false), "mycophenolate-mofetil", "opens with effective contraception");
        Assert.Equal((Changeability.ByChoice, (FactValue)FlagValue.Yes), (change.Can, change.To));
    }

    [Fact]
    public void No_disease_is_proposed() // sterilised, she would need no contraception
    {
        Opening opens = Opens(Patients.Woman(30).With("EffectiveContraception", false), "mycophenolate-mofetil");
        Assert.DoesNotContain(opens.Ways.SelectMany(way => way.Changes), change => change.Fact.Name is "SurgicallyInfertile" or "Postmenopausal" or "Age");
    }

    [Fact]
    public void A_medicine_can_be_stopped()
    {
        Change change = Single(Patients.Man(50).Taking("simvastatin").Taking("metformin"), "ciclosporin", "opens without simvastatin");
        Assert.Equal("metformin", Assert.Single(((SetValue)change.To).Present));
    }

    [Fact]
    public void Two_medicines_are_left_out_in_one_change() =>
        Single(Patients.Man(50).Taking("simvastatin").Taking("clarithromycin"), "ciclosporin", "opens without clarithromycin and simvastatin");

    [Fact]
    public void A_combination_goes_as_a_whole()
    {
        Change change = Single(Patients.Man(50).Taking("co-trimoxazole"), "methotrexate", "opens without co-trimoxazole");
        Assert.Empty(((SetValue)change.To).Present);
    }

    [Fact]
    public void A_class_names_its_medicine() =>
        Assert.Contains(Opens(Patients.Man(50).Taking("adalimumab"), "azathioprine").Ways.SelectMany(way => way.Changes), change => change.Text == "without adalimumab");

    [Fact]
    public void A_change_that_closes_otherwise_is_no_way() // platelets must pass the limit of every rule at once
    {
        Change change = Single(Patients.Man(40).With("Platelets", 90), "methotrexate", "opens with platelets of at least 140 ×10⁹/L");
        Assert.Equal("≥ 140", change.To.ToString());
    }

    [Fact]
    public void A_protected_infection_opens_too()
    {
        Opening opens = Opens(Patients.Man(40).With("HBsAg", "positive"), "ciclosporin");
        Assert.Equal("HBsAg,OnHBVProphylaxis", Names(opens.Ways.SelectMany(way => way.Changes)));
    }

    [Fact]
    public void Kidney_function_recovers_unless_its_disease_is_chronic()
    {
        Patients patient = Patients.Man(50).With("EGFR", 45).Without("CreatinineClearance");
        Single(patient, "ciclosporin", "opens with eGFR of at least 60 mL/min/1.73 m²");
        Assert.Equal("stays closed: eGFR 45 mL/min/1.73 m²", Opens(patient.Listed("ChronicKidneyDisease"), "ciclosporin").Text);
    }

    [Fact]
    public void A_goal_can_be_chosen() =>
        Assert.Contains(Opens(Patients.Woman(35), "systemic-glucocorticoids").Ways, way => way.Changes.Any(change => change is { Fact.Name: "TreatmentGoal", Can: Changeability.ByChoice }));

    [Fact]
    public void Glucocorticoid_courses_leave_the_year_one_by_one()
    {
        Patients patient = Patients.Woman(35).With("TreatmentGoal", "acute control").With("IntendedDuration", 7)
            .Took("prednisolone", "2025-09-01", "2025-09-10").Took("prednisolone", "2026-01-05", "2026-01-15");
        Change change = Single(patient, "systemic-glucocorticoids", "opens on 2026-09-11, when fewer courses lie within twelve months");
        AppraisalAssert.Silent(AppraisalAssert.Of(patient.Appraise(asOf: change.When!.Value), "systemic-glucocorticoids"), "systemic-glucocorticoids-repeated-courses");
        AppraisalAssert.Fired(AppraisalAssert.Of(patient.Appraise(asOf: change.When.Value.AddDays(-1)), "systemic-glucocorticoids"), "systemic-glucocorticoids-repeated-courses");
    }

    [Fact]
    public void A_misuse_that_is_over_lapses_on_a_day()
    {
        Patients patient = Patients.Man(45).Resolved("AlcoholMisuse", "2024-01-01", "2026-02-01");
        Change change = Single(patient, "methotrexate", "opens on 2027-02-02, twelve months after alcohol misuse has ended");
        AppraisalAssert.Fired(AppraisalAssert.Of(patient.Appraise(asOf: change.When!.Value.AddDays(-1)), "methotrexate"), "methotrexate-alcohol-misuse");
        AppraisalAssert.Silent(AppraisalAssert.Of(patient.Appraise(asOf: change.When.Value), "methotrexate"), "methotrexate-alcohol-misuse");
        Assert.Null(Single(Patients.Man(45).Listed("AlcoholMisuse"), "methotrexate", "opens twelve months after alcohol misuse has ended").When);
    }

    [Fact]
    public void The_last_option_opens_when_no_other_is_left() =>
        Assert.Equal("opens when no other licensed option is left", Opens(Patients.Man(70), "baricitinib").Text);

    [Fact]
    public void A_severe_reaction_stays() =>
        Assert.Equal("stays closed: a severe reaction to it in 2024-03-01", Opens(Patients.Man(40).Took("ciclosporin", "2024-01-01", "2024-03-01", Filaggrin.Advice.Records.StopReason.NotTolerated, severe: true), "ciclosporin").Text);

    [Theory]
    [InlineData("EU", "stays closed: not marketed in EU")]
    [InlineData("US", "stays closed: withdrawn")]
    public void No_fact_brings_a_medicine_to_market(string region, string text)
    {
        Opening opens = Opens(Patients.Man(40), "alefacept", region);
        Assert.Equal((false, text), (opens.Possible, opens.Text));
        Assert.Empty(opens.Ways);
    }

    [Fact]
    public void A_formulary_closes_for_good_or_by_its_criteria()
    {
        Assert.Equal("stays closed: not available by the formulary «Clinic»", WithFormulary("{ status: not-available }").Text);
        Opening opens = WithFormulary("{ status: restricted, criteria: { text: EASI of 21 or more, when: EASI >= 21 } }");
        Assert.Equal("opens with EASI of at least 21", opens.Text);

        static Opening WithFormulary(string line) => AppraisalAssert.Of(
            Patients.Woman(35).With("EASI", 15).Appraise(formulary: Formulary.Read(new("clinic.yaml", $"name: Clinic\nagents:\n  dupilumab: {line}\n"), Patients.Knowledge)), "dupilumab").Opens!;
    }

    private static Change Single(Patients patient, string agent, string text)
    {
        Opening opens = Opens(patient, agent);
        Assert.Equal(text, opens.Text);
        Way way = Assert.Single(opens.Ways);
        Assert.True(opens.Possible);
        return Assert.Single(way.Changes);
    }

    private static Opening Opens(Patients patient, string agent, string region = "EU")
    {
        Option option = patient.Option(agent, region);
        Assert.True(option.Opens is not null, AppraisalAssert.Tell(option));
        return option.Opens;
    }

    private static string Names(IEnumerable<Change> changes) => string.Join(',', changes.Select(change => change.Fact.Name).Order(StringComparer.Ordinal));

    private static bool IsClosed(Standing standing) => standing <= Standing.NotAdvised;
}
