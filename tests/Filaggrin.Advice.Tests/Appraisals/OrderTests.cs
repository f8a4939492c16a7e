using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Appraisals.Keys;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Appraisals;

public class OrderTests
{
    [Theory]
    [InlineData("EU 2023 strong-for; EU 2025 conditional-for", "EU", "conditional-for")] // the newest of a region
    [InlineData("EU 2025 conditional-for; EU 2023 strong-for", "EU", "conditional-for")]
    [InlineData("EU 2025 strong-for; EU 2025 strong-against", "EU", "strong-for")] // of one year the first
    [InlineData("US 2026 strong-for; EU 2019 conditional-against", "EU", "conditional-against")] // the region before the year
    [InlineData("US 2026 strong-for; UK 2019 conditional-for", "EU", "conditional-for")]
    [InlineData("EU 2026 none; any 2010 strong-against", "EU", "strong-against")] // what is not graded says nothing
    [InlineData("EU 2026 none", "EU", "none")]
    [InlineData("", "EU", "none")]
    public void The_grade_that_leads_is_of_the_nearest_region_and_the_newest(string items, string region, string grade)
    {
        Option option = Any() with
        {
            Evidence = [.. items.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(item => item.Split(' ')).Select((part, at) => new EvidenceItem
        {
            Id = $"item-{at}", Place = default, Text = "", Year = int.Parse(part[1], System.Globalization.CultureInfo.InvariantCulture), Grade = part[2], Regions = part[0] == "any" ? [] : [part[0]],
        })]
        };
        Assert.Equal(grade, OptionRanking.GradeOf(option, region));
        Assert.Equal(grade, OptionRanking.Graded(option, region).FirstOrDefault()?.Grade ?? "none");
    }

    [Fact]
    public void Ways_that_cannot_come_about_are_last_and_what_comes_by_itself_and_soon_is_first()
    {
        Way[] ordered =
        [
            WayOf((Changeability.WithTime, 10)), WayOf((Changeability.WithTime, 20)), WayOf((Changeability.WithTime, 20), (Changeability.WithTime, 5)),
            WayOf((Changeability.ByCare, null)), WayOf((Changeability.WithTime, 7), (Changeability.ByCare, null)), WayOf((Changeability.ByCare, null), (Changeability.ByCare, null)),
            WayOf((Changeability.Never, null)),
        ];
        for (int i = 0; i < ordered.Length; i++)
        {
            for (int k = 0; k < ordered.Length; k++) Assert.True(KeySearch.ComesBefore(ordered[i], ordered[k]) == i < k, $"{i} and {k}");
        }
    }

    private static Option Any() => new Advisor(Patients.Knowledge).Appraise(Patients.Woman(35).Record, new(Patients.Day, "EU")).Options[0];

    private static Way WayOf(params (Changeability Can, int? Days)[] changes) => new([.. changes.Select(change =>
        new Change(Patients.Knowledge.Facts["Pregnant"], FlagValue.Yes, FlagValue.No, change.Can, []) { When = change.Days is { } days ? Patients.Day.AddDays(days) : null })], Standing.Suitable, []);
}
