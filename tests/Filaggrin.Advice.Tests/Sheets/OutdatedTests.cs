using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Sheets;

/// <summary>A value that a later one throws doubt on clears nothing.</summary>
public class OutdatedTests
{
    [Theory]
    [InlineData(112, 250, "2026-06-12", Standing.NeedsInformation)]
    [InlineData(112, 70, "2026-06-12", Standing.Suitable)]
    [InlineData(112, 250, "2026-06-01", Standing.Suitable)] // the GFR is of the same day or later
    [InlineData(22, 250, "2026-06-12", Standing.Contraindicated)] // a bound that closes still closes
    public void A_GFR_of_before_a_raised_creatinine_is_a_bound(int gfr, int creatinine, string day, Standing standing)
    {
        Patients patient = Patients.Woman(35).With("EGFR", gfr, "2026-06-01").Without("Creatinine").Also("Creatinine", creatinine, day, upper: 100);
        AppraisalAssert.Standing(patient.Appraise(), "methotrexate", standing);
        Fact fact = patient.Fact("EGFR");
        if (standing == Standing.Suitable)
        {
            Assert.Equal(NumberValue.Of(gfr), fact.Value);
            return;
        }

        Assert.Equal((new NumberValue(new Interval(null, false, gfr, false)), FactState.OutOfDate), (fact.Value, fact.State));
        Assert.Equal("Creatinine in blood was raised later, on 2026-06-12", fact.Why);
    }

    [Fact]
    public void A_test_whose_answer_cannot_be_read_is_not_assumed_away()
    {
        Patients negative = Patients.Woman(35).Also("HIVTest", "negative", "2026-06-01");
        Assert.Equal(Truth.False, negative.Fact("HIV").Truth);
        Patients open = negative.Also("HIVTest", null, "2026-06-12");
        Assert.Equal(FactState.Doubtful, open.Fact("HIVTest").State);
        Assert.Equal(Truth.Unknown, open.Fact("HIV").Truth);
    }

    [Fact]
    public void A_live_vaccine_without_a_day_may_be_the_last() =>
        Assert.True(Patients.Woman(35).Also("LiveVaccine", "1994-05-01", "1994-05-01").Also("LiveVaccine", null, null).Fact("LiveVaccine").Value.IsUnknown);

    [Theory]
    [InlineData("female", 80)]
    [InlineData("male", 115)]
    public void Of_limits_printed_for_each_sex_the_patients_counts(string sex, int limit)
    {
        Finding result = new(Patients.Knowledge.Facts["Creatinine"], NumberValue.Of(100m), FindingStatus.Present, DateSpan.Parse("2026-06-10"), null, null, "Observation/x") { BySex = new(null, 115m, null, 80m) };
        Assert.Equal(NumberValue.Of(limit), Patients.Woman(35).OfSex(sex).Without("Creatinine").Entry(result).Fact("CreatinineUpperLimit").Value);
    }
}
