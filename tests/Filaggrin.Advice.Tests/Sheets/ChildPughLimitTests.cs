using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Sheets;

/// <summary>Class C begins at ten points: one each for four signs and three for clotting make seven (Child-Pugh, PMC3017746, table 1).</summary>
public class ChildPughLimitTests
{
    [Theory]
    [InlineData(33.9, 35.1, Truth.True)]
    [InlineData(34, 35.1, Truth.False)]
    [InlineData(33.9, 35, Truth.False)]
    public void Bilirubin_and_albumin_of_one_point_rule_class_C_out(double bilirubin, double albumin, Truth ruledOut) =>
        Assert.Equal(ruledOut, Patients.Woman(35).With("Bilirubin", (decimal)bilirubin).With("Albumin", (decimal)albumin).Fact("ChildPughCRuledOut").Truth);
}
