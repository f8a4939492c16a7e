using Filaggrin.Advice.Monitoring;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;
using static Filaggrin.Advice.Tests.Monitoring.Monitored;

namespace Filaggrin.Advice.Tests.Monitoring;

/// <summary>A dose in use above what is allowed is told, and nothing is told where a figure is missing.</summary>
public class DoseCeilingTests
{
    [Theory]
    [InlineData(4, 48, true)]
    [InlineData(2, 48, false)]
    [InlineData(4, 60, false)]
    public void A_kidney_that_got_worse_lowers_the_dose_of_baricitinib(int dose, int egfr, bool tooMuch)
    {
        MonitoringReport report = Man.Taking("baricitinib", Start, new Dose(dose, "mg/d")).Also("EGFR", 90, Day(-3)).Also("EGFR", egfr, Day(27)).On(Day(29));
        if (!tooMuch)
        {
            report.Silent("baricitinib-moderate-renal-impairment");
            return;
        }

        CourseAction action = report.Action("baricitinib-moderate-renal-impairment");
        Assert.Equal((ActionKind.Reduce, Day(27)), (action.Kind, DateSpan.Iso(action.Date)));
        Assert.StartsWith("The dose in use, 4 mg a day, is above the most that is allowed here, 2 mg a day.", action.Text.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Contains(action.Facts, fact => fact.Name == "EGFR");
        Assert.NotEmpty(action.Sources);
        Assert.Equal(Step.Adjust, Assert.Single(report.Next).Step);
    }

    [Theory]
    [InlineData("baricitinib", 4, "EU", "HistoryOfVTE", 30, null)] // 2 mg, and 4 mg if that does not do
    [InlineData("baricitinib", 8, "EU", "HistoryOfVTE", 30, "baricitinib-thrombosis")]
    [InlineData("abrocitinib", 200, "EU", "HistoryOfVTE", 30, null)]
    [InlineData("abrocitinib", 100, "US", "CYP2C19PoorMetaboliser", 83, "abrocitinib-cyp2c19-poor-metaboliser")] // 50 mg for 12 weeks
    [InlineData("abrocitinib", 100, "US", "CYP2C19PoorMetaboliser", 84, null)]
    [InlineData("abrocitinib", 200, "US", "CYP2C19PoorMetaboliser", 84, "abrocitinib-cyp2c19-poor-metaboliser")]
    [InlineData("upadacitinib", 30, "EU", "HistoryOfVTE", 30, "upadacitinib-thrombosis")] // of this one no text speaks of more
    public void What_limits_the_start_is_no_ceiling_for_later(string medicine, int dose, string region, string reason, int day, string? rule)
    {
        MonitoringReport report = Man.Taking(medicine, Start, new Dose(dose, "mg/d")).Listed(reason, Day(-400)).On(Day(day), region);
        Assert.Equal(rule, report.Actions.SingleOrDefault(action => action.Kind == ActionKind.Reduce)?.Rule);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(100, false)]
    public void Half_of_the_dose_is_half_of_the_most(int dose, bool tooMuch) =>
        Assert.Equal(tooMuch, Reduced(Man.Taking("abrocitinib", Start, new Dose(dose, "mg/d")).Also("EGFR", 45, Day(27)), "abrocitinib-moderate-renal-impairment"));

    [Theory]
    [InlineData(200, 75, true)] // half of 2.5 mg/kg, the usual dose without the result, is 94 mg
    [InlineData(100, 75, false)] // tablets and weights are round
    [InlineData(75, 75, false)] // 1 mg/kg is what a source gives
    [InlineData(200, null, false)] // nobody knows the weight
    public void Intermediate_TPMT_halves_the_usual_dose_of_azathioprine(int dose, int? weight, bool tooMuch)
    {
        Patients patient = Man.Taking("azathioprine", Start, new Dose(dose, "mg/d")).Also("TPMTActivity", "intermediate", Day(27));
        if (weight is { } kilograms) patient = patient.Also("Weight", kilograms, Day(-3));
        Assert.Equal(tooMuch, Reduced(patient, "azathioprine-tpmt-intermediate"));
    }

    [Theory]
    [InlineData("upadacitinib", 60, "mg/d", "upadacitinib-dose-adult")]
    [InlineData("upadacitinib", 30, "mg/d", null)]
    [InlineData("methotrexate", 50, "mg/wk", "methotrexate-dose-adult-maintenance")]
    [InlineData("methotrexate", 25, "mg/wk", null)]
    [InlineData("ciclosporin", 450, "mg/d", "ciclosporin-dose-maximum-eu-uk")] // 5.6 mg/kg
    [InlineData("ciclosporin", 425, "mg/d", null)] // 5.3 mg/kg
    [InlineData("ciclosporin", 450, "mg/d", "ciclosporin-dose-maximum-us", "US")]
    [InlineData("ciclosporin", 400, "mg/d", "ciclosporin-dose-maximum-us", "US")] // 5 mg/kg, of 4
    [InlineData("ciclosporin", 320, "mg/d", null, "US")] // 4 mg/kg, above the flat range that a guideline tells
    [InlineData("mycophenolate mofetil", 3000, "mg/d", null)]
    [InlineData("dupilumab", 600, "mg/wk", null)] // it begins with so much
    [InlineData("dupilumab", 900, "mg/wk", "dupilumab-dose-adult")]
    public void A_dose_above_all_that_is_on_file_is_told(string medicine, int dose, string unit, string? rule, string region = "EU")
    {
        MonitoringReport report = Man.Taking(medicine, Start, new Dose(dose, unit)).Also("Weight", 80, Day(-3)).On(Day(7), region);
        Assert.Equal(rule, report.Actions.SingleOrDefault(action => action.Kind == ActionKind.Reduce)?.Rule);
    }

    [Fact]
    public void What_is_limited_by_the_week_is_no_allowance_for_a_day()
    {
        MonitoringReport report = Man.Taking("methotrexate", Start, new Dose(15, "mg/d")).On(Day(7));
        CourseAction action = Assert.Single(report.Actions, action => action.Kind == ActionKind.Reduce);
        Assert.Contains("105 mg a week, is above the most that is allowed here, 25 mg a week", action.Text.Replace('\u00A0', ' '), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dose_that_nobody_tells_is_not_guessed() =>
        Assert.False(Reduced(Man.Taking("baricitinib", Start).Also("EGFR", 48, Day(27)), "baricitinib-moderate-renal-impairment"));

    [Theory]
    [InlineData(-300, true)]
    [InlineData(-400, false)] // nobody knows what the patient weighs now
    public void A_weight_of_long_ago_tells_no_dose(int weighed, bool tooMuch) =>
        Assert.Equal(tooMuch, Reduced(Man.Taking("ciclosporin", Start, new Dose(640, "mg/d")).Also("Weight", 80, Day(weighed)), "ciclosporin-dose-maximum-eu-uk"));

    [Fact]
    public void Several_limits_to_the_same_dose_are_one_reduction()
    {
        MonitoringReport report = Man.Taking("upadacitinib", Start, new Dose(30, "mg/d")).Listed("HistoryOfVTE", Day(-400)).Listed("CurrentSmoker", Day(10)).On(Day(20));
        CourseAction action = Assert.Single(report.Actions, action => action.Kind == ActionKind.Reduce);
        Assert.Equal(2, action.InPlaceOf.Append(action.Rule).Intersect(["upadacitinib-cardiovascular-risk-dose", "upadacitinib-thrombosis"], StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Coming_of_age_with_too_high_a_dose_is_one_reduction_from_the_birthday()
    {
        MonitoringReport report = Patients.Bare().OfSex("male").Born("1961-03-01").HoldingAll().Taking("upadacitinib", Start, new Dose(30, "mg/d")).On("2026-03-05");
        CourseAction action = Assert.Single(report.Actions, action => action.Kind == ActionKind.Reduce);
        Assert.Equal("2026-03-01", DateSpan.Iso(action.Date));
    }

    [Fact]
    public void An_action_on_the_same_medicine_is_enough()
    {
        MonitoringReport report = Man.Taking("upadacitinib", Start, new Dose(30, "mg/d")).Taking("clarithromycin", Day(20)).On(Day(22));
        Assert.Equal("upadacitinib-action-strong-cyp3a4-inhibitor", Assert.Single(report.Actions, action => action.Kind == ActionKind.Reduce).Rule);
    }

    private static bool Reduced(Patients patient, string rule) => patient.On(Day(29)).Actions.Any(action => action.Kind == ActionKind.Reduce && action.Rule == rule);
}
