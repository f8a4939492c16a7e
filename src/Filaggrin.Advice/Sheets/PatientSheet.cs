using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
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
    private readonly KnowledgeBase _knowledge;
    private readonly PatientRecord _record;
    private readonly AppraisalRequest _request;
    private readonly Resolution _resolution;
    private readonly FindingsByFact _findings;
    private readonly TellingEntries _telling;
    private readonly Derivations _derivations;
    private readonly CourseFacts _courseFacts;
    private readonly Responses _responses;
    private readonly ImmutableArray<Course>[] _courses; // by the agent's number
    private AgentFrames _frames;
    private PatientSheet? _forCourse;
    private PatientSheet? _actual; // of a sheet on which something is supposed, the one as it is
    private readonly Dictionary<string, ImmutableArray<Fact>> _without = new(StringComparer.Ordinal);

    // What is read from the person, the medicines and the courses.
    private static readonly FrozenDictionary<string, Func<PatientSheet, FactDefinition, bool, Fact?, Fact?>> Readers =
        new Dictionary<string, Func<PatientSheet, FactDefinition, bool, Fact?, Fact?>>(StringComparer.Ordinal)
        {
            ["Age"] = (sheet, definition, _, _) => new(definition, new NumberValue(sheet.Age), FactState.Derived, [new(sheet._record.Subject.Source, sheet._record.Subject.Birth)]),
            ["Sex"] = (sheet, definition, _, _) => sheet._record.Subject.Sex is { } sex ? new(definition, CodeValue.Of(sex), FactState.Known, [new(sheet._record.Subject.Source, null)]) : sheet.Told(definition),
            ["CurrentMedicine"] = (sheet, definition, held, answered) => sheet.Medicines.CurrentMedicine(definition, held, answered),
            ["MedicineEver"] = (sheet, definition, held, _) => sheet.Medicines.EverMedicine(definition, held),
            ["MedicineWithinYear"] = (sheet, definition, held, _) => sheet.Medicines.RecentMedicine(definition, held),
            ["CurrentMedicineClass"] = (sheet, definition, held, answered) => sheet.Medicines.CurrentClasses(definition, held, answered),
            ["BodySurfaceAreaM2"] = (sheet, definition, _, _) => sheet._derivations.BodySurface(definition),
            ["GlucocorticoidDays"] = Glucocorticoid,
            ["GlucocorticoidCoursesLast12Months"] = Glucocorticoid,
            ["MonthsSinceLongGlucocorticoid"] = Glucocorticoid,
            ["PrednisoloneEquivalentDose"] = (sheet, definition, held, _) => sheet.Prednisolone(definition, held),
            ["OnSystemic"] = (sheet, _, _, _) => sheet.OnSystemic,
            ["FailedSystemics"] = (sheet, definition, _, _) => sheet._derivations.Failed(definition, _ => true),
            ["FailedTreatments"] = (sheet, definition, _, _) =>
                sheet._resolution.Of(definition, sheet._findings[definition]) is { Value.IsUnknown: false } told ? told : sheet._derivations.FailedOfAny(definition),
            ["FailedImmunosuppressants"] = (sheet, definition, _, _) => sheet._derivations.Failed(definition, agent => agent.Class.Contains("immunosuppressant", StringComparison.Ordinal)),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    // The same for every patient: by place what is worked out; and of the numbers, which alone may last, the place and whether it is worked out of values that grow old.
    private static readonly ConditionalWeakTable<FactDictionary, bool[]> Reckoned = [];
    private static readonly ConditionalWeakTable<FactDictionary, (int Place, bool OfValues)[]> Numbers = [];

    private PatientSheet(KnowledgeBase knowledge, PatientRecord record, AppraisalRequest request, bool resultsLast)
    {
        _knowledge = knowledge;
        _record = record;
        _request = request;
        Age = AgeOf(record.Subject.Birth, LastDay(record.Subject, request.AsOf));
        _findings = new(knowledge.Facts, record.Findings.Concat(request.Answers));
        _resolution = ResolutionOf(resultsLast);
        _telling = new(knowledge.Facts, _findings, _resolution, request.AsOf);
        Medicines = new(knowledge, record.Medicines, request.AsOf, record.Medicines.Any(entry => entry.Dose?.IsByWeight == true) ? Weight() : null);
        _courses = new ImmutableArray<Course>[knowledge.AgentsInOrder.Length];
        foreach (Agent agent in knowledge.AgentsInOrder) _courses[agent.Number] = CoursesToldOf(agent);
        InUseForEczema = [.. knowledge.AgentsInOrder.Where(agent => agent.GivenForEczema && IsTaking(agent)).Select(agent => agent.Id)];
        ListsHeld = [.. record.ListsHeld.Where(list => list.Value is not { } known || known <= request.AsOf).Select(list => list.Key)];
        if (request.Answers.Any(answer => answer.Fact.Name == "CurrentMedicine") && !ListsHeld.Contains(RecordList.Medicines)) ListsHeld = ListsHeld.Add(RecordList.Medicines);
        OnSystemic = knowledge.Facts.Find("OnSystemic") is { } systemic ? new(systemic, FlagValue.Of(TakesSystemic()), FactState.Derived, []) : null;
        Results = new(_findings, _resolution);
        _courseFacts = new(knowledge.Facts, Results, request.AsOf, record.Subject.Sex, Medicines);
        _responses = new(knowledge, Results, _courseFacts, request.Region, request.AsOf);
        _derivations = Derived();
        Facts = Build();
        _frames = new(knowledge, this, _courseFacts, _responses, actual: null);
    }

    private decimal? Weight() => _knowledge.Facts.Find("Weight") is { } weight && _resolution.Of(weight, _findings[weight.Name])?.Value is NumberValue { Interval.Exact: { } exact } ? exact : null;

    // The same record on the same day, read for the course of a treatment.
    private PatientSheet(PatientSheet sheet)
    {
        (_knowledge, _record, _request, _findings) = (sheet._knowledge, sheet._record, sheet._request, sheet._findings);
        (Age, Medicines, _courses, InUseForEczema, ListsHeld, OnSystemic) = (sheet.Age, sheet.Medicines, sheet._courses, sheet.InUseForEczema, sheet.ListsHeld, sheet.OnSystemic);
        (Results, _courseFacts, _responses) = (sheet.Results, sheet._courseFacts, sheet._responses); // they look at each day's values, however old
        _resolution = ResolutionOf(resultsLast: true);
        _telling = new(_knowledge.Facts, _findings, _resolution, _request.AsOf);
        _derivations = Derived();
        Supposed = Lasting(sheet.Facts);
        Facts = Supposed.IsEmpty ? sheet.Facts : sheet.Facts.With(Supposed.AsSpan());
        _frames = Supposed.IsEmpty ? sheet._frames : new(_knowledge, this, _courseFacts, _responses, sheet._frames);
        _forCourse = this;
    }

    private Resolution ResolutionOf(bool resultsLast) => new(_request.AsOf, child: Age.Low is not >= 18m, resultsLast);

    private Derivations Derived() => new(_knowledge, _record, _request, _resolution, _findings, Results, Medicines, _courses, ListsHeld, Age);

    /// <summary>Age in years; an interval where the birth date is not known to the day.</summary>
    public Interval Age { get; }

    /// <summary>The facts of the patient; those of an agent come with <see cref="For"/>.</summary>
    public FactSheet Facts { get; private set; }

    /// <summary>The edition by which it is read.</summary>
    internal KnowledgeBase Knowledge => _knowledge;

    /// <summary>The day.</summary>
    public DateOnly AsOf => _request.AsOf;

    /// <summary>Date of birth, as precisely as known.</summary>
    public DateSpan? Birth => _record.Subject.Birth;

    /// <summary>Facts that are taken otherwise than the day's sheet has them.</summary>
    internal ImmutableArray<Fact> Supposed { get; private set; } = [];

    /// <summary>Medicines in use.</summary>
    public MedicineUse Medicines { get; }

    /// <summary>The courses of an agent, oldest first.</summary>
    public ImmutableArray<Course> CoursesOf(Agent agent) => _courses[agent.Number];

    /// <summary>The patient takes an agent on the day.</summary>
    public bool IsTaking(Agent agent)
    {
        foreach (Course course in CoursesOf(agent))
        {
            if (course.Running) return true;
        }

        return false;
    }

    /// <summary>The agents for eczema that the patient takes.</summary>
    internal ImmutableArray<string> InUseForEczema { get; }

    /// <summary>The lists that the record holds on the day.</summary>
    public ImmutableArray<RecordList> ListsHeld { get; }

    /// <summary>The orders of an agent that are taken as running although nobody renewed them for long.</summary>
    internal IEnumerable<string> NotRenewed() =>
        Medicines.AssumedRunning.Select(entry => Texts.Of("assumed-running", string.Join(", ", entry.Ingredients), MedicineUse.Last(entry) is { } day ? DateSpan.Iso(day) : ""));

    /// <summary>The texts that may mean an agent for eczema in use, no proof that it is taken and no reason to pass over it, and the codes that may mean another one than they count as.</summary>
    internal IEnumerable<string> NotFollowed() =>
        from entry in Medicines.Current
        where !entry.PossibleIngredients.IsEmpty
        let possible = _knowledge.AgentsInOrder.Where(agent => agent.GivenForEczema && agent.Medicines.Intersect(entry.PossibleIngredients, StringComparer.Ordinal).Any()).Select(agent => agent.Name).ToArray()
        where possible.Length > 0
        select entry.Ingredients.IsEmpty ? Texts.Of("text-not-followed", entry.Quote ?? "", entry.Source, string.Join(", ", possible))
            : Texts.Of("text-shared-code", entry.Quote ?? "", entry.Source, string.Join(", ", possible), string.Join(", ", entry.Ingredients));

    /// <summary>Whether an agent for eczema is taken.</summary>
    internal Fact? OnSystemic { get; }

    /// <summary>The entries of the record and the answers that speak of a fact, by source and date.</summary>
    internal IReadOnlyList<Finding> EntriesOf(FactDefinition fact) => _findings[fact];

    /// <summary>Values day by day.</summary>
    internal Results Results { get; }

    /// <summary>Reads a record as of a day.</summary>
    public static PatientSheet Of(KnowledgeBase knowledge, PatientRecord record, AppraisalRequest request) => new(knowledge, record, request, resultsLast: false);

    /// <summary>Reads a record for the course of a treatment: a measured value counts until a newer one, however old; scores age as ever.</summary>
    public static PatientSheet ForCourse(KnowledgeBase knowledge, PatientRecord record, AppraisalRequest request) => new(knowledge, record, request, resultsLast: true);

    /// <summary>The same, read for the course of a treatment.</summary>
    internal PatientSheet ForCourse() => _forCourse ??= _actual is null ? new(this) : _actual.ForCourse().Supposing(Supposed);

    /// <summary>The same record on another day, read for the course of a treatment; nothing is supposed.</summary>
    internal PatientSheet ForCourseOn(DateOnly day) => ForCourse(_knowledge, _record, _request with { AsOf = day });

    /// <summary>The effect of an agent in use.</summary>
    internal AgentResponse ResponseTo(Agent agent, Course course, FactSheet frame) => _responses.Of(agent, course, frame);

    /// <summary>Systemic glucocorticoids of the last year.</summary>
    internal GlucocorticoidUse Glucocorticoids() => GlucocorticoidUse.Of(Medicines.CoursesOfClass(GlucocorticoidUse.Class), _knowledge.Medicines, AsOf);

    /// <summary>The same patient with some facts otherwise; what rests on them follows, treatments stay.</summary>
    internal PatientSheet Supposing(ImmutableArray<Fact> facts)
    {
        PatientSheet sheet = (PatientSheet)MemberwiseClone();
        (sheet._actual, sheet._forCourse) = (this, null);
        sheet.Supposed = facts;
        sheet.Facts = Facts.With(facts.AsSpan());
        sheet._frames = new(_knowledge, sheet, _courseFacts, _responses, _frames);
        return sheet;
    }

    /// <summary>The medicines in use, their classes and doses as if some were stopped; the medicines first.</summary>
    internal ImmutableArray<Fact> WithoutMedicines(ImmutableArray<string> names)
    {
        // The same few medicines close several agents.
        string key = string.Join('|', names);
        if (_without.TryGetValue(key, out ImmutableArray<Fact> known)) return known;
        return _without[key] = Stopped(names);
    }

    private ImmutableArray<Fact> Stopped(ImmutableArray<string> names)
    {
        FactDictionary dictionary = _knowledge.Facts;
        MedicineUse use = Medicines.Without(names);
        Fact? answered = _resolution.Of(dictionary["CurrentMedicine"], _findings["CurrentMedicine"]);
        if (answered?.Value is SetValue told) answered = answered with { Value = told with { Present = told.Present.Except(names) } };
        bool held = ListsHeld.Contains(RecordList.Medicines);
        IEnumerable<Fact> doses = dictionary.DerivedBy("dose-of").Where(fact => names.Contains(fact.Derive!.Of[0], StringComparer.Ordinal))
            .Select(fact => new Fact(fact, FactValue.NotApplicable, FactState.Derived, []));
        return [use.CurrentMedicine(dictionary["CurrentMedicine"], held, answered), use.CurrentClasses(dictionary["CurrentMedicineClass"], held, answered), .. doses];
    }

    /// <summary>The medicines in use that are, contain or belong to one of some medicines and classes.</summary>
    internal IEnumerable<string> Bearing(IReadOnlyCollection<string> members)
    {
        IEnumerable<string> answered = (_resolution.Of(_knowledge.Facts["CurrentMedicine"], _findings["CurrentMedicine"])?.Value as SetValue)?.Present ?? [];
        return Medicines.Bearing(members)
            .Concat(answered.Where(name => members.Contains(name, StringComparer.Ordinal) || _knowledge.Medicines.ClassesOf([name], []).Any(of => members.Contains(of, StringComparer.Ordinal))));
    }

    /// <summary>The last day of a state that is over; null where it goes on or has no date.</summary>
    internal DateOnly? LastDayOf(FactDefinition fact) => _resolution.LastDay(_findings[fact]);

    /// <summary>The newest entry of a fact that speaks of the past alone, dated by its end; null where there is none.</summary>
    internal FactOrigin? Over(string name) => _findings[name].Where(_resolution.IsOver)
        .Select(finding => Resolution.EvidenceOf(finding) with { Date = finding.End })
        .OrderByDescending(entry => entry.Date?.Last).ThenBy(entry => entry.Source, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>The first day on which no more than so many glucocorticoid courses lie within a year.</summary>
    internal DateOnly? GlucocorticoidCoursesFallTo(int count) => _derivations.GlucocorticoidCoursesFallTo(count);

    /// <summary>Age in years at a day; months count as twelfths, so that a birthday is exact.</summary>
    public static Interval AgeOf(DateSpan? birth, DateOnly day)
    {
        if (birth is not { } span) return Interval.Any;
        return Interval.Closed(Years(span.Last, day), Years(span.First, day));

        static decimal Years(DateOnly born, DateOnly day)
        {
            if (day <= born) return 0m; // some entry is dated before the birth
            int months = (day.Year - born.Year) * 12 + day.Month - born.Month;
            if (born.AddMonths(months) > day) months--;
            int rest = day.DayNumber - born.AddMonths(months).DayNumber;
            return months / 12m + rest / 372m;
        }
    }

    /// <summary>The day of the appraisal, or of death where that came before: nobody grows older afterwards.</summary>
    private static DateOnly LastDay(Subject subject, DateOnly asOf) =>
        subject is { Deceased: true, DeceasedOn: { } death } && death.First <= asOf ? death.Last < asOf ? death.Last : asOf : asOf;

    /// <summary>The facts in the frame of one agent.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="continued">Agents for eczema that shall go on beside it.</param>
    public FactSheet For(Agent agent, ImmutableArray<string> continued) => continued.IsEmpty ? _frames.Of(agent) : _frames.Beside(agent, continued);

    /// <summary>Courses by medicine, and for a procedure whether it runs.</summary>
    private ImmutableArray<Course> CoursesToldOf(Agent agent)
    {
        ImmutableArray<Course> courses = Medicines.CoursesOf(agent);
        if (agent.Procedures.IsEmpty || _knowledge.Facts.Find("CurrentProcedure") is not { } definition) return courses;
        Finding[] running = [.. _findings[definition].Where(finding => finding.Value is SetValue set && set.Present.Overlaps(agent.Procedures))];
        return _resolution.Of(definition, running) is { Evidence: [.., var last] evidence }
            ? courses.Add(new(agent.Id, last.Date, null, Running: true, StopReason.Unknown, SevereReaction: false, null, [.. evidence.Select(entry => entry.Source)]))
            : courses;
    }

    /// <summary>It is worked out, or part of the request, even where no entry speaks of it.</summary>
    private static bool IsReckoned(FactDefinition definition) => definition.Derive is not null || definition.Scope == FactScope.Request || Readers.ContainsKey(definition.Name);

    private FactSheet Build()
    {
        List<Fact> facts = [];
        bool medicinesHeld = ListsHeld.Contains(RecordList.Medicines);
        Fact? answered = _resolution.Of(_knowledge.Facts["CurrentMedicine"], _findings["CurrentMedicine"]);
        bool[] reckoned = Reckoned.GetValue(_knowledge.Facts, static dictionary => [.. dictionary.All.Select(IsReckoned)]);
        for (int place = 0; place < reckoned.Length; place++)
        {
            if ((reckoned[place] || _findings.Has(place)) && Given(_knowledge.Facts.All[place], medicinesHeld, answered) is { } fact) facts.Add(fact);
        }

        return new(_knowledge.Facts, facts, ListsHeld);
    }

    /// <summary>The measured values that count for longer in the course of a treatment, and what is worked out of them.</summary>
    private ImmutableArray<Fact> Lasting(FactSheet day)
    {
        List<Fact> lasting = [];
        bool medicinesHeld = ListsHeld.Contains(RecordList.Medicines);
        foreach ((int place, bool ofValues) in Numbers.GetValue(_knowledge.Facts, static dictionary => [.. dictionary.All.Index().Where(fact => fact.Item.Type == FactType.Number).Select(fact => (fact.Index, IsOfValues(fact.Item, dictionary)))]))
        {
            if (!ofValues && !_findings.Has(place)) continue;
            FactDefinition definition = _knowledge.Facts.All[place];
            if (_findings.Has(place) && !MayLast(definition, day)) continue;
            if (Given(definition, medicinesHeld, null) is { } fact && (day.GivenFor(definition) is not { } same || !Tells(fact, same))) lasting.Add(fact);
        }

        return [.. lasting];

        static bool IsOfValues(FactDefinition definition, FactDictionary dictionary) => definition.Name == "BodySurfaceAreaM2" || (definition.Derive is { } derive && Derivations.ReadsValues(derive, dictionary));

        // Nothing was too old.
        static bool MayLast(FactDefinition definition, FactSheet day) => definition is not { Derive: null, Native: false } || day.GivenFor(definition) is { State: FactState.OutOfDate };

        static bool Tells(Fact fact, Fact other) =>
            fact.State == other.State && fact.Why == other.Why && fact.Value.Equals(other.Value) && fact.Evidence.SequenceEqual(other.Evidence);
    }

    /// <summary>What the record gives for a fact; null: nothing.</summary>
    private Fact? Given(FactDefinition definition, bool medicinesHeld, Fact? answered)
    {
        Finding[] told = _telling.Of(definition);
        Fact? fact = Readers.TryGetValue(definition.Name, out Func<PatientSheet, FactDefinition, bool, Fact?, Fact?>? read) ? read(this, definition, medicinesHeld, answered) : Told(definition);
        if (definition.OutdatedBy is { } later && fact is not null) fact = Outdated(fact, _knowledge.Facts[later]);
        if (definition.Derive is { Kind: "lower-with", Of: [var other, ..] } && fact is not null && _findings[other].Length > 0) fact = Beside(fact, _knowledge.Facts[other]);
        if (told.Length == 0 || fact is null) return fact;
        // What cannot be worked out, or rests on no entry, may have been told; so may more than the record's own courses amount to.
        bool isOpen = fact is { Value.IsUnknown: true } or { State: FactState.Derived or FactState.Assumed, Evidence.IsEmpty: true };
        if (!isOpen && definition.Derive?.Kind != "cumulative") return fact;
        return _resolution.Of(definition, told) is { Value.IsUnknown: false } said && (isOpen || IsMore(said, fact)) ? said : fact;
    }

    private static bool IsMore(Fact said, Fact reckoned) => said.Value is NumberValue told && reckoned.Value is NumberValue known && known.Interval.Less(told.Interval) == Truth.True;

    /// <summary>A value from before another one that was raised is no more than a bound.</summary>
    private Fact Outdated(Fact fact, FactDefinition later)
    {
        if (fact is not { Value: NumberValue { Interval.High: { } high } number, Evidence: [{ Date: { } day }, ..] }) return fact;
        if (_resolution.Of(later, _findings[later]) is not { Value: NumberValue { Interval.Low: { } raised }, Evidence: [{ Date: { } newer }, ..] } || newer.First <= day.Last) return fact;
        if (_derivations.Of(_knowledge.Facts.UpperLimitOf(later.Name)!)?.Value is not NumberValue { Interval.High: { } limit } || raised <= limit) return fact;
        return fact with
        {
            Value = new NumberValue(new Interval(null, false, high, number.Interval.HighOpen)),
            State = FactState.OutOfDate,
            Why = Texts.Of("why-raised-since", later.Text, newer),
        };
    }

    /// <summary>Of two measures the lower counts: beside one that cannot be read and is not older, the other is no more than a bound.</summary>
    private Fact Beside(Fact fact, FactDefinition otherDefinition)
    {
        if (_resolution.Of(otherDefinition, _telling.Of(otherDefinition)) is not { } other) return fact;
        (Fact readable, Fact doubt) = fact.State == FactState.Doubtful ? (other, fact) : (fact, other);
        if (doubt is not { State: FactState.Doubtful, Value.IsUnknown: true } || readable is not { State: FactState.Known, Value: NumberValue { Interval: { High: not null } known }, Evidence: [{ Date: { } day }, ..] }) return fact;
        if (doubt.Evidence is not [var entry, ..] || entry.Date?.Last < day.First) return fact;
        return new(fact.Definition, new NumberValue(new Interval(null, false, known.High, known.HighOpen)), FactState.Doubtful, [.. doubt.Evidence, .. readable.Evidence], doubt.Why);
    }

    /// <summary>What is derived from entries, or what they say.</summary>
    private Fact? Told(FactDefinition definition) =>
        (definition.Derive is null ? null : _derivations.Of(definition)) ?? _resolution.Of(definition, _telling.Of(definition)) ?? Requested(definition);

    private static Fact? Glucocorticoid(PatientSheet sheet, FactDefinition definition, bool held, Fact? answered) => sheet._derivations.Glucocorticoid(definition, held);

    private Fact? Prednisolone(FactDefinition definition, bool listHeld)
    {
        if (!listHeld) return null;
        ImmutableArray<Course> courses = Medicines.CoursesOfClass(GlucocorticoidUse.Class);
        Course[] running = [.. courses.Where(course => course.Running)];
        ImmutableArray<MedicineEntry> possible = [.. Medicines.PossiblyOfClass(GlucocorticoidUse.Class).Where(Medicines.MayRun)];
        if (!possible.IsEmpty) return Derivations.AtLeast(definition, GlucocorticoidUse.DoseOn(running.SelectMany(course => course.Stretches), AsOf, AsOf, _knowledge.Medicines), possible);
        if (running.Length == 0) return new(definition, FactValue.NotApplicable, FactState.Derived, []);
        ImmutableArray<FactOrigin> evidence = [.. running.SelectMany(course => CourseFacts.EvidenceOf(course))];
        if (running.Any(course => course.From is null)) return new(definition, NumberValue.Unknown, FactState.Doubtful, evidence, Texts.Of("why-course-start"));
        return GlucocorticoidUse.DoseOn(courses.SelectMany(course => course.Stretches), AsOf, AsOf, _knowledge.Medicines) is { } daily
            ? new(definition, NumberValue.Of(daily), FactState.Derived, evidence)
            : new(definition, NumberValue.Unknown, FactState.Absent, evidence, Texts.Of("why-dose-unstructured"));
    }

    private Truth TakesSystemic() =>
        !InUseForEczema.IsEmpty ? Truth.True
        : ListsHeld.Contains(RecordList.Medicines) && !_knowledge.AgentsInOrder.Any(agent => agent.GivenForEczema && Medicines.PossiblyOf(agent).Any(Medicines.MayRun)) ? Truth.False : Truth.Unknown;

    private static Fact? Requested(FactDefinition definition) => definition is { Scope: FactScope.Request, Default: { } text }
        ? new(definition, definition.Type switch
        {
            FactType.Set => SetValue.Of(true),
            FactType.Code => CodeValue.Of(text),
            _ => FlagValue.Of(Kleene.Of(text is "true" or "yes")),
        }, FactState.Assumed, [])
        : definition is { Scope: FactScope.Request, Type: FactType.Set } ? new(definition, SetValue.Of(true), FactState.Assumed, []) : null;
}
