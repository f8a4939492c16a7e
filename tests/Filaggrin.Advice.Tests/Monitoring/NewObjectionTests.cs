using Filaggrin.Advice.Monitoring;
using Filaggrin.Advice.Records;
using Filaggrin.Tests.Records;
using static Filaggrin.Advice.Tests.Monitoring.Monitored;

namespace Filaggrin.Advice.Tests.Monitoring;

/// <summary>A caution that came true since the start is told, whichever of its facts is older.</summary>
public class NewObjectionTests
{
    [Theory]
    [InlineData(-2000)] // long before the start
    [InlineData(20)]
    public void Eosinophils_that_rose_beside_asthma_are_told_however_old_the_asthma_is(int asthma)
    {
        CourseAction action = Man.Taking("dupilumab", Start).Listed("Asthma", Day(asthma)).Also("Eosinophils", 0.3, Day(-3)).Also("Eosinophils", 3.2, Day(50)).On(Day(60)).Action("dupilumab-eosinophilia");
        Assert.Equal((ActionKind.Flag, true), (action.Kind, action.Text.StartsWith("New since the start.", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_held_before_the_start_is_no_news() =>
        Man.Taking("dupilumab", Start).Listed("Asthma", Day(-2000)).Also("Eosinophils", 3.1, Day(-3)).Also("Eosinophils", 3.2, Day(50)).On(Day(60)).Silent("dupilumab-eosinophilia");

    [Theory]
    [InlineData(20, true)]
    [InlineData(-200, false)]
    public void Another_ground_of_a_caution_that_held_is_news(int diverticular, bool told)
    {
        MonitoringReport report = Man.Taking("upadacitinib", Start).Taking("naproxen", Day(-300)).Listed("DiverticularDisease", Day(diverticular)).On(Day(60));
        if (told) Assert.Equal(ActionKind.Flag, report.Action("upadacitinib-gastrointestinal-perforation").Kind);
        else report.Silent("upadacitinib-gastrointestinal-perforation");
    }

    [Fact]
    public void The_diagnosis_told_again_is_no_other_ground() =>
        Man.Taking("upadacitinib", Start).Listed("DiverticularDisease", Day(-200)).Listed("DiverticularDisease", Day(20)).On(Day(60)).Silent("upadacitinib-gastrointestinal-perforation");

    [Theory]
    [InlineData(104, 104, true)]
    [InlineData(104, 90, false)] // it came back
    [InlineData(90, 104, false)] // it was back, and a new rise begins anew
    public void Creatinine_that_stays_up_after_the_dose_was_cut_ends_ciclosporin(int atTwoWeeks, int atFourWeeks, bool stops)
    {
        MonitoringReport report = Man.Took("ciclosporin", Start, Day(39), dose: new(300, "mg/d")).Taking("ciclosporin", Day(40), new Dose(200, "mg/d"))
            .Also("Creatinine", 80, Day(-5)).Also("Creatinine", 80, Day(-15)).Also("Creatinine", 104, Day(28)).Also("Creatinine", 104, Day(36))
            .Also("Creatinine", atTwoWeeks, Day(54)).Also("Creatinine", atFourWeeks, Day(68)).On(Day(70), "US");
        Assert.Equal(stops, report.Actions.Any(action => action is { Kind: ActionKind.Stop, Rule: "ciclosporin-creatinine-persists" }));
    }

    [Theory]
    [InlineData("nemolizumab", 30, 28, 60, null)]
    [InlineData("nemolizumab", 300, 14, 60, "nemolizumab-dose")]
    [InlineData("dupilumab", 300, 14, 60, null)]
    [InlineData("dupilumab", 300, 7, 60, "dupilumab-dose-adult")]
    [InlineData("nemolizumab", 300, 14, 27, "nemolizumab-dose")] // no dose of the beginning is so much
    [InlineData("lebrikizumab", 500, 14, 30, null)] // it begins with so much
    [InlineData("lebrikizumab", 500, 14, 60, "lebrikizumab-dose")]
    public void A_fixed_dose_above_those_on_file_is_told(string medicine, int amount, int days, int asOf, string? rule)
    {
        MonitoringReport report = Man.Taking(medicine, Start, new Dose(amount / (decimal)days, "mg/d")).On(Day(asOf));
        Assert.Equal(rule, report.Actions.SingleOrDefault(action => action.Kind == ActionKind.Reduce)?.Rule);
    }

    [Theory]
    [InlineData(225, null)] // a tenth above the ceiling of 210 mg is of round tablets and weights
    [InlineData(240, "azathioprine-dose-adult-ceiling")]
    public void A_named_ceiling_speaks_for_the_usual_doses_below_it(int dose, string? rule)
    {
        MonitoringReport report = Man.Taking("azathioprine", Start, new Dose(dose, "mg/d")).Also("TPMTActivity", "normal", Day(-20)).Also("Weight", 70, Day(-5)).On(Day(60));
        Assert.Equal(rule, report.Actions.SingleOrDefault(action => action.Kind == ActionKind.Reduce)?.Rule);
    }

    [Theory]
    [InlineData("nemolizumab", 30, 28, 5, 1, "nemolizumab-dose-maintenance")]
    [InlineData("nemolizumab", 30, 56, 5, 1, null)] // so it is
    [InlineData("nemolizumab", 30, 28, 25, 3, null)] // no response
    [InlineData("tralokinumab", 300, 14, 5, 2, null)] // the skin is not clear
    [InlineData("tralokinumab", 300, 14, 1, 1, "tralokinumab-dose-maintenance")]
    public void With_a_response_the_lesser_dose_of_the_label_is_told(string medicine, int amount, int days, int easi, int iga, string? rule)
    {
        MonitoringReport report = Man.Taking(medicine, Start, new Dose(amount / (decimal)days, "mg/d")).Also("Weight", 80, Day(-5))
            .Also("EASI", 28, Day(-2)).Also("IGA", 4, Day(-2)).Also("EASI", easi, Day(114)).Also("IGA", iga, Day(114)).On(Day(115));
        CourseAction? told = report.Actions.SingleOrDefault(action => action.Kind == ActionKind.Continue);
        Assert.Equal(rule, told?.Rule);
        if (rule is not null) Assert.Equal(Step.Stay, Assert.Single(report.Next).Step);
    }

    [Theory]
    [InlineData("prednisolone", "systemic-glucocorticoids", 10)]
    [InlineData("mycophenolate mofetil", "mycophenolate-mofetil", 2000)]
    [InlineData("azathioprine", "azathioprine", 100)]
    public void What_keeps_a_transplanted_kidney_is_left_to_those_who_look_after_it(string medicine, string agent, int dose)
    {
        Patients taking = Man.Taking(medicine, Start, new Dose(dose, "mg/d")).Also("EASI", 28, Day(-2)).Also("EASI", 27, Day(120));
        Patients transplanted = taking.Listed("RenalTransplant", Day(-900));
        Assert.Contains(taking.On(Day(125)).Actions, action => action.Kind is ActionKind.NonResponse or ActionKind.Reduce);
        MonitoringReport report = transplanted.On(Day(125));
        Assert.DoesNotContain(report.Actions, action => action.Kind is ActionKind.NonResponse or ActionKind.Reduce or ActionKind.Stop);
        Assert.Equal(ActionKind.Flag, report.Action($"{agent}-action-kidney-transplant").Kind);
    }

    [Theory]
    [InlineData(60, TestStatus.Upcoming)] // nine days after the last, of «every one to three months»
    [InlineData(85, TestStatus.Due)]
    public void A_test_every_one_to_three_months_is_not_due_before_a_month(int asOf, TestStatus status)
    {
        Patients patient = Man.Taking("ciclosporin", Start, new Dose(200, "mg/d"));
        foreach (int day in (int[])[-5, 14, 28, 51]) patient = patient.Also("Albumin", 42, Day(day)).Also("Creatinine", 80, Day(day)).Also("EGFR", 95, Day(day));
        Assert.Equal(status, patient.On(Day(asOf), "UK").Test("albumin").Status);
    }
}
