using System.Collections.Immutable;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Knowledge.Units;

namespace Filaggrin.Advice.Treatments;

/// <summary>Which medicines are in use on a day, and which courses of the agents a record tells of.</summary>
public sealed class MedicineUse
{
    // An order without an end of its own and without renewal counts as ended after a year, unless it is of the agent for eczema that was begun last; one dose given counts for a week, of an agent for eczema for four weeks.
    private static readonly Span OrderLife = new(12, "mo");
    private static readonly Span SupplyLife = new(3, "mo");

    // The longest time after a treatment for which sources rule a live vaccine out.
    private static readonly Span Recent = new(12, "mo");
    private const int DaysAfterDose = 7;
    private const int DaysAfterAgentDose = 28;
    private const int DaysBetweenCourses = 31;
    private const int DaysBetweenShortCourses = 7;
    private const int DaysLate = 14; // a dose that comes later than this begins a new course; a short one that was ordered once may begin so late
    private const int DaysOfChange = 28; // from one strength to the next
    private const int DaysOfCourse = 14; // who is handed so much and no more, as of an antibiotic, takes it up

    private readonly KnowledgeBase _knowledge;
    private readonly DateOnly _asOf;
    private readonly ImmutableArray<MedicineEntry> _entries;
    private readonly HashSet<string> _systemic;
    private readonly ImmutableArray<MedicineEntry> _possible;
    private readonly Dictionary<string, ImmutableArray<Course>> _ofClass = new(StringComparer.Ordinal);
    private readonly Dictionary<MedicineEntry, FactOrigin> _origins = new(ReferenceEqualityComparer.Instance);

    /// <summary>Reads the entries that exist on a day.</summary>
    /// <param name="knowledge">The knowledge.</param>
    /// <param name="entries">The entries.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="weight">The weight of the patient (kg), for doses that are told by it; null: not known, and such a dose is none.</param>
    public MedicineUse(KnowledgeBase knowledge, IEnumerable<MedicineEntry> entries, DateOnly asOf, decimal? weight = null)
    {
        _knowledge = knowledge;
        _asOf = asOf;
        _entries = [.. entries.Where(entry => (entry.Known ?? entry.From?.First ?? entry.Authored?.First ?? DateOnly.MinValue) <= asOf
            && (entry.From is not { } from || from.First <= asOf))
            .DistinctBy(entry => (entry.Source, string.Join('+', entry.Ingredients), entry.Kind, entry.Status, entry.From, entry.To, entry.Authored, entry.Dose)).Select(entry => Weighed(entry, weight)).OrderBy(entry => entry.Source, StringComparer.Ordinal)];
        (_systemic, _possible) = Told();
        Current = [.. _entries.Where(IsCurrent)];
    }

    private static MedicineEntry Weighed(MedicineEntry entry, decimal? weight) => entry.Dose is { IsByWeight: true } dose ? entry with { Dose = dose.For(weight) } : entry;

    // Entries that were read before, or some of them.
    private MedicineUse(MedicineUse use, ImmutableArray<MedicineEntry> entries, ImmutableArray<MedicineEntry> current)
    {
        (_knowledge, _asOf, _entries, Current) = (use._knowledge, use._asOf, entries, current);
        (_systemic, _possible) = Told();
    }

    private (HashSet<string> Systemic, ImmutableArray<MedicineEntry> Possible) Told() => (
        new(_entries.Where(entry => entry.Systemic).SelectMany(entry => entry.Ingredients), StringComparer.Ordinal),
        [.. _entries.Where(entry => entry is { Systemic: true, PossibleIngredients.IsEmpty: false, Status: not MedicineStatus.NotTaken })]);

    /// <summary>The entries in use on the day.</summary>
    public ImmutableArray<MedicineEntry> Current { get; }

    /// <summary>Active orders that count as ended because nobody renewed them for a year, or because they were for two weeks at most and these are over: the newest of each medicine that is not in use, by name.</summary>
    public ImmutableArray<MedicineEntry> AssumedEnded =>
    [
        .. _entries.Where(entry => entry is { Kind: MedicineEntryKind.Request, Ingredients.IsEmpty: false })
            .GroupBy(entry => string.Join(", ", entry.Ingredients), StringComparer.Ordinal)
            .Select(group => group.OrderBy(Last).ThenBy(entry => entry.Source, StringComparer.Ordinal).Last())
            .Where(entry => entry is { Status: MedicineStatus.Active, EndIsPlanned: false } && !IsCurrent(entry)
                && !Current.Any(other => entry.Ingredients.All(name => other.Ingredients.Contains(name, StringComparer.Ordinal))))
            .OrderBy(entry => entry.Ingredients[0], StringComparer.Ordinal).ThenBy(entry => entry.Source, StringComparer.Ordinal),
    ];

    /// <summary>Active orders that count as running though nobody renewed them for a year: those of the agent for eczema that was begun last.</summary>
    public IEnumerable<MedicineEntry> AssumedRunning =>
        Current.Where(entry => entry is { Kind: MedicineEntryKind.Request, Status: MedicineStatus.Active, EndIsPlanned: false } && Last(entry) is { } last && OrderLife.After(last) < _asOf);

    /// <summary>The medicines in use as a fact.</summary>
    /// <param name="definition">The fact.</param>
    /// <param name="listHeld">The record holds a list of medicines.</param>
    /// <param name="answered">What a person answered, or null.</param>
    public Fact CurrentMedicine(FactDefinition definition, bool listHeld, Fact? answered)
    {
        string[] named = [.. (answered?.Value as SetValue)?.Present ?? []];
        listHeld |= answered is not null;
        List<string> taken = [];
        foreach (MedicineEntry entry in Current) AddWithParts(entry.Ingredients, taken);
        if (named.Length > 0) AddWithParts([.. named.Select(Known)], taken);
        ImmutableSortedSet<string> present = [.. taken];
        ImmutableSortedSet<string> possible = [.. Current.SelectMany(entry => WithPartsOfEach(Besides(entry))).Except(present, StringComparer.Ordinal)];
        string? quote = Current.FirstOrDefault(entry => Besides(entry).Any())?.Quote;
        return new(
            definition, new SetValue(present, possible, listHeld), listHeld ? FactState.Known : FactState.Absent,
            [.. Current.Where(entry => !entry.Ingredients.IsEmpty || !entry.PossibleIngredients.IsEmpty).Select(EvidenceOf), .. answered?.Evidence ?? []],
            quote is null ? null : Texts.Of("why-uncoded", quote));
    }

    /// <summary>The medicines taken at any time, as far as the record tells, as a fact.</summary>
    /// <param name="definition">The fact.</param>
    /// <param name="listHeld">The record holds a list of medicines.</param>
    public Fact EverMedicine(FactDefinition definition, bool listHeld) => Taken(definition, listHeld, Named(), []);

    /// <summary>The medicines in use or ended within a year as a fact; one without a day may be of them.</summary>
    /// <param name="definition">The fact.</param>
    /// <param name="listHeld">The record holds a list of medicines.</param>
    public Fact RecentMedicine(FactDefinition definition, bool listHeld)
    {
        List<MedicineEntry> recent = [], undated = [];
        foreach (MedicineEntry entry in Named())
        {
            DateOnly? last = Last(entry);
            if (IsCurrent(entry) || (last is { } day && Recent.After(day) >= _asOf)) recent.Add(entry);
            else if (last is null) undated.Add(entry);
        }

        return Taken(definition, listHeld, recent, undated);
    }

    private List<MedicineEntry> Named()
    {
        List<MedicineEntry> named = new(_entries.Length);
        foreach (MedicineEntry entry in _entries)
        {
            if (entry.Status != MedicineStatus.NotTaken && !(entry.Ingredients.IsEmpty && entry.PossibleIngredients.IsEmpty)) named.Add(entry);
        }

        return named;
    }

    private Fact Taken(FactDefinition definition, bool listHeld, List<MedicineEntry> taken, List<MedicineEntry> undated)
    {
        List<string> certain = [], open = [];
        List<FactOrigin> evidence = new(taken.Count + undated.Count);
        foreach (MedicineEntry entry in taken) Take(entry, certain);
        foreach (MedicineEntry entry in undated) Take(entry, open);
        ImmutableSortedSet<string> present = [.. certain];
        open.RemoveAll(present.Contains);
        return new(definition, new SetValue(present, [.. open], listHeld), listHeld ? FactState.Known : FactState.Absent, [.. evidence]);

        void Take(MedicineEntry entry, List<string> names)
        {
            AddWithParts(entry.Ingredients, names);
            if (!entry.PossibleIngredients.IsEmpty) open.AddRange(WithPartsOfEach(entry.PossibleIngredients));
            evidence.Add(EvidenceOf(entry));
        }
    }

    /// <summary>The classes of the medicines in use as a fact.</summary>
    /// <param name="definition">The fact.</param>
    /// <param name="listHeld">The record holds a list of medicines.</param>
    /// <param name="answered">The medicines that a person answered, or null.</param>
    public Fact CurrentClasses(FactDefinition definition, bool listHeld, Fact? answered)
    {
        List<FactOrigin> evidence = [.. answered?.Evidence ?? []];
        listHeld |= answered is not null;
        SortedSet<string> present = new(_knowledge.Medicines.ClassesOf(((answered?.Value as SetValue)?.Present ?? []).Select(Known), []), StringComparer.Ordinal), possible = new(StringComparer.Ordinal);
        foreach (MedicineEntry entry in Current)
        {
            string[] classes = [.. _knowledge.Medicines.ClassesOf(entry.Systemic ? WithParts(entry.Ingredients) : [], entry.AtcCodes)];
            present.UnionWith(classes);
            possible.UnionWith(_knowledge.Medicines.ClassesOf(WithPartsOfEach(Besides(entry)), []));
            if (classes.Length > 0) evidence.Add(EvidenceOf(entry) with { Value = $"{string.Join(", ", classes)} ({string.Join(", ", entry.Ingredients)})" });
        }

        possible.ExceptWith(present);
        return new(definition, new SetValue([.. present], [.. possible], listHeld), listHeld ? FactState.Known : FactState.Absent, [.. evidence]);
    }

    // What a code that several medicines share leaves open would be taken in the place of the one that counts, never beside it.
    private IEnumerable<string> Besides(MedicineEntry entry) => entry.Ingredients.IsEmpty ? entry.PossibleIngredients
        : entry.PossibleIngredients.Where(name => _knowledge.Medicines.ByName(name) is not { } medicine || !medicine.Atc.Any(code => entry.AtcCodes.Contains(code, StringComparer.Ordinal)));

    /// <summary>The same use without some medicines, as if they were stopped.</summary>
    public MedicineUse Without(ImmutableArray<string> medicines)
    {
        ImmutableArray<MedicineEntry> stopped = Current.RemoveAll(entry => !entry.Ingredients.Any(name => medicines.Has(name)));
        return stopped.IsEmpty ? this : new(this, _entries.RemoveAll(entry => stopped.Contains(entry)), Current.RemoveAll(entry => stopped.Contains(entry)));
    }

    /// <summary>The medicines in use that are, contain or belong to one of some medicines and classes.</summary>
    public IEnumerable<string> Bearing(IReadOnlyCollection<string> members) => Current
        .Where(entry => WithParts(entry.Ingredients).Concat(_knowledge.Medicines.ClassesOf(entry.Systemic ? WithParts(entry.Ingredients) : [], entry.AtcCodes)).Any(name => members.Contains(name, StringComparer.Ordinal)))
        .SelectMany(entry => entry.Ingredients.Where(name => members.Contains(name, StringComparer.Ordinal)) is var named && named.Any() ? named : entry.Ingredients);

    /// <summary>The entries in use of one agent.</summary>
    public ImmutableArray<MedicineEntry> CurrentOf(Agent agent) => Those(Current, agent, IsOf);

    /// <summary>The courses of one agent, oldest first: entries that follow each other within a month are one course.</summary>
    public ImmutableArray<Course> CoursesOf(Agent agent)
    {
        foreach (string name in agent.Medicines)
        {
            if (_systemic.Contains(name)) return Courses(agent);
        }

        return [];
    }

    private ImmutableArray<Course> Courses(Agent agent) =>
        Courses(agent.Id, entry => IsOf(entry, agent), DaysBetweenCourses, areRenewed: !_knowledge.Medicines.ClassesOf(agent.Medicines, []).Contains(GlucocorticoidUse.Class, StringComparer.Ordinal));

    /// <summary>The courses of a class of medicines, joined whatever the substance: of short courses each counts, so only what follows within days is a renewal.</summary>
    public ImmutableArray<Course> CoursesOfClass(string name)
    {
        if (_ofClass.TryGetValue(name, out ImmutableArray<Course> known)) return known;
        return _ofClass[name] = Courses(name, entry => ClassesOf(entry).Contains(name, StringComparer.Ordinal), DaysBetweenShortCourses);
    }

    private IEnumerable<string> ClassesOf(MedicineEntry entry) => _knowledge.Medicines.ClassesOf(entry.Systemic ? entry.Ingredients : [], entry.AtcCodes);

    /// <summary>The entries, in use or over, of which it cannot be told whether they speak of an agent or whether it was taken.</summary>
    public ImmutableArray<MedicineEntry> PossiblyOf(Agent agent) => Those(_possible, agent, static (entry, of) => entry.PossibleIngredients.HasAny(of.Medicines));

    /// <summary>The entries, in use or over, of which it cannot be told whether they speak of a class of medicines or whether these were taken.</summary>
    public ImmutableArray<MedicineEntry> PossiblyOfClass(string name) => _possible.IsEmpty ? []
        : [.. _possible.Where(entry => _knowledge.Medicines.ClassesOf(entry.PossibleIngredients, entry.AtcCodes).Contains(name, StringComparer.Ordinal))];

    /// <summary>It may be in use on the day.</summary>
    public bool MayRun(MedicineEntry entry) => IsCurrent(entry);

    /// <summary>Those of <see cref="PossiblyOf"/> that tell of a failure or of a reaction.</summary>
    public ImmutableArray<MedicineEntry> PossiblyTried(Agent agent) => PossiblyOf(agent) is { IsEmpty: false } possible
        ? [.. possible.Where(entry => entry.StopReason is StopReason.Ineffective or StopReason.NotTolerated)] : [];

    /// <summary>The entries in use of a medicine that acts in the whole body.</summary>
    public ImmutableArray<MedicineEntry> CurrentOf(string medicine) =>
        Those(Current, medicine, static (entry, name) => entry.Systemic && entry.Ingredients.Has(name));

    /// <summary>The entries in use of combinations that hold a medicine and act in the whole body; how much of it, their dose does not tell.</summary>
    public ImmutableArray<MedicineEntry> CombinedWith(string medicine) =>
        Those(Current, (Use: this, Name: medicine), static (entry, of) => entry.Systemic && !entry.Ingredients.Has(of.Name) && of.Use.WithParts(entry.Ingredients).Contains(of.Name, StringComparer.Ordinal));

    // Most that is asked for is not there, which takes no memory to say.
    private static ImmutableArray<MedicineEntry> Those<T>(ImmutableArray<MedicineEntry> entries, T of, Func<MedicineEntry, T, bool> counts)
    {
        List<MedicineEntry>? those = null;
        foreach (MedicineEntry entry in entries)
        {
            if (counts(entry, of)) (those ??= []).Add(entry);
        }

        return those is null ? [] : [.. those];
    }

    /// <summary>The courses of some entries.</summary>
    /// <param name="name">The agent or class.</param>
    /// <param name="counts">The entries that belong to it.</param>
    /// <param name="daysBetween">The days without any that do not part two courses.</param>
    /// <param name="areRenewed">An order that was filled and tells no end lasts until the next one, if that comes while a supply may last; of short courses nobody knows.</param>
    private ImmutableArray<Course> Courses(string name, Func<MedicineEntry, bool> counts, int daysBetween, bool areRenewed = false)
    {
        List<Course> courses = [];
        bool filled = false; // the last entry was an order that is completed
        List<Stretch> stretches = []; // of the last course
        foreach (MedicineEntry entry in _entries.Where(entry => counts(entry) && entry.Status != MedicineStatus.NotTaken)
            .OrderBy(Start).ThenBy(entry => entry.Source, StringComparer.Ordinal))
        {
            bool running = IsCurrent(entry);
            DateSpan? to = running ? null : entry.To is { } end && end.First <= _asOf ? end : entry.DaysSupply is { } days && entry.Authored is { } handed ? DateSpan.On(handed.Last.AddDays(days)) : null;
            DateSpan? from = entry.From ?? (entry.Authored?.First > to?.Last ? null : entry.Authored); // told after its end: no start
            Course course = new(name, from, to, running, running ? StopReason.Unknown : entry.StopReason, entry.SevereReaction, entry.Dose, []);
            if (areRenewed && filled && stretches is [.., { To: null, Running: false, From: { } begun }] && from is { } next && next.First > begun.Last && SupplyLife.After(begun.Last) >= next.First)
            {
                stretches[^1] = stretches[^1] with { To = DateSpan.On(next.First.AddDays(-1)) };
                courses[^1] = courses[^1].Join(course);
            }
            else if (courses is [.., var last] && last.Joins(course, stretches[^1].DaysOfEffect is > 0 and var effect ? Math.Max(daysBetween, effect + DaysLate) : daysBetween))
            {
                courses[^1] = last.Join(course);
            }
            else
            {
                Close();
                courses.Add(course);
            }

            filled = entry is { Kind: MedicineEntryKind.Request, Status: MedicineStatus.Completed, StopReason: StopReason.Unknown };
            stretches.Add(new(entry.Ingredients, from, to, running, entry.To is not null, entry.Kind, entry.Dose, entry.Source) { OnHold = entry.Status == MedicineStatus.OnHold, DaysOfEffect = DaysOfEffect(entry), DoseInWords = entry.DoseInWords, Moment = entry.Moment, Days = entry.Days });
        }

        Close();
        return [.. courses];

        void Close()
        {
            if (courses is [.., var whole]) courses[^1] = whole.Of(stretches) with { Dose = whole.Running ? Together(whole.Dose, stretches) : whole.Dose };
            stretches.Clear();
        }
    }

    /// <summary>What is taken side by side on the day, in the unit of the last entry; of an entry without a dose nobody knows.</summary>
    private Dose? Together(Dose? last, List<Stretch> stretches) =>
        last is not null && stretches.Count > 1 && DoseHistory.Daily(stretches, _asOf, _asOf, _ => 1m) is { } daily && UnitOfMeasure.Convert("mg/d", last.Unit) is { } map && daily * map.Factor > last.Amount
            ? new(decimal.Round(daily * map.Factor, 3) / 1.000m, last.Unit) : last;

    private static DateOnly Start(MedicineEntry entry) => entry.From?.First ?? entry.Authored?.First ?? DateOnly.MinValue;

    private static bool IsOf(MedicineEntry entry, Agent agent) => entry.Systemic && entry.Ingredients.HasAny(agent.Medicines);

    // Several facts rest on one entry.
    private FactOrigin EvidenceOf(MedicineEntry entry)
    {
        if (_origins.TryGetValue(entry, out FactOrigin? known)) return known;
        string said = entry.PossibleIngredients.IsEmpty ? string.Join(", ", entry.Ingredients.AsSpan()!) : string.Join(", ", entry.Ingredients.Concat(entry.PossibleIngredients.Select(name => name + "?")));
        return _origins[entry] = new(entry.Source, entry.From ?? entry.Authored, said, entry.Via, entry.Quote);
    }

    private IEnumerable<string> WithParts(ImmutableArray<string> names) =>
        names.IsEmpty || (names is [var only] && _knowledge.Medicines.ByName(only) is not { Parts.IsEmpty: false }) ? names // one by itself makes no combination
        : names.Concat(names.SelectMany(name => _knowledge.Medicines.ByName(name)?.Parts ?? []))
            .Concat(_knowledge.Medicines.Combinations.Where(medicine => names.HasAll(medicine.Parts)).Select(medicine => medicine.Name))
            .Distinct(StringComparer.Ordinal);

    private void AddWithParts(ImmutableArray<string> names, List<string> to)
    {
        if (names is [var only] && _knowledge.Medicines.ByName(only) is not { Parts.IsEmpty: false }) to.Add(only);
        else if (!names.IsEmpty) to.AddRange(WithParts(names));
    }

    // Of several that a text may mean it means one: together they make no combination.
    private IEnumerable<string> WithPartsOfEach(IEnumerable<string> possible) => possible.SelectMany(name => WithParts([name]));

    private bool IsCurrent(MedicineEntry entry)
    {
        switch (entry.Status)
        {
            case MedicineStatus.NotTaken or MedicineStatus.OnHold:
                return false;
            case MedicineStatus.Completed when entry is { Kind: MedicineEntryKind.Request, To: null, DaysSupply: { } supply, Authored: { } ordered }:
                return ordered.Last.AddDays(supply) >= _asOf; // all was handed out, and lasts
            case MedicineStatus.Completed or MedicineStatus.Stopped when entry.Kind is MedicineEntryKind.Request or MedicineEntryKind.Statement:
                // Status is of the day of the export; the period says when it ends. What ran to its planned end was taken on that day too.
                return (entry.To is { } end && (entry.Status == MedicineStatus.Completed ? end.First >= _asOf : end.First > _asOf)) || StillActs(entry);
        }

        return entry.Kind switch
        {
            MedicineEntryKind.Statement => entry.To is not { } to || to.Last >= _asOf || StillActs(entry),
            MedicineEntryKind.Request when entry is { EndIsPlanned: true, To: { } planned } => planned.Last >= _asOf,
            MedicineEntryKind.Request when entry is { IsFilledOnce: true, DaysSupply: <= DaysOfCourse and var supply } && Last(entry) is { } ordered && !IsOfOrdinaryAgent(entry) => ordered.AddDays(supply + DaysLate) >= _asOf,
            MedicineEntryKind.Request when Last(entry) is { } told && IsStoppedSince(entry, told) => false,
            MedicineEntryKind.Request => Last(entry) is not { } last || OrderLife.After(last) >= _asOf || IsLastForEczema(entry, last),
            MedicineEntryKind.Administration => entry.To is { } until && until.Last >= _asOf || (entry.From ?? entry.Authored) is { } given
                && given.Last.AddDays(DaysOfEffect(entry)) >= _asOf,
            _ => (entry.Authored ?? entry.From) is not { } handed
                || (entry.DaysSupply is { } days ? handed.Last.AddDays(days) : SupplyLife.After(handed.Last)) >= _asOf,
        };
    }

    // A later statement that the same medicine was stopped, or is not taken, outdoes an older order. Soon after the order it may mean the strength before it.
    private bool IsStoppedSince(MedicineEntry entry, DateOnly ordered) => _entries.Any(other =>
        other is { Kind: MedicineEntryKind.Statement, Status: MedicineStatus.Stopped or MedicineStatus.NotTaken, Ingredients.IsEmpty: false } && other.Systemic == entry.Systemic
        && other.Ingredients.SequenceEqual(entry.Ingredients, StringComparer.Ordinal)
        && (other.To?.First ?? other.Known ?? other.Authored?.First) is { } stopped && stopped <= _asOf && ordered.AddDays(DaysOfChange) <= stopped);

    // To lose a treatment that runs is worse than to ask about one that does not; begun anew, or another one since, and the order is of the past.
    private bool IsLastForEczema(MedicineEntry entry, DateOnly last) =>
        entry is { Systemic: true, Status: MedicineStatus.Active } && IsOfOrdinaryAgent(entry)
        && !_entries.Any(other => (other.From ?? other.Authored)?.First > last && other.Status != MedicineStatus.NotTaken && other.Systemic && IsOfOrdinaryAgent(other));

    private bool IsOfOrdinaryAgent(MedicineEntry entry)
    {
        foreach (string name in entry.Ingredients)
        {
            if (_knowledge.Medicines.ByName(name)?.Agent is { } id && _knowledge.Agents.GetValueOrDefault(id) is { OrdinaryUse: true }) return true;
        }

        return false;
    }

    private string Known(string name) => _knowledge.Medicines.ByName(name)?.Name ?? name;

    /// <summary>A medicine that is no treatment of eczema acts on for the time of which the knowledge tells, however its use was put on record.</summary>
    private bool StillActs(MedicineEntry entry)
    {
        foreach (string name in entry.Ingredients)
        {
            if (_knowledge.Medicines.ByName(name) is { Agent: null, DoseLasts: { } lasts } && Last(entry) is { } last && last <= _asOf && lasts.After(last) >= _asOf) return true;
        }

        return false;
    }

    /// <summary>The days that a dose which was given acts beyond its day: as the agent or the medicine says, else until the next one is due of most.</summary>
    private int DaysOfEffect(MedicineEntry entry)
    {
        if (entry.Kind != MedicineEntryKind.Administration) return 0;
        if (entry.Ingredients.Select(name => _knowledge.Medicines.ByName(name)?.Agent).OfType<string>().FirstOrDefault() is { } id)
            return _knowledge.Agents.GetValueOrDefault(id)?.DoseLasts is { } lasts ? DaysOf(lasts) : DaysAfterAgentDose;
        return entry.Ingredients.Max(name => _knowledge.Medicines.ByName(name)?.DoseLasts is { } own ? DaysOf(own) : (int?)null) ?? DaysAfterDose;
    }

    private int DaysOf(Span span) => span.After(_asOf).DayNumber - _asOf.DayNumber;

    /// <summary>The day of an order, or the last of its period.</summary>
    internal static DateOnly? Last(MedicineEntry entry)
    {
        DateOnly? authored = entry.Authored?.Last ?? entry.From?.Last, to = entry.To?.Last;
        return authored > to || to is null ? authored : to;
    }
}
