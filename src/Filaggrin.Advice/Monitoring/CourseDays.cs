using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Advice.Monitoring;

/// <summary>The days of a course: since when something is so, and what has come since the start.</summary>
/// <param name="asOf">The day of the report.</param>
internal sealed class CourseDays(DateOnly asOf)
{
    /// <summary>A diagnosis, a medicine or a positive test that came since the start, or what follows from one; a measured value that calls for care has an action of its own where a source asks for one.</summary>
    public static bool IsNewFinding(Fact fact, FactSheet sheet, DateOnly start) =>
        fact.Evidence.Any(evidence => evidence.Date?.Last > start)
        && (fact.Definition.List == RecordList.Conditions || fact.Definition.Type == FactType.Set || fact.Value is CodeValue { Possible: ["positive"] }
            || (fact.Definition.Is is { } formula && formula.Deciding(sheet).Any(part => IsNewFinding(part, sheet, start))));

    /// <summary>The newest day on which one of the facts was told; the day of the sheet where none has a date.</summary>
    public DateOnly Newest(IReadOnlyCollection<Fact> facts, DateOnly? least) =>
        facts.SelectMany(fact => fact.Evidence).Select(evidence => evidence.Date?.First).Where(day => day <= asOf && (least is null || day >= least)).Max() ?? asOf;

    /// <summary>The day on which a condition came true that no entry but time decides.</summary>
    public DateOnly First(Func<DateOnly, bool> holds, DateOnly start)
    {
        DateOnly no = start, yes = asOf;
        if (yes <= start) return yes;
        if (holds(start)) return start;
        while (yes.DayNumber - no.DayNumber > 1)
        {
            DateOnly middle = no.AddDays((yes.DayNumber - no.DayNumber) / 2);
            if (holds(middle)) yes = middle;
            else no = middle;
        }

        return yes;
    }
}
