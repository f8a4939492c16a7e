using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Sheets;

/// <summary>What is over is still history, and what nobody measured is not a no.</summary>
public class HistoryTests
{
    [Theory]
    [InlineData("HistoryOfVTE")]
    [InlineData("MyocardialInfarction")]
    [InlineData("Stroke")]
    [InlineData("CoronaryHeartDisease")]
    [InlineData("HistoryOfMalignancy")]
    [InlineData("SkinCancerHistory")]
    [InlineData("LymphomaHistory")]
    [InlineData("TuberculosisHistory")]
    [InlineData("HistoryOfHerpesZoster")]
    [InlineData("EczemaHerpeticumHistory")]
    [InlineData("ThiopurinePancreatitisHistory")]
    public void A_disease_that_is_over_still_counts_as_history(string fact) =>
        Assert.Equal(Truth.True, Patients.Man(50).Resolved(fact, on: "2005-02-01", end: "2005-09-01").Fact(fact).Truth);

    [Theory]
    [InlineData("Pregnant")]
    [InlineData("PlanningPregnancy")]
    [InlineData("Breastfeeding")]
    [InlineData("LatentTuberculosis")]
    [InlineData("HepatitisC")]
    [InlineData("CurrentSmoker")]
    public void What_is_asked_and_not_answered_is_unknown(string fact) =>
        Assert.Equal(Truth.Unknown, Patients.Bare().OfSex("female").Born("1990-05-05").HoldingAll().Fact(fact).Truth);

    [Theory]
    [InlineData("TPMTActivity")]
    [InlineData("EGFR")]
    [InlineData("Creatinine")]
    [InlineData("Neutrophils")]
    [InlineData("Platelets")]
    [InlineData("SystolicBloodPressure")]
    [InlineData("HBsAg")]
    [InlineData("Bilirubin")]
    public void What_is_measured_and_not_on_record_is_unknown(string fact) =>
        Assert.True(Patients.Bare().OfSex("female").Born("1990-05-05").HoldingAll().Fact(fact).Value.IsUnknown);
}
