using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Tests.Elements;

public class UnitTests
{
    [Theory]
    [InlineData("1742-6", "ALT", 30, "U/L", "30")]
    [InlineData("1742-6", "ALT", 30, "IU/L", "30")]
    [InlineData("1742-6", "ALT", 30, "[IU]/L", "30")]
    [InlineData("1742-6", "ALT", 0.03, "kU/L", "30")]
    [InlineData("2160-0", "Creatinine", 1, "mg/dL", "88.42")]
    [InlineData("2160-0", "Creatinine", 1, "mg/dl", "88.42")]
    [InlineData("2160-0", "Creatinine", 10, "mg/L", "88.42")]
    [InlineData("2160-0", "Creatinine", 0.09, "mmol/L", "90")]
    [InlineData("4548-4", "HbA1c", 6, "%", "42.08")]
    [InlineData("8480-6", "Systolic", 120, "mm Hg", "120")]
    [InlineData("8480-6", "Systolic", 16, "kPa", "120.00986928")]
    public void Units_are_converted_by_the_substance_or_in_general(string code, string fact, double value, string unit, string expected) =>
        Assert.Equal(expected, Bundles.Value(Bundles.Loinc(code, FormattableString.Invariant($"\"valueQuantity\":{{\"value\":{value},\"unit\":\"{unit}\"}}")), fact)!.ToString());

    [Theory]
    [InlineData("\"value\":30,\"unit\":\"Units per litre\",\"code\":\"U/L\"")]
    [InlineData("\"value\":30,\"unit\":\"U/L\",\"code\":\"local-7\"")]
    [InlineData("\"value\":30,\"unit\":\"U/L\",\"code\":\"local-7\",\"system\":\"urn:local\"")]
    [InlineData("\"value\":30,\"unit\":\"odd\",\"code\":\"U/L\",\"system\":\"http://unitsofmeasure.org\"")]
    public void A_code_of_UCUM_goes_before_the_words(string quantity) =>
        Assert.Equal(NumberValue.Of(30m), Bundles.Value(Bundles.Observation($"\"valueQuantity\":{{{quantity}}}"), "ALT"));

    [Theory]
    [InlineData("", true)]
    [InlineData(",\"code\":\"{score}\"", true)]
    [InlineData(",\"unit\":\"(score)\"", true)]
    [InlineData(",\"unit\":\"{points}\"", true)]
    [InlineData(",\"unit\":\"1\"", true)]
    [InlineData(",\"unit\":\"%\"", false)]
    [InlineData(",\"unit\":\"mg\"", false)]
    public void A_score_needs_no_unit(string unit, bool read) => Assert.Equal(
        read, Bundles.Value(Bundles.Observation($"\"code\":{{\"text\":\"EASI\"}},\"valueQuantity\":{{\"value\":12{unit}}}"), "EASI") is not null);

    [Fact]
    public void A_share_needs_its_unit() =>
        Assert.Equal("a number without unit; expected %", Bundles.Read(Bundles.Observation("\"code\":{\"text\":\"BSA\"},\"valueQuantity\":{\"value\":12}")).Only("BSA").Why);
}
