using System.Collections.Immutable;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Treatments;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Treatments;

/// <summary>Courses of an agent as a record tells of them.</summary>
public class CourseTests
{
    private static readonly Patients Adult = Patients.Bare().OfSex("female").Born("1990-01-01").HoldingAll();

    [Fact]
    public void Entries_that_follow_within_a_month_are_one_course()
    {
        Course course = Assert.Single(Of(Adult.Took("methotrexate", "2025-01-01", "2025-03-01").Took("methotrexate", "2025-04-01", "2025-06-01")));
        Assert.Equal(("2025-01-01", "2025-06-01", false), (course.From.ToString(), course.To.ToString(), course.Running));
        Assert.Equal(2, course.Sources.Length);
    }

    [Fact]
    public void A_course_of_thousands_of_entries_is_put_together_once()
    {
        const int Entries = 4000;
        Patients patient = Adult;
        for (int day = 0; day < Entries; day++)
        {
            string on = DateSpan.Iso(new DateOnly(2014, 1, 1).AddDays(day));
            patient = patient.Took("methotrexate", on, on);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Course course = Assert.Single(Of(patient));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000L * Entries);
        Assert.Equal((Entries, Entries), (course.Sources.Length, course.Stretches.Length));
    }

    [Fact]
    public void A_longer_gap_makes_two_courses() =>
        Assert.Equal(
            [DateSpan.Parse("2025-01-01"), DateSpan.Parse("2025-04-02")],
            Of(Adult.Took("methotrexate", "2025-04-02", "2025-06-01").Took("methotrexate", "2025-01-01", "2025-03-01")).Select(course => course.From));

    [Fact]
    public void A_course_that_was_ended_for_a_reason_is_not_joined_with_the_next() =>
        Assert.Equal(
            [StopReason.NotTolerated, StopReason.Ineffective],
            Of(Adult.Took("methotrexate", "2025-01-01", "2025-03-01", StopReason.NotTolerated).Took("methotrexate", "2025-03-10", "2025-06-01", StopReason.Ineffective)).Select(course => course.StopReason));

    [Fact]
    public void Two_entries_on_the_same_time_are_one_course()
    {
        Course course = Assert.Single(Of(Adult.Took("methotrexate", "2025-01-01", "2025-06-01", StopReason.Ineffective).Took("methotrexate", "2025-02-01", "2025-06-01")));
        Assert.Equal(StopReason.Ineffective, course.StopReason);
    }

    [Fact]
    public void A_renewed_order_keeps_the_course_running()
    {
        Course course = Assert.Single(Of(Adult.Took("methotrexate", "2025-12-01", "2026-05-31").Taking("methotrexate", "2026-06-01", new(15, "mg/wk"))));
        Assert.True(course.Running);
        Assert.Equal(("2025-12-01", null, new Dose(15, "mg/wk")), (course.From.ToString(), course.To?.ToString(), course.Dose));
    }

    [Fact]
    public void Handed_out_supplies_end_when_they_are_used_up()
    {
        Course course = Assert.Single(Of(Adult.Medicine(MedicineEntryKind.Dispense, MedicineStatus.Completed, ["methotrexate"],
            entry => entry with { Authored = DateSpan.Parse("2025-01-01"), DaysSupply = 84 })));
        Assert.Equal(("2025-01-01", "2025-03-26", false), (course.From.ToString(), course.To.ToString(), course.Running));
    }

    [Fact]
    public void What_was_never_taken_is_no_course() =>
        Assert.Empty(Of(Adult.Medicine(MedicineEntryKind.Request, MedicineStatus.NotTaken, ["methotrexate"], entry => entry with { Authored = DateSpan.Parse("2025-01-01") })));

    [Fact]
    public void What_is_paused_is_a_course_that_does_not_run() =>
        Assert.False(Assert.Single(Of(Adult.Medicine(MedicineEntryKind.Statement, MedicineStatus.OnHold, ["methotrexate"], entry => entry with { From = DateSpan.Parse("2025-01-01") }))).Running);

    [Fact]
    public void What_acts_on_the_surface_is_no_course() =>
        Assert.Empty(Adult.Taking("ciclosporin (eye)", systemic: false).Sheet().CoursesOf(Patients.Knowledge.Agents["ciclosporin"]));

    [Fact]
    public void A_running_course_has_no_stop_reason_yet()
    {
        Course course = Assert.Single(Of(Adult.Took("methotrexate", "2025-01-01", "2026-07-01", StopReason.NotTolerated)));
        Assert.Equal((true, StopReason.Unknown), (course.Running, course.StopReason));
    }

    [Theory]
    [InlineData("2025-01-01", "2025-03-26", Truth.True)] // twelve weeks to the day
    [InlineData("2025-01-01", "2025-03-25", Truth.False)]
    [InlineData("2025-01", "2025-04-01", Truth.Unknown)] // from the first or the last day of January
    [InlineData("2024", "2025-04-01", Truth.True)]
    [InlineData("2025-01-01", null, Truth.Unknown)]
    [InlineData(null, "2025-04-01", Truth.Unknown)]
    public void A_course_lasts_from_its_first_to_its_last_day(string? from, string? to, Truth expected)
    {
        Course course = new("methotrexate", DateSpan.Parse(from), DateSpan.Parse(to), Running: false, StopReason.Unknown, SevereReaction: false, null, []);
        Assert.Equal(expected, course.LastedAtLeast(new Span(12, "wk"), Patients.Day));
    }

    [Fact]
    public void A_running_course_lasts_until_the_day()
    {
        Course course = new("methotrexate", DateSpan.Parse("2026-03-23"), null, Running: true, StopReason.Unknown, SevereReaction: false, null, []);
        Assert.Equal(Truth.True, course.LastedAtLeast(new Span(12, "wk"), Patients.Day));
        Assert.Equal(Truth.False, course.LastedAtLeast(new Span(12, "wk"), Patients.Day.AddDays(-1)));
    }

    private static ImmutableArray<Course> Of(Patients patient) => patient.Sheet().CoursesOf(Patients.Knowledge.Agents["methotrexate"]);
}
