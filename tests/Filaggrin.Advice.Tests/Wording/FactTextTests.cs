using Filaggrin.Advice.Sheets;
using Filaggrin.Advice.Wording;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Wording;

/// <summary>Facts, ages and grades in words.</summary>
public class FactTextTests
{
    [Theory]
    [InlineData("2019-07-26", "0 months")]
    [InlineData("2019-07-27", "1 month")] // a twelfth of a year is no finite decimal
    [InlineData("2019-08-27", "2 months")]
    [InlineData("2019-10-27", "4 months")]
    [InlineData("2020-06-26", "11 months")]
    [InlineData("2021-06-26", "23 months")]
    [InlineData("2021-06-27", "2 years")]
    [InlineData("2026-06-26", "6 years")]
    public void An_age_below_two_years_is_told_in_months(string day, string expected)
    {
        Interval age = PatientSheet.AgeOf(DateSpan.Parse("2019-06-27"), DateSpan.Parse(day)!.Value.First);
        Assert.Equal(expected, Plain(FactText.AgeWithUnit(age)));
        Assert.Equal("girl of " + expected.Replace(" years", "", StringComparison.Ordinal), StandingText.Person(age, "female"));
    }

    [Fact]
    public void A_reason_tells_an_infants_age_in_months() =>
        Assert.Equal("age 5 months", Plain(FactText.Of(Patients.Bare().Born("2026-01-10").Fact("Age"))));

    [Fact]
    public void A_value_that_is_out_of_date_keeps_its_number()
    {
        Assert.Equal("172.84 µmol/L, 2023-07-22", Plain(FactText.LastKnown(Patients.Bare().Also("Creatinine", 172.8406, "2023-07-22").Fact("Creatinine"))!));
        Assert.Equal("negative, 2019-01-01", FactText.LastKnown(Patients.Bare().Also("HBsAg", "negative", "2019-01-01").Fact("HBsAg")));
        Assert.Null(FactText.LastKnown(Patients.Bare().Fact("Creatinine")));
        Assert.Null(FactText.LastKnown(Patients.Man(40).Fact("Creatinine")));
    }

    [Fact]
    public void A_class_of_medicines_names_the_medicine()
    {
        Fact fact = Patients.Woman(35).Taking("ibuprofen", from: "2026-02-01").Fact("CurrentMedicineClass");
        Assert.Equal("current medicine class: NSAID (ibuprofen), 2026-02-01", Plain(FactText.Of(fact, ["NSAID"])));
    }

    [Theory]
    [InlineData("ciclosporin")]
    [InlineData("azathioprine")]
    public void The_grade_is_of_the_readers_region_else_of_any_the_EU_the_UK_or_the_US(string agent)
    {
        string? Of(string region) => StandingText.Grade(Patients.Man(40).Option(agent, region), region);
        Assert.Equal(Of("EU"), Of("UK"), StringComparer.Ordinal);
        Assert.NotEqual(Of("US"), Of("UK"), StringComparer.Ordinal);
    }

    private static string Plain(string text) => text.Replace(FactText.Glue, ' ');
}
