using System.Globalization;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Appraisals;

/// <summary>Below the age from which anything is known of an agent it is never open.</summary>
public class InfantTests
{
    [Theory]
    [InlineData("mycophenolate-mofetil")]
    [InlineData("methotrexate")]
    [InlineData("ciclosporin")]
    public void An_agent_studied_from_two_years_is_not_advised_before(string agent)
    {
        AppraisalAssert.Fired(Aged(months: 5).Option(agent), $"{agent}-under-2-years");
        AppraisalAssert.Standing(Aged(months: 23).Option(agent), Standing.NotAdvised);
        AppraisalAssert.Silent(Aged(months: 24).Option(agent), $"{agent}-under-2-years");
    }

    [Fact]
    public void Mycophenolate_is_not_suitable_at_five_months() =>
        Assert.All((string[])["EU", "UK", "US"], region => AppraisalAssert.Standing(Aged(months: 5).Option("mycophenolate-mofetil", region), Standing.NotAdvised));

    [Fact]
    public void Photopheresis_is_not_advised_in_a_child() =>
        AppraisalAssert.Fired(Patients.Child(9).Option("extracorporeal-photopheresis"), "extracorporeal-photopheresis-child");

    private static Patients Aged(int months) =>
        Patients.Child(9).Born(Patients.Day.AddMonths(-months).AddDays(-3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).With("Weight", 8);
}
