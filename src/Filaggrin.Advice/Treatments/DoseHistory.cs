using System.Collections.Immutable;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Units;

namespace Filaggrin.Advice.Treatments;

/// <summary>How the dose of a course went and where it paused, read from its stretches.</summary>
public static class DoseHistory
{
    private const string Daylong = "mg/d";
    private const int Digits = 6;

    /// <summary>The changes of the dose, oldest first, of what is taken side by side together; a stretch without a structured dose changes nothing that is known.</summary>
    public static ImmutableArray<DoseChange> Changes(Course course)
    {
        if (course.Stretches.Length < 2) return [];
        ImmutableArray<DoseChange>.Builder changes = ImmutableArray.CreateBuilder<DoseChange>();
        Stretch[] dosed = [.. InOrder(course).Where(stretch => stretch is { Dose: not null, From: not null })];
        Dose? last = null;
        for (int i = 0; i < dosed.Length; i++)
        {
            DateOnly day = dosed[i].From!.Value.First;
            if (i + 1 < dosed.Length && dosed[i + 1].From!.Value.First == day) continue; // the last of a day stands for all of it
            Dose dose = Total(dosed, day, dosed[i].Dose!);
            if (last is not null && Direction(last, dose) is not 0 and var direction) changes.Add(new(day, last, dose, direction, dosed[i].Source));
            last = dose;
        }

        return changes.ToImmutable();
    }

    private static Dose Total(Stretch[] dosed, DateOnly day, Dose latest) =>
        dosed.Length > 1 && Daily(dosed, day, DateOnly.MaxValue, _ => 1m) is > 0m and var daily && UnitOfMeasure.Convert(Daylong, latest.Unit) is { } map
            ? new(decimal.Round(daily * map.Factor, Digits) / 1.000000m, latest.Unit) : latest;

    /// <summary>The days between two stretches on which nothing was taken.</summary>
    public static ImmutableArray<Pause> Pauses(Course course)
    {
        ImmutableArray<Pause>.Builder pauses = ImmutableArray.CreateBuilder<Pause>();
        DateOnly? covered = null;
        foreach (Stretch stretch in InOrder(course).Where(stretch => stretch.From is not null))
        {
            DateOnly from = stretch.From!.Value.First;
            if (covered is { } end && from > end.AddDays(1)) pauses.Add(new(end.AddDays(1), from.AddDays(-1)));
            if (stretch.Running || stretch.To is null) covered = DateOnly.MaxValue.AddDays(-1);
            else if (stretch.To.Value.Last.AddDays(stretch.DaysOfEffect) is var last && (covered is null || last > covered)) covered = last;
        }

        return pauses.ToImmutable();
    }

    /// <summary>The dose of a day in one unit, the sum over what is taken side by side; of one substance the doses that began last count, each amount once unless it is taken at other times of the day. Null where it is not told.</summary>
    /// <param name="stretches">What is taken.</param>
    /// <param name="day">The day.</param>
    /// <param name="asOf">The last day that is known of.</param>
    /// <param name="factor">What a milligram of a stretch counts.</param>
    public static decimal? Daily(IEnumerable<Stretch> stretches, DateOnly day, DateOnly asOf, Func<Stretch, decimal?> factor)
    {
        decimal sum = 0m;
        Stretch[] all = [.. stretches];
        foreach (IGrouping<string, Stretch> same in all.Where(stretch => Covers(stretch, day, asOf)).GroupBy(stretch => string.Join('+', stretch.Ingredients), StringComparer.Ordinal))
        {
            Stretch latest = same.OrderBy(stretch => stretch.From?.First).ThenBy(stretch => stretch.Source, StringComparer.Ordinal).Last();
            Stretch[] newest = [.. same.Where(stretch => stretch.From == latest.From && stretch.Kind == latest.Kind)];
            foreach (Stretch stretch in newest.Concat(same.Where(stretch => stretch.Kind == latest.Kind && stretch.From != latest.From && GoesOnBeside(stretch, newest, all))).DistinctBy(stretch => (stretch.Dose, stretch.Moment)))
            {
                if (stretch.Dose is not { } dose || factor(stretch) is not { } worth || UnitOfMeasure.Convert(dose.Unit, "mg/d") is not { } map) return null;
                sum += dose.Amount * map.Factor * worth;
            }
        }

        return sum;
    }

    // Of two that began together one was renewed: the other goes on.
    private static bool GoesOnBeside(Stretch stretch, Stretch[] newest, Stretch[] all) => Array.Exists(all, twin =>
        !ReferenceEquals(twin, stretch) && twin.From == stretch.From && twin.Kind == stretch.Kind && twin.Dose != stretch.Dose
        && Array.Exists(newest, renewed => renewed.Dose == twin.Dose && !twin.Running && twin.To?.First <= renewed.From?.First));

    /// <summary>Whether a stretch covers a day; one whose end nobody knows covers its first day alone.</summary>
    public static bool Covers(Stretch stretch, DateOnly day, DateOnly asOf) =>
        stretch.From is { } from && from.First <= day && day <= LastDay(stretch, asOf);

    /// <summary>The last day that a stretch with a beginning covers.</summary>
    internal static DateOnly LastDay(Stretch stretch, DateOnly asOf) => stretch.Running ? asOf : (stretch.To ?? stretch.From!.Value).Last;

    private static IEnumerable<Stretch> InOrder(Course course) =>
        course.Stretches.OrderBy(stretch => stretch.From?.First).ThenBy(stretch => stretch.Source, StringComparer.Ordinal);

    private static int Direction(Dose from, Dose to) =>
        UnitOfMeasure.Convert(to.Unit, from.Unit) is { } map ? Math.Sign(map.Apply(to.Amount) - from.Amount) : 0;
}

/// <summary>A change of the dose.</summary>
/// <param name="On">The first day of the new dose.</param>
/// <param name="From">The dose before.</param>
/// <param name="To">The dose after.</param>
/// <param name="Direction">1 for more, -1 for less.</param>
/// <param name="Source">The entry that tells of it.</param>
public sealed record DoseChange(DateOnly On, Dose From, Dose To, int Direction, string Source);

/// <summary>Days of a course on which nothing was taken.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
public sealed record Pause(DateOnly From, DateOnly To)
{
    /// <summary>How many.</summary>
    public int Days => To.DayNumber - From.DayNumber + 1;
}
