using System.Collections.Immutable;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Treatments;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Sheets;

/// <summary>A patient's facts as of a day, with what the record tells of treatments; the ground of every appraisal.</summary>
public sealed class PatientSheet
{
    private static readonly Span MeanWindow = new(3, "mo");

    private readonly KnowledgeBase _knowledge;
    private readonly PatientRecord _record;
    private readonly AppraisalRequest _request;
    private readonly Resolution _resolution;
    private readonly ILookup<string, Finding> _findings;

    private PatientSheet(KnowledgeBase knowledge, PatientRecord record, AppraisalRequest request)
    {
        _knowledge = knowledge;
        _record = record;
        _request = request;
        Age = AgeOf(record.Subject.Birth, request.AsOf);
        _resolution = new(request.AsOf, child: Age.High is { } oldest && oldest < 18m);
        _findings = record.Findings.Concat(request.Answers).ToLookup(finding => finding.Fact.Name, StringComparer.Ordinal);
        Medicines = new(knowledge, record.Medicines, request.AsOf);
        Courses = knowledge.Agents.Values.ToImmutableDictionary(agent => agent.Id, agent => Medicines.CoursesOf(agent), StringComparer.Ordinal);
        ListsHeld = [.. record.ListsHeld.Where(list => list.Value is not { } known || known <= request.AsOf).Select(list => list.Key)];
        Facts = Build();
    }

    /// <summary>Age in years; an interval where the birth date is not known to the day.</summary>
    public Interval Age { get; }

    /// <summary>The facts of the patient; those of an agent come with <see cref="For"/>.</summary>
    public FactSheet Facts { get; }

    /// <summary>Medicines in use.</summary>
    public MedicineUse Medicines { get; }

    /// <summary>Courses by agent, oldest first.</summary>
    public ImmutableDictionary<string, ImmutableArray<Course>> Courses { get; }

    /// <summary>The lists that the record holds on the day.</summary>
    public ImmutableHashSet<RecordList> ListsHeld { get; }

    /// <summary>Reads a record as of a day.</summary>
    public static PatientSheet Of(KnowledgeBase knowledge, PatientRecord record, AppraisalRequest request) => new(knowledge, record, request);

    /// <summary>Age in years at a day; months count as twelfths, so that a birthday is exact.</summary>
    public static Interval AgeOf(DateSpan? birth, DateOnly day)
    {
        if (birth is not { } span) return Interval.Any;
        return Interval.Closed(Years(span.Last, day), Years(span.First, day));

        static decimal Years(DateOnly born, DateOnly day)
        {
            int months = (day.Year - born.Year) * 12 + day.Month - born.Month;
            if (born.AddMonths(months) > day) months--;
            int rest = day.DayNumber - born.AddMonths(months).DayNumber;
            return Math.Max(0m, months / 12m + rest / 372m);
        }
    }

    /// <summary>The facts in the frame of one agent.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="continued">Agents for eczema that shall go on beside it.</param>
    public FactSheet For(Agent agent, IEnumerable<string> continued)
    {
        FactDictionary dictionary = _knowledge.Facts;
        List<Fact> facts = [];
        Course? running = Courses[agent.Id].LastOrDefault(course => course.Running);
        ImmutableArray<Evidence> evidence = running is null ? [] : [.. running.Sources.Select(source => new Evidence(source, running.From))];
        bool listHeld = ListsHeld.Contains(RecordList.Medicines);

        void Give(string name, FactValue value, FactState state, ImmutableArray<Evidence> from)
        {
            if (dictionary.Find(name) is { } definition) facts.Add(new(definition, value, state, from));
        }

        Give("OnTreatment", FlagValue.Of(Kleene.Of(running is not null)), FactState.Derived, evidence);
        Give("BeforeStart", FlagValue.Of(Kleene.Of(running is null)), FactState.Derived, evidence);
        if (running?.From is { } from)
        {
            Give("WeeksOnTreatment", new NumberValue(Interval.Closed((_request.AsOf.DayNumber - from.Last.DayNumber) / 7m, (_request.AsOf.DayNumber - from.First.DayNumber) / 7m)), FactState.Derived, evidence);
            foreach (FactDefinition definition in dictionary.All.Where(definition => definition.Derive is { Kind: "at-start" }))
            {
                if (AtStart(definition.Derive!.Of[0], from.First) is { } value) Give(definition.Name, value, FactState.Derived, evidence);
            }

            foreach (FactDefinition definition in dictionary.All.Where(definition => definition.Derive is { Kind: "percent-fall" or "fall" }))
            {
                if (Fall(definition, from.First) is { } value) Give(definition.Name, value, FactState.Derived, evidence);
            }
        }

        if (running?.Dose is { Unit: "mg/d" } daily) Give("DailyDose", NumberValue.Of(daily.Amount), FactState.Derived, evidence);
        facts.Add(Hypersensitivity(agent));

        // The agents that go on beside it, and their classes, are an input of the appraisal.
        string[] names = [.. continued.SelectMany(id => _knowledge.Agents[id].Medicines)];
        Give("ContinuedSystemic", SetValue.Of(true, names), FactState.Derived, []);
        Give("ContinuedSystemicClass", SetValue.Of(true, _knowledge.Medicines.ClassesOf(names, [])), FactState.Derived, []);
        Give("OnSystemic", OnSystemic(listHeld), FactState.Derived, []);
        return Facts.With(facts);
    }

    private FactSheet Build()
    {
        List<Fact> facts = [];
        FactDictionary dictionary = _knowledge.Facts;
        bool medicinesHeld = ListsHeld.Contains(RecordList.Medicines);
        foreach (FactDefinition definition in dictionary.All)
        {
            Fact? fact = definition.Name switch
            {
                "Age" => new(definition, new NumberValue(Age), FactState.Derived, [new(_record.Subject.Source, _record.Subject.Birth)]),
                "Sex" => _record.Subject.Sex is { } sex ? new(definition, CodeValue.Of(sex), FactState.Known, [new(_record.Subject.Source, null)]) : null,
                "CurrentMedicine" => Medicines.CurrentMedicine(definition, medicinesHeld),
                "CurrentMedicineClass" => Medicines.CurrentClasses(definition, medicinesHeld),
                "OnSystemic" => new(definition, OnSystemic(medicinesHeld), FactState.Derived, []),
                "FailedSystemics" => Failed(definition, _ => true),
                "FailedImmunosuppressants" => Failed(definition, agent => agent.Class.Contains("immunosuppressant", StringComparison.Ordinal)),
                "CumulativeCiclosporinDuration" => Cumulative(definition, "ciclosporin"),
                _ => Derived(definition) ?? _resolution.Of(definition, [.. _findings[definition.Name]]) ?? Requested(definition),
            };
            if (fact is not null) facts.Add(fact);
        }

        return new(dictionary, facts, ListsHeld);
    }

    private FlagValue OnSystemic(bool listHeld) =>
        FlagValue.Of(Courses.Values.Any(courses => courses.Any(course => course.Running)) ? Truth.True : listHeld ? Truth.False : Truth.Unknown);

    private static Fact? Requested(FactDefinition definition) => definition is { Scope: FactScope.Request, Default: { } text }
        ? new(definition, definition.Type switch
        {
            FactType.Set => SetValue.Of(true),
            FactType.Code => CodeValue.Of(text),
            _ => FlagValue.Of(Kleene.Of(text is "true" or "yes")),
        }, FactState.Assumed, [])
        : definition is { Scope: FactScope.Request, Type: FactType.Set } ? new(definition, SetValue.Of(true), FactState.Assumed, []) : null;

    private Fact? Derived(FactDefinition definition)
    {
        if (definition.Derive is not { Of: [var of, ..] } derive) return null;
        Finding[] visible = [.. _findings[of].Where(_resolution.IsVisible)];
        switch (derive.Kind)
        {
            case "upper-limit" or "lower-limit":
                Finding? latest = visible.Where(finding => (derive.Kind == "upper-limit" ? finding.UpperLimit : finding.LowerLimit) is not null)
                    .OrderByDescending(finding => finding.When?.First ?? DateOnly.MinValue).ThenBy(finding => finding.Source, StringComparer.Ordinal).FirstOrDefault();
                if (latest is not null)
                    return new(definition, NumberValue.Of((derive.Kind == "upper-limit" ? latest.UpperLimit : latest.LowerLimit)!.Value), FactState.Derived, [Resolution.EvidenceOf(latest) with { Value = null }]);
                decimal? usual = _record.Subject.Sex == "male" ? derive.Male : _record.Subject.Sex == "female" ? derive.Female : null;
                return usual is { } limit && (derive.FromAge is not { } age || Age.Low >= age) ? new(definition, NumberValue.Of(limit), FactState.Derived, []) : null;
            case "two-day-mean":
                return TwoDayMean(definition, derive, visible);
            case "days-since" when _knowledge.Facts[of].Type == FactType.Date:
                decimal days = definition.Unit == "mo" ? 30.4375m : definition.Unit == "wk" ? 7m : 1m;
                return _resolution.Of(_knowledge.Facts[of], visible) is { Value: DateValue { Span: { } day } } date
                    ? new(definition, new NumberValue(Interval.Closed((_request.AsOf.DayNumber - day.Last.DayNumber) / days, (_request.AsOf.DayNumber - day.First.DayNumber) / days)), FactState.Derived, date.Evidence)
                    : null;
            case "days-until" when _knowledge.Facts[of].Type == FactType.Date:
                return _resolution.Of(_knowledge.Facts[of], visible) is { Value: DateValue { Span: { } on } } planned && on.Last >= _request.AsOf
                    ? new(definition, new NumberValue(Interval.Closed(on.First.DayNumber - _request.AsOf.DayNumber, on.Last.DayNumber - _request.AsOf.DayNumber)), FactState.Derived, planned.Evidence)
                    : null;
            default:
                return null;
        }
    }

    /// <summary>The mean of the two latest days; a single value that is not raised stands for itself, a single raised one leaves the mean open.</summary>
    private Fact? TwoDayMean(FactDefinition definition, Derivation derive, Finding[] visible)
    {
        FactDefinition measured = _knowledge.Facts[derive.Of[0]];
        (DateOnly Day, Fact Fact)[] days = [.. visible
            .Where(finding => finding.When is { } when && MeanWindow.After(when.First) >= _request.AsOf)
            .GroupBy(finding => finding.When!.Value.First)
            .OrderByDescending(group => group.Key)
            .Select(group => (group.Key, _resolution.Of(measured, [.. group])!))
            .Where(day => day.Item2.Value is NumberValue { IsUnknown: false })
            .Take(2)];
        if (days.Length == 0) return null;
        Interval newest = ((NumberValue)days[0].Fact.Value).Interval;
        ImmutableArray<Evidence> evidence = [.. days.SelectMany(day => day.Fact.Evidence)];
        if (days.Length == 2)
            return new(definition, new NumberValue(newest.Plus(((NumberValue)days[1].Fact.Value).Interval).Scale(0.5m)), FactState.Derived, evidence);
        return derive.RaisedFrom is { } raised && newest.Less(Interval.Exactly(raised)) != Truth.True
            ? new(definition, NumberValue.Unknown, FactState.Absent, evidence, "a single raised reading; a second one on another day is needed")
            : new(definition, new NumberValue(newest), FactState.Derived, evidence);
    }

    /// <summary>The mean of the last two values before a start.</summary>
    private NumberValue? AtStart(string name, DateOnly start)
    {
        Interval[] before = [.. _findings[name].Where(_resolution.IsVisible)
            .Where(finding => finding.Value is NumberValue { IsUnknown: false } && finding.When is { } when && when.Last <= start)
            .OrderByDescending(finding => finding.When!.Value.Last).ThenBy(finding => finding.Source, StringComparer.Ordinal)
            .Take(2).Select(finding => ((NumberValue)finding.Value!).Interval)];
        return before.Length == 0 ? null : new(before.Aggregate((left, right) => left.Plus(right)).Scale(1m / before.Length));
    }

    private NumberValue? Fall(FactDefinition definition, DateOnly start)
    {
        string of = definition.Derive!.Of[0];
        Interval? Value(Func<DateOnly, bool> when, bool latest)
        {
            IEnumerable<Finding> values = _findings[of].Where(_resolution.IsVisible)
                .Where(finding => finding.Value is NumberValue { Interval.Exact: not null } && finding.When is { } day && when(day.First));
            return (latest ? values.MaxBy(finding => finding.When!.Value.First) : values.MinBy(finding => finding.When!.Value.First))?.Value is NumberValue number ? number.Interval : null;
        }

        if (Value(day => day <= start && new Span(6, "mo").After(day) >= start, latest: true) is not { } baseline || Value(day => day > start, latest: true) is not { } now) return null;
        Interval fall = baseline.Minus(now);
        return new(definition.Derive.Kind == "fall" ? fall : definition.Unit == "%" ? fall.Over(baseline).Scale(100m) : fall.Over(baseline));
    }

    private Fact Hypersensitivity(Agent agent)
    {
        FactDefinition definition = _knowledge.Facts["Hypersensitivity"];
        Fact known = Facts["HypersensitivityTo"];
        ImmutableHashSet<string> substances = [.. agent.Medicines, .. agent.Hypersensitivity];
        if (known.Value is not SetValue set) return new(definition, FlagValue.No, FactState.Assumed, []);
        ImmutableArray<Evidence> Naming(Func<string, bool> names) => [.. known.Evidence.Where(evidence => substances.Any(substance => names(substance) && (evidence.Value ?? evidence.Quote ?? "").Contains(substance, StringComparison.OrdinalIgnoreCase)))];
        if (substances.Overlaps(set.Present)) return new(definition, FlagValue.Yes, FactState.Known, Naming(set.Present.Contains));
        if (substances.Overlaps(set.Possible))
        {
            return new(definition, FlagValue.Unknown, FactState.Doubtful, Naming(set.Possible.Contains), "an allergy entry that is not coded may mean it");
        }

        return new(definition, FlagValue.No, FactState.Assumed, []);
    }

    private Fact Failed(FactDefinition definition, Func<Agent, bool> counts)
    {
        Course[] failed = [.. _knowledge.Agents.Values.Where(counts).SelectMany(agent => Courses[agent.Id].Where(course => course.StopReason is StopReason.Ineffective or StopReason.NotTolerated).Take(1))];
        return new(definition, NumberValue.Of(failed.Length), FactState.Derived, [.. failed.SelectMany(course => course.Sources.Select(source => new Evidence(source, course.From)))]);
    }

    private Fact? Cumulative(FactDefinition definition, string agent)
    {
        if (!Courses.TryGetValue(agent, out ImmutableArray<Course> courses)) return null;
        if (courses.IsEmpty) return ListsHeld.Contains(RecordList.Medicines) ? new(definition, NumberValue.Of(0m), FactState.Assumed, []) : null;
        Interval months = Interval.Exactly(0m);
        foreach (Course course in courses)
        {
            if (course.From is not { } from || (course.To is null && !course.Running)) return new(definition, NumberValue.Unknown, FactState.Doubtful, [.. course.Sources.Select(source => new Evidence(source, course.From))], "the dates of an earlier course are not known");
            DateSpan to = course.To ?? DateSpan.On(_request.AsOf);
            months = months.Plus(Interval.Closed(Math.Max(0, to.First.DayNumber - from.Last.DayNumber) / 30.4375m, Math.Max(0, to.Last.DayNumber - from.First.DayNumber) / 30.4375m));
        }

        return new(definition, new NumberValue(months), FactState.Derived, [.. courses.SelectMany(course => course.Sources.Select(source => new Evidence(source, course.From)))]);
    }
}
