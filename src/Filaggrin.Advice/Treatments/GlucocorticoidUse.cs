using System.Collections.Immutable;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Advice.Treatments;

/// <summary>Systemic glucocorticoids of the last year, as prednisolone.</summary>
/// <param name="Courses">The courses that reach into the year, oldest first.</param>
/// <param name="Days">Days of the year with a glucocorticoid.</param>
/// <param name="Cumulative">Milligrams of prednisolone in all; null where the dose of a day is not told.</param>
/// <param name="DailyNow">Milligrams of prednisolone a day now; null where nothing is taken or the dose is not told.</param>
public sealed record GlucocorticoidUse(ImmutableArray<GlucocorticoidCourse> Courses, int Days, decimal? Cumulative, decimal? DailyNow)
{
    /// <summary>The class of medicines that counts.</summary>
    public const string Class = "systemic glucocorticoid";

    private static readonly Span Year = new(12, "mo");

    /// <summary>The mean of the days on which it was taken, mg/d.</summary>
    public decimal? MeanDaily => Days == 0 ? null : Cumulative / Days;

    /// <summary>Reads the use up to a day.</summary>
    /// <param name="courses">Courses of the class, joined whatever the substance.</param>
    /// <param name="medicines">What a milligram of each is worth.</param>
    /// <param name="asOf">The day.</param>
    public static GlucocorticoidUse Of(ImmutableArray<Course> courses, MedicineCatalog medicines, DateOnly asOf)
    {
        DateOnly first = Year.Before(asOf).AddDays(1);
        Stretch[] stretches = [.. courses.SelectMany(course => course.Stretches)];
        decimal? DoseOf(DateOnly day) => DoseOn(stretches, day, asOf, medicines);
        int[] turns = [.. stretches.Where(stretch => stretch.From is not null).SelectMany(stretch => (int[])[stretch.From!.Value.First.DayNumber, DoseHistory.LastDay(stretch, asOf).DayNumber + 1]).Distinct().Order()];
        (int days, decimal? sum) = Total(stretches, first, asOf);
        return new(
            [.. courses.Where(course => course.From is not null && (course.Running || course.Stretches.Any(stretch => (stretch.To ?? stretch.From)?.Last >= first)))
                .Select(course =>
                {
                    DateOnly from = course.From!.Value.First, to = course.Running ? asOf : (course.To ?? course.From).Value.Last;
                    (int length, decimal? amount) = Total(course.Stretches, from, to);
                    return new GlucocorticoidCourse(course, length, amount);
                })],
            days, sum, courses.Any(course => course.Running) ? DoseOf(asOf) : null);

        // From one turn, where an entry begins or is over, to the next each day is like the one before.
        (int Days, decimal? Sum) Total(IReadOnlyList<Stretch> taken, DateOnly from, DateOnly to)
        {
            int all = 0;
            decimal? milligrams = 0m;
            for (int at = from.DayNumber, next; at <= to.DayNumber; at = next)
            {
                int turn = Array.BinarySearch(turns, at);
                turn = turn < 0 ? ~turn : turn + 1;
                next = turn < turns.Length ? Math.Min(turns[turn], to.DayNumber + 1) : to.DayNumber + 1;
                DateOnly day = DateOnly.FromDayNumber(at);
                if (!taken.Any(stretch => DoseHistory.Covers(stretch, day, asOf))) continue;
                all += next - at;
                milligrams += DoseOf(day) * (next - at);
            }

            return (all, milligrams);
        }
    }

    /// <summary>Milligrams of prednisolone on a day; null where a dose of it is not told.</summary>
    public static decimal? DoseOn(IEnumerable<Stretch> stretches, DateOnly day, DateOnly asOf, MedicineCatalog medicines) => DoseHistory.Daily(
        stretches, day, asOf, stretch => stretch.Ingredients.Select(name => medicines.ByName(name)?.PrednisoloneEquivalent).FirstOrDefault(value => value is not null));
}

/// <summary>One course of systemic glucocorticoids.</summary>
/// <param name="Course">Its dates and entries.</param>
/// <param name="Days">Days on which it was taken.</param>
/// <param name="Cumulative">Milligrams of prednisolone in all; null where the dose of a day is not told.</param>
public sealed record GlucocorticoidCourse(Course Course, int Days, decimal? Cumulative);
