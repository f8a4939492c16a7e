using System.Collections.Immutable;
using Filaggrin.Advice.Treatments;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Knowledge.Units;

namespace Filaggrin.Advice.Sheets;

/// <summary>The facts of one course of an agent: its time and dose, values against those at the start, and several results in a row.</summary>
internal sealed class CourseFacts(FactDictionary dictionary, Results results, DateOnly asOf, string? sex, MedicineUse medicines)
{
    private const string PressureLowering = "antihypertensive";
    private static readonly Span RecentIncrease = new(4, "wk");
    private static readonly Span BaselineScore = new(6, "mo");
    private const int DaysAfterStart = 7;
    private const decimal MostDays = 2m; // a weekly amount may be split over two days
    private readonly Dictionary<Course, List<Fact>> _own = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Expr, (DateOnly Day, Fact[] Facts)[]> _days = new(ReferenceEqualityComparer.Instance);

    /// <summary>Time, dose and values against the start.</summary>
    public IReadOnlyList<Fact> Own(Course course)
    {
        if (_own.TryGetValue(course, out List<Fact>? known)) return known;
        _own.Add(course, known = []);
        if (course.From is not { } from) return known;
        foreach (Fact fact in Read(course, from)) known.Add(fact); // a loop of its own: the platform's shared ones meet more kinds of sequences than they keep apart
        return known;
    }

    private IEnumerable<Fact> Read(Course course, DateSpan from)
    {
        ImmutableArray<FactOrigin> evidence = EvidenceOf(course);
        yield return Derived("WeeksOnTreatment", new NumberValue(Weeks(from)), evidence);
        foreach (Fact fact in Doses(course, from, evidence)) yield return fact;
        foreach (FactDefinition definition in dictionary.DerivedBy("at-start"))
        {
            if (results.AtStart(Measured(definition), from.First) is { } value) yield return new(definition, new NumberValue(value.Value), FactState.Derived, value.From);
        }

        foreach (FactDefinition definition in (IEnumerable<FactDefinition>)[.. dictionary.DerivedBy("fall"), .. dictionary.DerivedBy("percent-fall")])
        {
            FactDefinition measure = Measured(definition);
            if (Fall(definition, Baseline(measure, from.First), results.Scores(measure).LastOrDefault(score => score.On > from.First)) is { } fall) yield return fall;
        }

        foreach (FactDefinition definition in dictionary.DerivedBy("since-start")) yield return Since(definition, Measured(definition), from.Last);
    }

    /// <summary>The conditions by which <see cref="Repeated"/> looks at several results.</summary>
    public IEnumerable<Expr> Repeating => dictionary.DerivedBy("confirmed").Concat(dictionary.DerivedBy("count-within")).Concat(dictionary.DerivedBy("after-cut")).Select(fact => fact.RepeatedWhen).OfType<Expr>();

    /// <summary>What several results in a row say, on a sheet that holds <see cref="Own"/>.</summary>
    public IEnumerable<Fact> Repeated(Course course, FactSheet sheet)
    {
        if (course.From is not { } from) yield break;
        foreach (FactDefinition definition in dictionary.DerivedBy("confirmed"))
        {
            if (definition.RepeatedWhen is { } when && Confirmed(definition, definition.Derive!, when, from.First, sheet) is { } confirmed) yield return confirmed;
        }

        foreach (FactDefinition definition in dictionary.DerivedBy("count-within"))
        {
            if (definition.RepeatedWhen is { } when) yield return Counted(definition, definition.Derive!, when, sheet);
        }

        foreach (FactDefinition definition in dictionary.DerivedBy("falling"))
        {
            if (Falling(definition, definition.Derive!, from.First) is { } falling) yield return falling;
        }

        foreach (FactDefinition definition in dictionary.DerivedBy("after-cut"))
        {
            if (definition.RepeatedWhen is { } when && AfterCut(definition, when, course, from.First, sheet) is { } still) yield return still;
        }

        if (PressureStaysHigh(course, from.First) is { } high) yield return high;
    }

    /// <summary>The score from which an effect is measured: the latest of the half-year before the start, else one of the first week.</summary>
    public Score? Baseline(FactDefinition measure, DateOnly start)
    {
        // Oldest first: the last one before the start and the first one after it tell of all.
        Score? before = null;
        foreach (Score score in results.Scores(measure))
        {
            if (score.On > start) return before is null && score.On <= start.AddDays(DaysAfterStart) ? score : before;
            before = BaselineScore.After(score.On) >= start ? score : null;
        }

        return before;
    }

    /// <summary>The fall of a score since the start: absolute, in per cent, or as a share of the value at the start.</summary>
    public static Fact? Fall(FactDefinition definition, Score? baseline, Score? current)
    {
        if (baseline is null || current is null || current.On <= baseline.On) return null;
        Interval from = Interval.Exactly(baseline.Value), fall = from.Minus(Interval.Exactly(current.Value));
        Interval value = definition.Derive!.Kind == "fall" ? fall : definition.Unit == "%" ? fall.Over(from).Scale(100m) : fall.Over(from);
        return new(definition, new NumberValue(value), FactState.Derived, [current.Evidence with { Value = Number(current.Value) }, baseline.Evidence with { Value = Number(baseline.Value) }]);
    }

    /// <summary>The entries that tell of a course.</summary>
    public static ImmutableArray<FactOrigin> EvidenceOf(Course course) => [.. course.Sources.Select(source => new FactOrigin(source, course.From))];

    private FactDefinition Measured(FactDefinition derived) => dictionary[derived.Derive!.Of[0]];

    private static string Number(decimal value) => NumberValue.Of(value).ToString();

    private Interval Weeks(DateSpan from) => Interval.Closed((asOf.DayNumber - from.Last.DayNumber) / 7m, (asOf.DayNumber - from.First.DayNumber) / 7m);

    private IEnumerable<Fact> Doses(Course course, DateSpan from, ImmutableArray<FactOrigin> evidence)
    {
        ImmutableArray<DoseChange> changes = DoseHistory.Changes(course);
        Interval stable = changes is [.., var last] ? Weeks(DateSpan.On(last.On)) : Weeks(from);
        yield return Derived("DoseStableWeeks", new NumberValue(stable), evidence);
        yield return Derived("DoseIncreased", FlagValue.Of(Kleene.Of(changes.Any(change => change.Direction > 0 && RecentIncrease.After(change.On) >= asOf))), evidence);
        if (OnSeveralDays(course) is { } days) yield return days;
        if (course.Dose is null) yield break;
        // The dose that is taken now is the highest that was tolerated as long as nobody raises it.
        yield return Derived("WeeksOnHighestToleratedDose", new NumberValue(stable), evidence);
        if (UnitOfMeasure.Convert(course.Dose.Unit, "mg/d") is { } map) yield return Derived("DailyDose", NumberValue.Of(map.Apply(course.Dose.Amount)), evidence);
    }

    /// <summary>Whether an entry in use tells a dose on more days of the week than a weekly amount takes, split or not; words, or doses without their days, leave it open.</summary>
    private Fact? OnSeveralDays(Course course)
    {
        if (dictionary.Find("DosedOnSeveralDays") is not { } definition) return null;
        Stretch[] running = [.. course.Stretches.Where(stretch => stretch is { Running: true, Days: not null })];
        Stretch[] told = [.. running.Where(stretch => stretch.Days is { IsSure: true, Number: > MostDays })];
        if (told.Length > 0) return Derived(definition.Name, FlagValue.Yes, Evidence(told));
        Stretch[] perhaps = [.. running.Where(stretch => stretch.Days is { IsSure: false, Number: > MostDays })];
        return perhaps.Length > 0
            ? new(definition, FlagValue.Unknown, FactState.Doubtful, Evidence(perhaps), Texts.Of("why-days-unsure"))
            : new(definition, FlagValue.No, running.Length > 0 ? FactState.Derived : FactState.Assumed, Evidence(running));

        static ImmutableArray<FactOrigin> Evidence(Stretch[] stretches) => [.. stretches.Select(stretch => new FactOrigin(stretch.Source, stretch.From))];
    }

    private Fact Derived(string name, FactValue value, ImmutableArray<FactOrigin> evidence) => new(dictionary[name], value, FactState.Derived, evidence);

    private Fact Since(FactDefinition definition, FactDefinition recorded, DateOnly start)
    {
        ImmutableArray<FactOrigin> events = results.IsTold(recorded) ? [.. results.Present(recorded).Where(evidence => evidence.Date is { } day && day.First > start)] : [];
        if (events.IsEmpty && results.DoubtSince(recorded, start) is { } doubt) return doubt with { Definition = definition };
        return new(definition, FlagValue.Of(Kleene.Of(!events.IsEmpty)), FactState.Derived, events);
    }

    /// <summary>The condition holds of the newest results: so many in a row, far enough apart and near enough together.</summary>
    private Fact? Confirmed(FactDefinition definition, Derivation derive, Expr when, DateOnly start, FactSheet sheet)
    {
        (DateOnly Day, Fact[] Facts)[] days = Days(when); // oldest first
        if (days is not [.., var last] || last.Day <= start) return null;
        int counted = 0;
        DateOnly later = last.Day;
        List<FactOrigin> evidence = [];
        for (int i = days.Length - 1; i >= 0 && days[i].Day > start; i--)
        {
            (DateOnly day, Fact[] facts) = days[i];
            if (counted > 0 && derive.Within is { } within && within.After(day) < later) break;
            Truth truth = when.Truth(sheet.With(facts));
            if (truth == Truth.Unknown) return new(definition, FlagValue.Unknown, FactState.Derived, EvidenceOf(facts));
            if (truth == Truth.False) break;
            if (counted > 0 && derive.Apart is { } apart && apart.After(day) > later) continue;
            counted++;
            later = day;
            evidence.AddRange(EvidenceOf(facts));
            if (counted == derive.Times) break;
        }

        bool enough = counted >= derive.Times;
        return new(definition, FlagValue.Of(Kleene.Of(enough)), FactState.Derived, enough ? [.. evidence] : EvidenceOf(last.Facts));
    }

    private Fact Counted(FactDefinition definition, Derivation derive, Expr when, FactSheet sheet)
    {
        int met = 0;
        List<FactOrigin> evidence = [];
        foreach ((DateOnly day, Fact[] facts) in Days(when))
        {
            if (derive.Within?.After(day) < asOf || when.Truth(sheet.With(facts)) != Truth.True) continue;
            met++;
            evidence.AddRange(EvidenceOf(facts));
        }

        return new(definition, NumberValue.Of(met), FactState.Derived, [.. evidence]);
    }

    private static ImmutableArray<FactOrigin> EvidenceOf(Fact[] facts) => facts is [var only] ? only.Evidence : [.. facts.SelectMany(fact => fact.Evidence)];

    /// <summary>Each day with a result that the condition names, with that day's values alone.</summary>
    private (DateOnly Day, Fact[] Facts)[] Days(Expr when)
    {
        if (_days.TryGetValue(when, out (DateOnly Day, Fact[] Facts)[]? known)) return known;
        List<ImmutableArray<Fact>> values = [];
        foreach (FactDefinition fact in when.Facts())
        {
            if (fact is { Type: FactType.Number, Derive: null or { Kind: "lower-with" }, Native: false } && results.Of(fact) is { IsEmpty: false } of) values.Add(of);
        }

        return _days[when] = values switch
        {
            [] => [],
            [var only] => [.. only.Select(value => (Results.Day(value), (Fact[])[value]))], // day by day as they are
            _ => [.. values.SelectMany(of => of).GroupBy(Results.Day).OrderBy(day => day.Key).Select(day => (day.Key, day.ToArray()))],
        };
    }

    /// <summary>A value that fell from result to result, by more in all than chance explains.</summary>
    private Fact? Falling(FactDefinition definition, Derivation derive, DateOnly start)
    {
        bool any = false;
        foreach (LeastFall least in derive.Falls)
        {
            // The last value before the start opens the row.
            Fact[] all = [.. results.Of(dictionary[least.Fact])];
            Fact[] row = [.. all.Where(result => Results.Day(result) <= start).TakeLast(1), .. all.Where(result => Results.Day(result) > start)];
            any |= row.Length > 0;
            int first = row.Length - 1;
            while (first > 0 && Of(row[first]).Less(Of(row[first - 1])) == Truth.True) first--;
            if (row.Length - first < derive.Times || Of(row[first]).Exact is not { } from || from <= 0m || Of(row[^1]).Exact is not { } to) continue;
            if ((from - to) / from * 100m >= (sex == "male" ? least.Male : least.Female))
                return new(definition, FlagValue.Yes, FactState.Derived, [.. row[first..].Reverse().SelectMany(result => result.Evidence.Take(1))]);
        }

        return any ? new(definition, FlagValue.No, FactState.Derived, []) : null;

        static Interval Of(Fact result) => ((NumberValue)result.Value).Interval;
    }

    /// <summary>What led to a lower dose holds of every result from some time after it.</summary>
    private Fact? AfterCut(FactDefinition definition, Expr when, Course course, DateOnly start, FactSheet sheet)
    {
        (DateOnly Day, Fact[] Facts)[] days = [.. Days(when).Where(day => day.Day > start)];
        if (days.Length == 0) return null;
        foreach (DateOnly cut in DoseHistory.Changes(course).Where(change => change.Direction < 0).Select(change => change.On))
        {
            DateOnly from = definition.Derive!.Apart?.After(cut) ?? cut;
            (DateOnly Day, Fact[] Facts)[] later = [.. days.Where(day => day.Day >= from)];
            if (later.Length > 0 && Array.Exists(days, day => day.Day <= cut && Holds(day.Facts)) && Array.TrueForAll(later, day => Holds(day.Facts)))
                return new(definition, FlagValue.Yes, FactState.Derived, EvidenceOf(later[^1].Facts));
        }

        return null;

        bool Holds(Fact[] facts) => when.Truth(sheet.With(facts)) == Truth.True;
    }

    /// <summary>The last two readings stay raised after a dose was cut, or a medicine against it begun, because of a raised one.</summary>
    private Fact? PressureStaysHigh(Course course, DateOnly start)
    {
        if (dictionary.Find("HypertensionPersistsDespiteDoseReduction") is not { } definition) return null;
        DateOnly[] measures = [.. DoseHistory.Changes(course).Where(change => change.Direction < 0).Select(change => change.On)
            .Concat(medicines.CoursesOfClass(PressureLowering).SelectMany(taken => taken.Stretches).Select(stretch => stretch.From?.First).OfType<DateOnly>().Where(day => day > start)).Order()];
        if (measures.Length == 0) return null;
        (FactDefinition Fact, decimal From)[] pressures = [.. dictionary.DerivedBy("two-day-mean").Where(fact => fact.Derive!.RaisedFrom is not null).Select(fact => (Measured(fact), fact.Derive!.RaisedFrom!.Value))];
        (DateOnly Day, bool Raised, FactOrigin Evidence)[] readings = [.. pressures.SelectMany(pressure => results.Of(pressure.Fact)
                .Select(reading => (Day: Results.Day(reading), Raised: ((NumberValue)reading.Value).Interval.Less(Interval.Exactly(pressure.From)) == Truth.False, reading.Evidence[0])))
            .Where(reading => reading.Day > start).GroupBy(reading => reading.Day).OrderBy(day => day.Key)
            .Select(day => (day.Key, day.Any(reading => reading.Raised), day.OrderByDescending(reading => reading.Raised).First().Item3))];
        foreach (DateOnly measure in measures)
        {
            if (!Array.Exists(readings, reading => reading.Raised && reading.Day <= measure)) continue;
            var after = readings.Where(reading => reading.Day > measure).TakeLast(2).ToArray();
            if (after is [{ Raised: true }, { Raised: true }]) return new(definition, FlagValue.Yes, FactState.Derived, [after[1].Evidence, after[0].Evidence]);
        }

        return null;
    }
}
