using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Sheets;

public class SmokingTests
{
    [Theory]
    [InlineData("2026-01-10", Truth.False, Truth.False)]
    [InlineData("2023-06-20", Truth.False, Truth.Unknown)] // too old to tell of today, not of the past
    [InlineData("2021-06-01", Truth.Unknown, Truth.Unknown)]
    public void Who_had_never_smoked_some_years_ago_has_no_long_past_of_it(string told, Truth longPast, Truth now)
    {
        Patients patient = Patients.Woman(35).Without("SmokingStatus", "PackYears", "CurrentSmoker", "PastLongTimeSmoker").Also("SmokingStatus", "never", told).Also("NeverSmoked", true, told);
        Assert.Equal((longPast, now), (patient.Fact("PastLongTimeSmoker").Truth, patient.Fact("CurrentSmoker").Truth));
    }
}
