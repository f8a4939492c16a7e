using System.Text;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Tests;

namespace Filaggrin.Fhir.Tests.Assembly;

public class ShareTests
{
    private static readonly RecordReader Reader = new(TestKnowledge.Load().Codes);

    [Theory]
    [InlineData("12", "2026-03-01", "3.0", "2026-03-01", "0.36")]
    [InlineData("12", "2026-03-01", "3.0", "2026-02-28", null)] // of another day
    [InlineData("120", "2026-03-01", "3.0", "2026-03-01", null)] // no share
    public void A_share_and_the_whole_of_its_day_tell_the_number(string share, string day, string whole, string dayOfWhole, string? amount) =>
        Assert.Equal(amount, Amount(Read(Share(share, day), Whole("w", whole, dayOfWhole))));

    [Fact]
    public void A_count_of_the_day_goes_before() =>
        Assert.Equal("1.1", Amount(Read(Share("12", "2026-03-01"), Whole("w", "3.0", "2026-03-01"), Result("n", "731-0", "1.1", "10*9/L", "2026-03-01"))));

    [Fact]
    public void An_older_count_stays_beside_it()
    {
        PatientRecord record = Read(Share("12", "2026-03-01"), Whole("w", "3.0", "2026-03-01"), Result("n", "731-0", "1.1", "10*9/L", "2026-01-05"));
        Assert.Equal(["1.1 2026-01-05", "0.36 2026-03-01"], record.Findings.Where(finding => finding.Fact.Name == "Lymphocytes").OrderBy(finding => finding.When!.Value.First).Select(finding => $"{finding.Value} {finding.When}"), StringComparer.Ordinal);
    }

    [Fact]
    public void Of_two_wholes_of_a_day_either_may_be_meant()
    {
        NumberValue value = (NumberValue)Read(Share("10", "2026-03-01"), Whole("w", "3.0", "2026-03-01"), Whole("v", "8.0", "2026-03-01")).Findings.Single(finding => finding.Fact.Name == "Lymphocytes").Value!;
        Assert.Equal((0.3m, 0.8m), (value.Interval.Low, value.Interval.High));
    }

    [Fact]
    public void A_preliminary_share_tells_nothing() =>
        Assert.Null(Amount(Read(Share("12", "2026-03-01").Replace("final", "preliminary", StringComparison.Ordinal), Whole("w", "3.0", "2026-03-01"))));

    private static string? Amount(PatientRecord record) => record.Findings.SingleOrDefault(finding => finding.Fact.Name == "Lymphocytes")?.Value?.ToString();

    private static string Share(string value, string day) => Result("s", "736-9", value, "%", day);

    private static string Whole(string id, string value, string day) => Result(id, "6690-2", value, "10*3/uL", day);

    private static string Result(string id, string code, string value, string unit, string day) => $$$"""
        {"resourceType":"Observation","id":"{{{id}}}","status":"final","subject":{"reference":"Patient/p"},"effectiveDateTime":"{{{day}}}",
         "code":{"coding":[{"system":"http://loinc.org","code":"{{{code}}}"}]},"valueQuantity":{"value":{{{value}}},"unit":"{{{unit}}}","system":"http://unitsofmeasure.org","code":"{{{unit}}}"}}
        """;

    private static PatientRecord Read(params string[] results) => Reader.Read(new MemoryStream(Encoding.UTF8.GetBytes(Bundles.Bundle([Bundles.Patient, .. results]))), "record.json");
}
