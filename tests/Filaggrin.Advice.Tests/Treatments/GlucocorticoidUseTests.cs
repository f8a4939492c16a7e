using System.Collections.Immutable;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Treatments;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests;

namespace Filaggrin.Advice.Tests.Treatments;

/// <summary>Glucocorticoids are added up from turn to turn as they would be day by day.</summary>
public class GlucocorticoidUseTests
{
    private const int Patients = 300, Seed = 20261129;

    private static readonly KnowledgeBase Knowledge = TestKnowledge.Load();
    private static readonly DateOnly AsOf = new(2026, 6, 15);

    [Fact]
    public void From_turn_to_turn_is_as_much_as_day_by_day()
    {
        Random random = new(Seed);
        int told = 0;
        for (int patient = 0; patient < Patients; patient++)
        {
            ImmutableArray<Course> courses = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Any(random))];
            GlucocorticoidUse use = GlucocorticoidUse.Of(courses, Knowledge.Medicines, AsOf);
            Stretch[] all = [.. courses.SelectMany(course => course.Stretches)];
            Assert.Equal(DayByDay(all, all, new(2025, 6, 16), AsOf), (use.Days, use.Cumulative));
            foreach (GlucocorticoidCourse course in use.Courses)
            {
                DateOnly to = course.Course.Running ? AsOf : (course.Course.To ?? course.Course.From)!.Value.Last;
                Assert.Equal(DayByDay([.. course.Course.Stretches], all, course.Course.From!.Value.First, to), (course.Days, course.Cumulative));
                told += course.Cumulative > 0m ? 1 : 0;
            }
        }

        Assert.True(told > Patients / 10, $"only {told} courses had doses");
    }

    private static (int Days, decimal? Sum) DayByDay(Stretch[] taken, Stretch[] all, DateOnly from, DateOnly to)
    {
        DateOnly[] days = [.. Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays).Where(day => Array.Exists(taken, stretch => DoseHistory.Covers(stretch, day, AsOf)))];
        decimal? sum = 0m;
        foreach (DateOnly day in days) sum += GlucocorticoidUse.DoseOn(all, day, AsOf, Knowledge.Medicines);
        return (days.Length, sum);
    }

    private static Course Any(Random random)
    {
        Stretch[] stretches = [.. Enumerable.Range(0, random.Next(1, 5)).Select(number => Entry(random, number)).OrderBy(stretch => stretch.From!.Value.First)];
        bool running = Array.Exists(stretches, stretch => stretch.Running);
        DateSpan? last = running ? null : stretches.Select(stretch => stretch.To ?? stretch.From).MaxBy(day => day!.Value.Last);
        return new("glucocorticoid", stretches[0].From, last, running, StopReason.Unknown, SevereReaction: false, null, [.. stretches.Select(stretch => stretch.Source)]) { Stretches = [.. stretches] };
    }

    private static Stretch Entry(Random random, int number)
    {
        DateOnly from = AsOf.AddDays(-random.Next(0, 700)), to = from.AddDays(random.Next(0, 90));
        string medicine = random.Next(3) == 0 ? "dexamethasone" : "prednisolone";
        Dose? dose = random.Next(8) == 0 ? null : new(random.Next(1, 9) * 2.5m, "mg/d");
        bool running = to > AsOf;
        DateSpan? end = running || random.Next(6) == 0 ? null : DateSpan.On(to);
        return new([medicine], DateSpan.On(from), end, running, end is not null, MedicineEntryKind.Statement, dose, $"MedicationStatement/{number}");
    }
}
