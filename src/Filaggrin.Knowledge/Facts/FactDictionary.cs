using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Filaggrin.Knowledge.Conditions;

namespace Filaggrin.Knowledge.Facts;

/// <summary>All facts that may be known of a patient, by name.</summary>
public sealed class FactDictionary
{
    private readonly Dictionary<string, FactDefinition> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FactDefinition> _byAlias = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, FactDefinition> _byContrary = new(StringComparer.OrdinalIgnoreCase);
    // Their number is limited only by what questions suppose.
    private const int MostReplacements = 1024;

    private readonly Lazy<FactMask[]> _dependents;

    // By the places of the facts, each a letter.
    private readonly ConcurrentDictionary<string, Replacement> _replacements = new(StringComparer.Ordinal);
    private readonly Lazy<ILookup<string, FactDefinition>> _derivedFrom;
    private readonly Lazy<FrozenDictionary<string, ImmutableArray<FactDefinition>>> _byKind;
    private readonly Lazy<FrozenDictionary<string, ImmutableArray<FactDefinition>>> _falls;

    /// <summary>Holds the definitions; names must be unique.</summary>
    public FactDictionary(IEnumerable<FactDefinition> facts)
    {
        All = [.. facts];
        Conditions = new(this);
        _dependents = new(FindDependents);
        _derivedFrom = new(() => All.SelectMany(fact => (fact.Derive?.Of ?? []).Distinct(StringComparer.Ordinal).Select(of => (Of: of, Fact: fact))).ToLookup(pair => pair.Of, pair => pair.Fact, StringComparer.Ordinal));
        _byKind = new(() => All.Where(fact => fact.Derive is not null).GroupBy(fact => fact.Derive!.Kind, StringComparer.Ordinal)
            .ToFrozenDictionary(kind => kind.Key, kind => kind.ToImmutableArray(), StringComparer.Ordinal));
        _falls = new(() => DerivedBy("fall").Concat(DerivedBy("percent-fall")).GroupBy(fact => fact.Derive!.Of[0], StringComparer.Ordinal)
            .ToFrozenDictionary(measure => measure.Key, measure => measure.ToImmutableArray(), StringComparer.Ordinal));
        for (int i = 0; i < All.Length; i++)
        {
            FactDefinition fact = All[i];
            (fact.Dictionary, fact.Index) = (this, i);
            _byName.Add(fact.Name, fact);
            _byAlias[fact.Name] = fact;
        }

        Person = [.. All.Where(fact => fact.Name is "Age" or "Sex")];
        Alphabetical = [.. All.OrderBy(fact => fact.Name, StringComparer.Ordinal)];
        RanksOfPatients = new(All.Length);
        for (int i = 0; i < Alphabetical.Length; i++)
        {
            Alphabetical[i].Rank = i;
            if (Alphabetical[i].Scope == FactScope.Patient) RanksOfPatients.Add(i);
        }

        foreach (FactDefinition fact in All)
        {
            foreach (string alias in fact.Aliases) _byAlias.TryAdd(alias, fact);
            foreach (string alias in fact.NegatedAliases) _byContrary.TryAdd(alias, fact);
        }
    }

    /// <summary>The conditions that were read over these facts.</summary>
    internal ConditionBook Conditions { get; }

    /// <summary>Every definition by name.</summary>
    internal FactDefinition[] Alphabetical { get; }

    /// <summary>The places in alphabetical order of those that are read for a patient alone.</summary>
    internal FactMask RanksOfPatients { get; }

    /// <summary>Who the patient is: age and sex, which only tell which limit counts.</summary>
    internal ImmutableArray<FactDefinition> Person { get; }

    /// <summary>Every definition, in the order of the files.</summary>
    public ImmutableArray<FactDefinition> All { get; }

    /// <summary>The definition of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public FactDefinition this[string name] => _byName[name];

    /// <summary>Looks a name up, letter for letter.</summary>
    public FactDefinition? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Looks up a name as answers and questionnaires give it: any letter case, aliases, contrary names.</summary>
    /// <param name="name">The name.</param>
    /// <param name="negated">The name means the contrary of the fact.</param>
    public FactDefinition? FindAny(string name, out bool negated)
    {
        negated = !_byAlias.TryGetValue(name, out FactDefinition? fact) && _byContrary.TryGetValue(name, out fact);
        return fact;
    }

    /// <summary>This dictionary's definition of a fact that another edition may have defined.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // asked at each look at a fact
    internal FactDefinition Own(FactDefinition fact) => ReferenceEquals(fact.Dictionary, this) ? fact : this[fact.Name];

    /// <summary>As above; null where there is none.</summary>
    public FactDefinition? OwnOrNone(FactDefinition fact) => ReferenceEquals(fact.Dictionary, this) ? fact : Find(fact.Name);

    /// <summary>The facts that are derived in one way, in the order of the files.</summary>
    public ImmutableArray<FactDefinition> DerivedBy(string kind) => _byKind.Value.GetValueOrDefault(kind, []);

    /// <summary>The upper limit of normal of a measure; null where no fact is.</summary>
    public FactDefinition? UpperLimitOf(string measure) => DerivedBy("upper-limit").FirstOrDefault(limit => limit.Derive!.Of[0] == measure);

    /// <summary>The falls of a measure since the start of a course: absolute ones, then those in per cent.</summary>
    public ImmutableArray<FactDefinition> FallsOf(FactDefinition measure) => _falls.Value.GetValueOrDefault(measure.Name, []);

    /// <summary>The facts that are derived from one directly, in the order of the files.</summary>
    public IEnumerable<FactDefinition> DerivedFrom(FactDefinition fact) => _derivedFrom.Value[fact.Name];

    /// <summary>The place of a fact among all.</summary>
    /// <exception cref="KeyNotFoundException">There is none of its name.</exception>
    public int PlaceOf(FactDefinition fact) => Own(fact).Index;

    /// <summary>The facts whose formulas rest on a fact, directly or through others, and the fact itself.</summary>
    public IEnumerable<FactDefinition> DependentsOf(FactDefinition fact) => All.Where(MaskOfDependents(fact).Contains);

    /// <summary>Facts with all that is asked behind them, to the ground: what formulas name, and of two measures of which the lower counts the other. In the order of finding.</summary>
    internal FactDefinition[] Ground(IEnumerable<FactDefinition> asked)
    {
        HashSet<FactDefinition> found = [];
        List<FactDefinition> ground = [];
        Stack<FactDefinition> open = new(asked.Reverse());
        while (open.TryPop(out FactDefinition? fact))
        {
            if (!found.Add(fact)) continue;
            ground.Add(fact);
            foreach (FactDefinition part in fact.Parts) open.Push(part);
            if (fact.Derive is not { Kind: "lower-with" } lower) continue; // what else is derived comes from the reader
            foreach (string name in lower.Of) open.Push(this[name]);
        }

        return [.. ground];
    }

    /// <summary>As <see cref="DependentsOf"/>.</summary>
    internal FactMask MaskOfDependents(FactDefinition fact) => _dependents.Value[fact.Index];

    /// <summary>What follows where some facts are replaced.</summary>
    internal Replacement Replacing(ReadOnlySpan<Fact> replaced)
    {
        Span<char> places = stackalloc char[replaced.Length];
        for (int i = 0; i < places.Length; i++) places[i] = (char)Own(replaced[i].Definition).Index;
        if (_replacements.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(places, out Replacement? known)) return known;
        Replacement replacement = new(this, [.. places.ToArray().Select(place => All[place])]);
        if (_replacements.Count < MostReplacements) _replacements.TryAdd(places.ToString(), replacement);
        return replacement;
    }

    private FactMask[] FindDependents()
    {
        FactMask[] dependents = [.. All.Select(_ => new FactMask(All.Length))];
        foreach (FactDefinition fact in All)
        {
            dependents[fact.Index].Add(fact);
            foreach (FactDefinition ground in Ground(fact, [])) dependents[ground.Index].Add(fact);
        }

        return dependents;
    }

    private HashSet<FactDefinition> Ground(FactDefinition fact, HashSet<FactDefinition> found)
    {
        IEnumerable<FactDefinition> derivedFrom = (fact.Derive?.Of ?? []).Select(Find).OfType<FactDefinition>();
        foreach (FactDefinition part in fact.Parts.Concat(derivedFrom))
        {
            if (found.Add(part)) Ground(part, found);
        }

        return found;
    }

    /// <summary>The name most like a misspelt one, or null when none is near.</summary>
    public string? Nearest(string name) => Spelling.Nearest(name, All.Select(fact => fact.Name));
}
