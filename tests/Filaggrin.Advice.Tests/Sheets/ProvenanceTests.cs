using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Sheets;

/// <summary>Where a derived fact is said to come from.</summary>
public class ProvenanceTests
{
    [Theory]
    [InlineData("Obesity")]
    [InlineData("CardiovascularRiskFactor")]
    public void The_deciding_entry_leads_and_the_birth_date_follows(string name)
    {
        Fact fact = Patients.Child(9).With("BMIPercentile", 97, "2026-06-02").Fact(name);
        Assert.Equal(Truth.True, fact.Truth);
        Assert.StartsWith("Observation/", fact.Evidence[0].Source, StringComparison.Ordinal);
        Assert.Equal("2026-06-02", fact.Evidence[0].Date.ToString());
        Assert.Equal("Patient/p", fact.Evidence[^1].Source);
    }

    [Fact]
    public void A_no_from_a_list_cites_no_entry_of_another_medicine()
    {
        Patients patient = Patients.Man(40).Taking("fluticasone (inhaled)", systemic: false);
        Fact none = patient.Fact("OnHBVProphylaxis");
        Assert.Equal(Truth.False, none.Truth);
        Assert.Empty(none.Evidence);
        Fact some = patient.Taking("entecavir", from: "2026-03-01").Fact("OnHBVProphylaxis");
        Assert.Equal(Truth.True, some.Truth);
        Assert.Contains("entecavir", Assert.Single(some.Evidence).Value, StringComparison.Ordinal);
    }
}
