using System.Collections.Immutable;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Treatments;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Knowledge.Units;

namespace Filaggrin.Advice.Sheets;

/// <summary>The derivations of the closed list: facts that rest on several values, on treatments or on their doses.</summary>
internal sealed class Derivations(
    KnowledgeBase knowledge, PatientRecord record, AppraisalRequest request, Resolution resolution, FindingsByFact findings, Results results, MedicineUse medicines,
    ImmutableArray<Course>[] coursesOfAgents, ImmutableArray<RecordList> listsHeld, Interval age)
{
    private const char OfTheSkin = 'D'; // the group of ATC
    private static readonly Span MeanWindow = new(3, "mo");
    private static readonly Span GlucocorticoidYear = new(12, "mo");
    private readonly FactDictionary _facts = knowledge.Facts;

    /// <summary>The derived fact, or null where the definition names no derivation that is computed here.</summary>
    public Fact? Of(FactDefinition definition)
    {
        if (definition.Derive is { Kind: "by-age" } table) return ByAge(definition, table);
        if (definition.Derive is not { Of: [var of, ..] } derive) return null;
        Finding[] visible = resolution.Visible(findings[of]);
        switch (derive.Kind)
        {
            case "upper-limit" or "lower-limit":
                string? sex = record.Subject.Sex;
                bool upper = derive.Kind == "upper-limit";
                Finding? latest = null;
                foreach (Finding finding in visible) latest = finding.LimitFor(sex, upper) is not null && (latest is null || IsLater(finding, latest)) ? finding : latest;
                if (latest is not null) return new(definition, NumberValue.Of(latest.LimitFor(sex, upper)!.Value), FactState.Derived, [Resolution.EvidenceOf(latest) with { Value = null }]);
                decimal? usual = sex == "male" ? derive.Male : sex == "female" ? derive.Female : null;
                return usual is { } limit && (derive.FromAge is not { } fromAge || age.Low >= fromAge) ? new(definition, NumberValue.Of(limit), FactState.Derived, []) : null;
            case "dose-of":
                return DoseOf(definition, of);
            case "cumulative":
                return Cumulative(definition, of);
            case "previous":
                return results.Of(_facts[of]) is [.., var previous, var last] && !(derive.Within?.After(Results.Day(previous)) < Results.Day(last)) ? previous with { Definition = definition, State = FactState.Derived } : null;
            case "two-day-mean":
                return TwoDayMean(definition, derive, visible);
            case "days-since" when resolution.Of(_facts[of], visible) is { Value.IsUnknown: true } doubt:
                return new(definition, NumberValue.Unknown, doubt.State, doubt.Evidence, doubt.Why);
            case "days-since" when resolution.Of(_facts[of], visible) is { Value: NotApplicableValue } never:
                return new(definition, FactValue.NotApplicable, FactState.Derived, never.Evidence);
            case "days-since" when _facts[of].Type == FactType.Date:
                decimal days = UnitOfMeasure.DaysOf(definition.Unit);
                return resolution.Of(_facts[of], visible) is { Value: DateValue { Span: { } day } } date
                    ? new(definition, new NumberValue(Interval.Closed((request.AsOf.DayNumber - day.Last.DayNumber) / days, (request.AsOf.DayNumber - day.First.DayNumber) / days)), FactState.Derived, date.Evidence)
                    : null;
            case "days-until" when _facts[of].Type == FactType.Date:
                return Until(definition, visible);
            default:
                return null;
        }
    }

    /// <summary>Days until the nearest of the days that are planned. What may be one of them, and is nearer, leaves the lower end open.</summary>
    private Fact? Until(FactDefinition definition, Finding[] visible)
    {
        // Who was asked knows of what was on record by then.
        DateOnly? asked = visible.Where(finding => finding is { Via: "answer", Status: FindingStatus.Present, Value: not null }).Max(finding => finding.Known);
        (Finding Entry, DateSpan? Day)[] ahead = [.. visible
            .Select(finding => (finding, finding.Value is DateValue { Span: { } span } ? span : finding.Value is NotApplicableValue ? new DateSpan(DateOnly.MinValue, DateOnly.MinValue) : finding.When))
            .Where(entry => !(entry.Item2?.Last < request.AsOf))];
        (Finding Entry, DateSpan? Day)[] told = [.. ahead.Where(entry => entry.Entry is { Status: not FindingStatus.Doubtful, Value: DateValue { Span: not null } })];
        (Finding Entry, DateSpan? Day)[] open = [.. ahead.Except(told).Where(entry => !(asked >= (entry.Entry.Known ?? (entry.Day?.First <= request.AsOf ? entry.Day?.First : null) ?? DateOnly.MinValue)))];
        int? last = told.Length == 0 ? null : told.Min(entry => Days(entry.Day!.Value.Last));
        open = [.. open.Where(entry => entry.Day is not { } day || last is null || Math.Max(0, Days(day.First)) < last)];
        if (open.Length == 0)
            return last is null ? null : new(definition, new NumberValue(Interval.Closed(told.Min(entry => Days(entry.Day!.Value.First)), last.Value)), FactState.Derived, [.. told.OrderBy(entry => entry.Day!.Value.First).Select(entry => Resolution.EvidenceOf(entry.Entry))]);
        int least = open.Concat(told).Min(entry => entry.Day is { } day ? Math.Max(0, Days(day.First)) : 0);
        Finding doubt = open[0].Entry;
        return new(definition, new NumberValue(new Interval(least, false, last, false)), FactState.Doubtful, [.. open.Concat(told).Select(entry => Resolution.EvidenceOf(entry.Entry))],
            doubt.Quote is { } quote ? Texts.Of("why-uncoded", quote) : doubt.Why ?? Texts.Of("why-unconfirmed"));

        int Days(DateOnly day) => day.DayNumber - request.AsOf.DayNumber;
    }

    // Of one day the first by name.
    private static bool IsLater(Finding one, Finding other)
    {
        DateOnly day = one.When?.First ?? DateOnly.MinValue, otherDay = other.When?.First ?? DateOnly.MinValue;
        return day != otherDay ? day > otherDay : string.CompareOrdinal(one.Source, other.Source) < 0;
    }

    /// <summary>A derivation reads measured values, which grow old.</summary>
    public static bool ReadsValues(Derivation derive, FactDictionary facts) => derive.Kind switch
    {
        "by-age" or "upper-limit" or "lower-limit" or "previous" or "cumulative" => false,
        "days-since" or "days-until" => facts[derive.Of[0]].Type == FactType.Number,
        _ => true,
    };

    /// <summary>The span of a table's values for the patient's sex and age; both sexes where it is not known.</summary>
    private Fact? ByAge(FactDefinition definition, Derivation table)
    {
        decimal? low = null, high = null;
        foreach (AgeRow row in table.ByAge)
        {
            if ((record.Subject.Sex is "male" or "female" && row.Sex != record.Subject.Sex) || !(age.Low < row.Years + 1) || !(age.High >= row.Years)) continue;
            low = low is { } least && least <= row.Low ? least : row.Low;
            high = high is { } most && most >= row.High ? most : row.High;
        }

        return low is null ? null : new(definition, new NumberValue(Interval.Closed(low.Value, high!.Value)), FactState.Derived, []);
    }

    /// <summary>The mean of the two latest days; a single value that is not raised stands for itself, a single raised one leaves the mean open.</summary>
    private Fact? TwoDayMean(FactDefinition definition, Derivation derive, Finding[] visible)
    {
        FactDefinition measured = _facts[derive.Of[0]];
        (DateOnly Day, Fact Fact)[] days = [.. visible
            .Where(finding => finding.When is { } when && MeanWindow.After(when.First) >= request.AsOf)
            .GroupBy(finding => finding.When!.Value.First)
            .OrderByDescending(group => group.Key)
            .Select(group => (group.Key, resolution.Of(measured, [.. group])!))
            .Where(day => day.Item2.Value is NumberValue { IsUnknown: false })
            .Take(2)];
        if (days.Length == 0) return null;
        Interval newest = ((NumberValue)days[0].Fact.Value).Interval;
        ImmutableArray<FactOrigin> evidence = [.. days.SelectMany(day => day.Fact.Evidence)];
        if (days.Length == 2)
            return new(definition, new NumberValue(newest.Plus(((NumberValue)days[1].Fact.Value).Interval).Scale(0.5m)), FactState.Derived, evidence);
        decimal? raisedFrom = derive.Child is { } limit && age.High < 18m && ByAge(_facts[limit], _facts[limit].Derive!)?.Value is NumberValue { Interval.Low: { } low } ? low : derive.RaisedFrom;
        return raisedFrom is { } raised && newest.Less(Interval.Exactly(raised)) != Truth.True
            ? new(definition, NumberValue.Unknown, FactState.Absent, evidence, Texts.Of("why-single-reading"))
            : new(definition, new NumberValue(newest), FactState.Derived, evidence);
    }

    /// <summary>The number of agents for eczema that failed or were not tolerated.</summary>
    public Fact Failed(FactDefinition definition, Func<Agent, bool> counts)
    {
        List<FactOrigin> evidence = [];
        int failed = 0;
        foreach (Agent agent in knowledge.AgentsInOrder)
        {
            ImmutableArray<Course> courses = coursesOfAgents[agent.Number];
            if (courses.IsEmpty || !agent.GivenForEczema || !counts(agent) || courses.FirstOrDefault(taken => taken.StopReason is StopReason.Ineffective or StopReason.NotTolerated) is not { } course) continue;
            failed++;
            foreach (string source in course.Sources) evidence.Add(new(source, course.From));
        }

        return new(definition, NumberValue.Of(failed), FactState.Derived, [.. evidence]);
    }

    /// <summary>Treatments of any kind that failed: agents, and medicines for the skin that were ended for it; at least, since nobody lists them all.</summary>
    public Fact FailedOfAny(FactDefinition definition)
    {
        Fact systemic = Failed(definition, _ => true);
        MedicineEntry[] topical =
        [
            .. record.Medicines.Where(entry => !entry.Systemic && entry.StopReason is StopReason.Ineffective or StopReason.NotTolerated && entry.AtcCodes.Any(code => code.StartsWith(OfTheSkin)))
                .Where(entry => !(entry.Known > request.AsOf)).DistinctBy(entry => string.Join(',', entry.Ingredients), StringComparer.Ordinal),
        ];
        decimal least = ((NumberValue)systemic.Value).Interval.Exact!.Value + topical.Length;
        return systemic with
        {
            Value = new NumberValue(new Interval(least, false, null, false)),
            Evidence = [.. systemic.Evidence, .. topical.Select(entry => new FactOrigin(entry.Source, entry.From))],
        };
    }

    /// <summary>Months of an agent taken in all.</summary>
    private Fact? Cumulative(FactDefinition definition, string agent)
    {
        ImmutableArray<MedicineEntry> possible = medicines.PossiblyOf(knowledge.Agents[agent]);
        ImmutableArray<Course> taken = medicines.CoursesOf(knowledge.Agents[agent]);
        if (taken.IsEmpty && possible.IsEmpty) return listsHeld.Contains(RecordList.Medicines) ? new(definition, NumberValue.Of(0m), FactState.Assumed, []) : null;
        Interval months = Interval.Exactly(0m);
        foreach (Course course in taken)
        {
            if (course.From is not { } from || (course.To is null && !course.Running)) return new(definition, NumberValue.Unknown, FactState.Doubtful, [.. course.Sources.Select(source => new FactOrigin(source, course.From))], Texts.Of("why-course-dates"));
            DateSpan to = course.To ?? DateSpan.On(request.AsOf);
            months = months.Plus(Interval.Closed(Months(from.Last, to.First), Months(from.First, to.Last)));
        }

        if (!possible.IsEmpty) return AtLeast(definition, taken.IsEmpty ? null : months.Low, possible);
        return new(definition, new NumberValue(months), FactState.Derived, [.. taken.SelectMany(course => course.Sources.Select(source => new FactOrigin(source, course.From)))]);
    }

    // What entries may add of which it cannot be told what they mean, or whether they were taken, leaves the upper end open.
    public static Fact AtLeast(FactDefinition definition, decimal? least, ImmutableArray<MedicineEntry> possible) => new(
        definition, new NumberValue(new Interval(least, false, null, false)), FactState.Doubtful,
        [.. possible.Select(entry => new FactOrigin(entry.Source, entry.From ?? entry.Authored, Quote: entry.Quote))],
        possible[0].Quote is { } quote ? Texts.Of("why-uncoded", quote) : Texts.Of("why-unconfirmed"));

    /// <summary>Whole months of the calendar and the part of a month that remains.</summary>
    private static decimal Months(DateOnly from, DateOnly to)
    {
        if (to <= from) return 0m;
        int whole = (to.Year - from.Year) * 12 + to.Month - from.Month;
        if (from.AddMonths(whole) > to) whole--;
        return whole + Math.Min(0.999m, (to.DayNumber - from.AddMonths(whole).DayNumber) / UnitOfMeasure.DaysOfMonth);
    }

    /// <summary>The dose of a medicine in use in the unit of a fact; not applicable where a held list leaves the medicine out.</summary>
    private Fact? DoseOf(FactDefinition definition, string medicine)
    {
        ImmutableArray<MedicineEntry> entries = medicines.CurrentOf(medicine), combined = medicines.CombinedWith(medicine), possible = [.. medicines.Current.Where(entry => entry.Systemic && entry.PossibleIngredients.Contains(medicine, StringComparer.Ordinal))];
        if (!combined.IsEmpty) return new(definition, NumberValue.Unknown, FactState.Absent, [.. combined.Select(entry => new FactOrigin(entry.Source, entry.From ?? entry.Authored))], Texts.Of("why-dose-unstructured"));
        if (entries.IsEmpty && !possible.IsEmpty) return AtLeast(definition, null, possible);
        if (entries.IsEmpty) return listsHeld.Contains(RecordList.Medicines) ? new(definition, FactValue.NotApplicable, FactState.Derived, []) : null;
        string unit = definition.Unit!.Replace("/kg", "", StringComparison.Ordinal);
        if (Together(entries, unit) is not { } sum) return new(definition, NumberValue.Unknown, FactState.Absent, [], Texts.Of("why-dose-unstructured"));
        if (unit != definition.Unit)
        {
            Fact? weight = resolution.Of(_facts["Weight"], findings["Weight"]);
            sum = weight?.Value is NumberValue number ? sum.Over(number.Interval) : Interval.Any;
        }

        return possible.IsEmpty ? new(definition, new NumberValue(sum), FactState.Derived, []) : AtLeast(definition, sum.Low, possible);
    }

    /// <summary>
    /// The dose that entries tell of together: a prescription and a statement tell of the same dose twice; different prescriptions of one day
    /// add up; of two days they add up or the later replaces the earlier. Null where an entry tells no dose.
    /// </summary>
    private static Interval? Together(ImmutableArray<MedicineEntry> entries, string unit)
    {
        Interval? all = null;
        foreach (IGrouping<MedicineEntryKind, MedicineEntry> kind in entries.GroupBy(entry => entry.Kind))
        {
            if (kind.Any(entry => entry.Dose is null || UnitOfMeasure.Convert(entry.Dose.Unit, unit) is null)) return null;
            DateOnly? last = kind.Max(Start);
            Interval told = Interval.Closed(
                kind.Where(entry => Start(entry) == last).Select(Amount).Distinct().Sum(), kind.Sum(Amount));
            all = all?.Hull(told) ?? told;
        }

        return all;

        static DateOnly? Start(MedicineEntry entry) => (entry.From ?? entry.Authored)?.First;

        decimal Amount(MedicineEntry entry) => entry.Dose!.Amount * UnitOfMeasure.Convert(entry.Dose.Unit, unit)!.Value.Factor;
    }

    /// <summary>Body surface by Mosteller, doi:10.1056/NEJM198710223171717: the square root of height (cm) times weight (kg) over 3600.</summary>
    public Fact? BodySurface(FactDefinition definition)
    {
        Fact? weight = resolution.Of(_facts["Weight"], findings["Weight"]), height = resolution.Of(_facts["Height"], findings["Height"]);
        if (weight?.Value is not NumberValue { Interval.Exact: { } kilograms } || height?.Value is not NumberValue { Interval.Exact: { } centimetres }) return null;
        decimal surface = decimal.Round((decimal)Math.Sqrt((double)(kilograms * centimetres / 3600m)), 2);
        return new(definition, NumberValue.Of(surface), FactState.Derived, [.. weight.Evidence.Take(1), .. height.Evidence.Take(1)]);
    }

    /// <summary>Days of the present course, courses within a year, months since a long one.</summary>
    public Fact? Glucocorticoid(FactDefinition definition, bool listHeld)
    {
        if (!listHeld) return null;
        Course[] courses = [.. medicines.CoursesOfClass(GlucocorticoidUse.Class)];
        Course? running = courses.LastOrDefault(course => course.Running);
        ImmutableArray<MedicineEntry> possible = medicines.PossiblyOfClass(GlucocorticoidUse.Class);
        ImmutableArray<FactOrigin> evidence = [.. courses.SelectMany(course => course.Sources.Select(source => new FactOrigin(source, course.From)))];
        switch (definition.Name)
        {
            case "GlucocorticoidCoursesLast12Months":
                int count = courses.Count(course => CountsFor(course, request.AsOf));
                return !possible.IsEmpty ? AtLeast(definition, count, possible) : new(definition, NumberValue.Of(count), FactState.Derived, evidence);
            case "GlucocorticoidDays" when possible.Any(medicines.MayRun):
                return AtLeast(definition, running?.From is { } start ? request.AsOf.DayNumber - start.Last.DayNumber + 1 : null, [.. possible.Where(medicines.MayRun)]);
            case "GlucocorticoidDays":
                return running is null ? new(definition, FactValue.NotApplicable, FactState.Derived, [])
                    : running.From is { } from ? new(definition, new NumberValue(Interval.Closed(request.AsOf.DayNumber - from.Last.DayNumber + 1, request.AsOf.DayNumber - from.First.DayNumber + 1)), FactState.Derived, evidence) : null;
            case "MonthsSinceLongGlucocorticoid" when !possible.IsEmpty:
                return AtLeast(definition, null, possible);
            default:
                DateSpan? ended = courses.Where(course => course.LastedAtLeast(new(22, "d"), request.AsOf) != Truth.False && !course.Running).Select(course => course.To ?? course.From).LastOrDefault();
                return ended is { } end
                    ? new(definition, new NumberValue(Interval.Closed((request.AsOf.DayNumber - end.Last.DayNumber) / UnitOfMeasure.DaysOfMonth, (request.AsOf.DayNumber - end.First.DayNumber) / UnitOfMeasure.DaysOfMonth)), FactState.Derived, evidence)
                    : new(definition, FactValue.NotApplicable, FactState.Derived, []);
        }
    }

    /// <summary>The first day on which no more than so many glucocorticoid courses lie within a year, if none is begun; null where one runs or has no date.</summary>
    public DateOnly? GlucocorticoidCoursesFallTo(int count)
    {
        Course[] courses = [.. medicines.CoursesOfClass(GlucocorticoidUse.Class).Where(course => CountsFor(course, request.AsOf))];
        DateOnly[] over = [.. courses.Where(course => !course.Running && (course.To ?? course.From) is not null).Select(course => GlucocorticoidYear.After((course.To ?? course.From)!.Value.Last).AddDays(1)).Order()];
        int leaving = courses.Length - count;
        return leaving > 0 && leaving <= over.Length ? over[leaving - 1] : null;
    }

    /// <summary>A course without an end counts by its start: it may have reached into the year.</summary>
    private static bool CountsFor(Course course, DateOnly day) => course.Running || (course.To ?? course.From) is not { } last || last.Last >= GlucocorticoidYear.Before(day);
}
