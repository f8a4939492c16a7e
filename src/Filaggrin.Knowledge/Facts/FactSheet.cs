using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Knowledge.Facts;

/// <summary>All facts of one patient as of one day. A fact that nobody gave is derived, assumed to be no, or unknown, as its definition says.</summary>
/// <remarks>Not safe for use by several threads at once: derived facts are computed on first use.</remarks>
public sealed class FactSheet
{
    private const int FewMore = 16;

    /// <summary>In place of a truth: the condition was not asked yet.</summary>
    internal const Truth NotKnown = (Truth)(-1);

    // The given facts: of a whole sheet by place in the dictionary, of a sheet that changes some facts of another those alone.
    private readonly Fact?[] _given;

    // The facts worked out so far: of a whole sheet by place in the dictionary, else by place among those that may differ from the other's.
    private readonly Fact?[] _computed;
    private readonly FactSheet? _base;
    private readonly Replacement? _replacement;
    private readonly List<(ImmutableArray<Fact> Facts, FactSheet Sheet)> _above = [];
    private Dictionary<FactDefinition, ImmutableArray<Fact>>? _below;

    private int[]?[]? _assumedBehind;
    private Relevance? _relevance;

    // The truth of conditions, plus one; 0: not asked yet. Of a whole sheet by their number, else by that among those which the replaced facts touch.
    private byte[] _truths = [];

    /// <summary>A sheet of given facts.</summary>
    /// <param name="dictionary">What may be known.</param>
    /// <param name="given">What is known, with its state; formulas are joined where the definition has one.</param>
    /// <param name="listsHeld">The lists that the record holds; null assumes nothing at all, as in a rule's case.</param>
    public FactSheet(FactDictionary dictionary, IEnumerable<Fact> given, IEnumerable<RecordList>? listsHeld)
    {
        Dictionary = dictionary;
        _given = new Fact?[dictionary.All.Length];
        _computed = new Fact?[dictionary.All.Length];
        foreach (Fact fact in given) _given[dictionary.Own(fact.Definition).Index] = fact;
        ListsHeld = listsHeld is null ? null : [.. listsHeld.Distinct()];
    }

    private FactSheet(FactSheet sheet, Fact[] replaced)
    {
        Dictionary = sheet.Dictionary;
        ListsHeld = sheet.ListsHeld;
        _base = sheet;
        _given = replaced;
        _replacement = Dictionary.Replacing(replaced);
        _computed = new Fact?[_replacement.Count];
    }

    /// <summary>What may be known.</summary>
    public FactDictionary Dictionary { get; }

    /// <summary>The lists that the record holds; null when nothing is to be assumed.</summary>
    public ImmutableArray<RecordList>? ListsHeld { get; }

    /// <summary>The facts that were given rather than computed.</summary>
    public IEnumerable<Fact> Given => Dictionary.All.Select(GivenFor).OfType<Fact>();

    /// <summary>The fact of a name.</summary>
    /// <exception cref="KeyNotFoundException">The dictionary has no such fact.</exception>
    public Fact this[string name] => this[Dictionary[name]];

    /// <summary>The fact of a definition.</summary>
    public Fact this[FactDefinition definition]
    {
        get
        {
            definition = Dictionary.Own(definition);
            FactSheet sheet = HolderOf(definition);
            int place = sheet._base is null ? definition.Index : sheet._replacement!.RankOf(definition);
            return sheet._computed[place] is { } known ? known : sheet._computed[place] = sheet.Compute(definition);
        }
    }

    /// <summary>The facts of several definitions.</summary>
    public ImmutableArray<Fact> Of(ImmutableArray<FactDefinition> definitions)
    {
        Fact[] facts = new Fact[definitions.Length];
        for (int i = 0; i < facts.Length; i++) facts[i] = this[definitions[i]];
        return ImmutableCollectionsMarshal.AsImmutableArray(facts);
    }

    /// <summary>What was given for a fact itself, before formulas; null when nothing was.</summary>
    public Fact? GivenFor(FactDefinition definition)
    {
        definition = Dictionary.Own(definition);
        FactSheet sheet = this;
        for (; sheet._base is { } below; sheet = below)
        {
            if (!sheet._replacement!.Changed.Contains(definition)) continue;
            // Of two that replace one fact the later counts.
            for (int i = sheet._given.Length - 1; i >= 0; i--)
            {
                if (sheet._given[i]!.Name == definition.Name) return sheet._given[i];
            }
        }

        return sheet._given[definition.Index];
    }

    /// <summary>Which facts would decide what is open here.</summary>
    internal Relevance Relevance => _relevance ??= new(this, _base?.Relevance);

    /// <summary>Some fact that a formula names may be another here than on the sheet that this one changes.</summary>
    internal bool Changes(Expr formula) => ReferenceEquals(formula.Number.Facts, Dictionary) ? _replacement!.Of(formula.Number.Index, formula) != Replacement.Untouched : _replacement!.Changed.Overlaps(NamedBy(formula));

    /// <summary>The truth of a formula, asked of the lowest sheet on which all that it names is as here; there it is worked out once.</summary>
    internal Truth TruthOf(Expr formula)
    {
        ConditionNumber number = formula.Number;
        if (!ReferenceEquals(number.Facts, Dictionary)) return Evaluation.WorkOut(formula, this); // read for another edition, or for none
        FactSheet sheet = this;
        int at = number.Index;
        for (; sheet._base is { } below; sheet = below)
        {
            if (sheet._replacement!.Of(number.Index, formula) is not Replacement.Untouched and var touched)
            {
                at = touched - Replacement.FirstTouched;
                break;
            }
        }

        byte[] truths = sheet._truths;
        if (at < truths.Length && truths[at] is > 0 and byte known) return (Truth)(known - 1);
        Truth truth = Evaluation.WorkOut(formula, sheet);
        if (at >= sheet._truths.Length) Array.Resize(ref sheet._truths, sheet._base is null ? Math.Max(at + 1, Dictionary.Conditions.Count) : at + FewMore);
        sheet._truths[at] = (byte)(truth + 1);
        return truth;
    }

    /// <summary>The condition of a place is known to name nothing that may be another here than on the sheet that this one changes.</summary>
    internal bool Leaves(int place) => _replacement!.Of(place) == Replacement.Untouched;

    /// <summary>It is another sheet with some facts replaced.</summary>
    public bool Replaces(FactSheet other) => ReferenceEquals(_base, other);

    /// <summary>The truths of the conditions of some places that were asked before; of others <see cref="NotKnown"/>.</summary>
    /// <param name="places">The places; a negative one is not known.</param>
    /// <param name="truths">As many.</param>
    internal void Known(ReadOnlySpan<int> places, Span<Truth> truths)
    {
        for (int i = 0; i < places.Length; i++)
        {
            truths[i] = NotKnown;
            FactSheet sheet = this;
            int at = places[i];
            if (at < 0) continue;
            for (; sheet._base is { } below; sheet = below)
            {
                int number = sheet._replacement!.Of(places[i]);
                if (number == Replacement.Untouched) continue;
                at = number - Replacement.FirstTouched; // below nought where nobody knows
                break;
            }

            byte[] known = sheet._truths;
            if ((uint)at < (uint)known.Length && known[at] is > 0 and byte truth) truths[i] = (Truth)(truth - 1);
        }
    }

    /// <summary>The same sheet with some facts replaced; what does not rest on them is not computed again.</summary>
    public FactSheet With(IEnumerable<Fact> facts) => new(this, [.. facts]);

    /// <summary>As above.</summary>
    public FactSheet With(params ReadOnlySpan<Fact> facts) => new(this, facts.ToArray());

    /// <summary>As above, and kept: the same facts give the same sheet, so that what several agents share is worked out once.</summary>
    /// <param name="facts">The facts; told from others as an array.</param>
    public FactSheet WithShared(ImmutableArray<Fact> facts)
    {
        foreach ((ImmutableArray<Fact> known, FactSheet kept) in _above)
        {
            if (known == facts) return kept;
        }

        FactSheet sheet = new(this, ImmutableCollectionsMarshal.AsArray(facts)!);
        _above.Add((facts, sheet));
        return sheet;
    }

    /// <summary>The facts of the record that the formula of a fact rests on here, to the ground.</summary>
    internal ImmutableArray<Fact> Below(FactDefinition definition)
    {
        definition = Dictionary.Own(definition);
        FactSheet sheet = HolderOf(definition);
        sheet._below ??= [];
        if (sheet._below.TryGetValue(definition, out ImmutableArray<Fact> known)) return known;
        DistinctList<Fact> below = new();
        foreach (Fact part in definition.Is!.Deciding(sheet)) below.Add(part.Ground(sheet));
        return sheet._below[definition] = below.ToImmutable();
    }

    /// <summary>A fact is here what it is on another sheet, because one rests on the other or both on a third that holds it. False where that cannot be told at once.</summary>
    public bool Shares(FactDefinition definition, FactSheet other) => ReferenceEquals(HolderOf(definition), other.HolderOf(definition));

    /// <summary>The names of a patient's facts that formulas name, or what they rest on, which stand assumed for want of an entry, in alphabetical order.</summary>
    /// <param name="formulas">The formulas.</param>
    /// <param name="asked">Which of them are asked for.</param>
    public ImmutableArray<string> AssumedBehind(ImmutableArray<Expr?> formulas, ReadOnlySpan<bool> asked)
    {
        FactMask named = new(Dictionary.All.Length), assumed = new(Dictionary.All.Length);
        for (int i = 0; i < formulas.Length; i++)
        {
            if (asked[i] && formulas[i] is { } formula) named.Add(NamedBy(formula));
        }

        foreach (int place in named.Places()) assumed.Add(RanksAssumedBehind(Dictionary.All[place]));
        assumed.Keep(Dictionary.RanksOfPatients);
        int[] ranks = assumed.Places();
        string[] names = new string[ranks.Length];
        for (int i = 0; i < names.Length; i++) names[i] = Dictionary.Alphabetical[ranks[i]].Name;
        return ImmutableCollectionsMarshal.AsImmutableArray(names);
    }

    // A condition may have been read for another edition.
    private ConditionPlace? PlaceOf(Expr formula) => formula.Place is { } place && ReferenceEquals(place.Facts, Dictionary) ? place : null;

    private FactMask NamedBy(Expr formula)
    {
        if (PlaceOf(formula) is { } place) return place.Named;
        FactMask named = new(Dictionary.All.Length);
        foreach (FactDefinition fact in formula.Named) named.Add(Dictionary.Own(fact));
        return named;
    }

    private int[] RanksAssumedBehind(FactDefinition definition)
    {
        FactSheet sheet = HolderOf(definition);
        if (sheet._base is null && sheet._assumedBehind?[definition.Index] is { } known) return known;
        Fact fact = sheet[definition];
        ImmutableArray<Fact> below = fact.Below(sheet);
        ReadOnlySpan<Fact> rests = below.IsDefault ? [] : below.AsSpan();
        int count = fact.State == FactState.Assumed ? 1 : 0;
        foreach (Fact part in rests) count += part.State == FactState.Assumed ? 1 : 0;
        int[] found = count == 0 ? [] : new int[count];
        if (fact.State == FactState.Assumed) found[--count] = definition.Rank;
        foreach (Fact part in rests)
        {
            if (part.State == FactState.Assumed) found[--count] = Dictionary.Own(part.Definition).Rank;
        }

        if (sheet._base is null) (sheet._assumedBehind ??= new int[]?[Dictionary.All.Length])[definition.Index] = found;
        return found;
    }

    /// <summary>The sheet that works a fact out: the lowest on which all that it rests on is as here.</summary>
    private FactSheet HolderOf(FactDefinition definition)
    {
        FactSheet sheet = this;
        while (sheet._base is { } below && !sheet._replacement!.Changed.Contains(definition)) sheet = below;
        return sheet;
    }

    private Fact Compute(FactDefinition definition)
    {
        Fact? own = GivenFor(definition);
        if (own is { State: FactState.Given }) return own;
        Fact fact = definition switch
        {
            { Is: { } formula } => Join(definition, own, formula),
            { Derive: { Kind: "lower-with" } derive } => Lower(definition, own, derive),
            { Formula: { } formula } when own is null or { Value.IsUnknown: true } => Calculated(definition, own, formula),
            { YesWhen: { } sufficient, Worse: not Worse.No } when own is { Value: FlagValue { Truth: Truth.False } }
                && sufficient.Truth(this) == Truth.True && Newest(Evidence(sufficient)) > Newest(own.Evidence) => Inferred(definition, null),
            _ => own is { Value.IsUnknown: false } ? own : Inferred(definition, own),
        };
        return fact is { Value: FlagValue { Truth: Truth.Unknown }, State: not FactState.Doubtful } && definition.AssumedNoIfUndecided && ListsHeld is not null
            ? fact with { Value = FlagValue.No, State = FactState.Assumed }
            : fact;
    }

    /// <summary>A formula joined by <c>or</c> with what the record itself says of the fact; a recorded no decides only where the formula cannot.</summary>
    private Fact Join(FactDefinition definition, Fact? own, Expr formula)
    {
        Truth derived = formula.Truth(this);
        if (derived == Truth.True || own is not { Value: FlagValue ownFlag })
        {
            if (derived == Truth.True || definition.Absence == Absence.Unknown || own is not null) return Derived(definition, derived, formula);
            Fact absent = Inferred(definition, null);
            return derived.Or(absent.Truth) is Truth.False
                ? absent with { Evidence = [.. absent.Evidence, .. Evidence(formula)] }
                : Derived(definition, derived.Or(absent.Truth), formula);
        }

        if (ownFlag.Truth == Truth.True || own.State == FactState.Doubtful) return own; // doubt is not overruled by an open formula
        if (derived == Truth.Unknown) return ownFlag.Truth == Truth.False ? own : Derived(definition, Truth.Unknown, formula);
        return own;
    }

    private Fact Derived(FactDefinition definition, Truth truth, Expr formula) =>
        new(definition, FlagValue.Of(truth), FactState.Derived, Evidence(formula), truth == Truth.Unknown ? Why(formula) : null);

    private Fact Lower(FactDefinition definition, Fact? own, Derivation derive)
    {
        Fact best = own ?? Inferred(definition, null);
        foreach (string name in derive.Of)
        {
            Fact other = this[name];
            if (other.Value is not NumberValue { IsUnknown: false } number) continue;
            if (best.Value is not NumberValue { IsUnknown: false } current || number.Interval.Less(current.Interval) == Truth.True)
                best = new(definition, number, FactState.Known, other.Evidence);
        }

        return best;
    }

    private Fact Calculated(FactDefinition definition, Fact? own, ValueExpr formula)
    {
        Interval value = formula.Number(this);
        if (value.IsAny) return own ?? new(definition, NumberValue.Unknown, FactState.Absent, [], null);
        return new(definition, new NumberValue(value), FactState.Derived, [.. formula.Facts().SelectMany(fact => this[fact].Evidence).Distinct()]);
    }

    private Fact Inferred(FactDefinition definition, Fact? own)
    {
        if (definition.YesWhen is { } yes && yes.Truth(this) == Truth.True
            && !(definition.Worse == Worse.No && definition.NoWhen?.Truth(this) == Truth.True))
        {
            return new(definition, FlagValue.Yes, FactState.Derived, Evidence(yes));
        }

        if (own is { State: FactState.Doubtful }) return own;
        if (definition.NoWhen is { } no && no.Truth(this) == Truth.True)
            return new(definition, FlagValue.No, FactState.Derived, Evidence(no));
        if (definition.RelevantWhen is { } relevant && relevant.Truth(this) == Truth.False)
        {
            return new(definition, definition.Type == FactType.Flag ? FlagValue.No : FactValue.NotApplicable, FactState.Derived, Evidence(relevant));
        }

        if (own is not null) return own;
        if (definition.YesWhen is { } open && open.Truth(this) == Truth.Unknown && open.Deciding(this).Any(fact => fact.State == FactState.Doubtful)) // a doubt is not assumed away
            return new(definition, FlagValue.Unknown, FactState.Doubtful, Evidence(open), Why(open));
        if (definition.Absence == Absence.AssumedNo && ListsHeld is { } lists && (definition.List == RecordList.None || lists.Contains(definition.List)))
            return definition.Assumed ??= new(definition, Nothing(definition), FactState.Assumed, []);
        return definition.Absent ??= new(definition, FactValue.Unknown(definition.Type), FactState.Absent, []);
    }

    /// <summary>What a list says by leaving something out.</summary>
    private static FactValue Nothing(FactDefinition definition) => definition.Type switch
    {
        FactType.Flag => FlagValue.No,
        FactType.Set => SetValue.Of(true),
        FactType.Number when definition.Default is { } text => NumberValue.Of(decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture)),
        FactType.Code when definition.Default is { } text => CodeValue.Of(text),
        _ => FactValue.NotApplicable,
    };

    /// <summary>The entries that decide a formula; age and sex come last, because they only tell which limit counts.</summary>
    private ImmutableArray<FactOrigin> Evidence(Expr formula)
    {
        ImmutableArray<Fact> facts = formula.Deciding(this);
        if (facts is [var only] && Naming(only, formula) is { Length: < 2 } single) return single;
        DistinctList<FactOrigin> deciding = new();
        foreach (Fact fact in facts) deciding.Add(Naming(fact, formula));
        ReadOnlySpan<FactOrigin> entries = deciding.Items;
        if (entries.Length < 2) return deciding.ToImmutable();
        FactOrigin[] ordered = new FactOrigin[entries.Length];
        int next = 0;
        foreach (FactOrigin entry in entries)
        {
            if (!IsOfPerson(entry)) ordered[next++] = entry;
        }

        for (int i = 0; next < ordered.Length; i++)
        {
            if (IsOfPerson(entries[i])) ordered[next++] = entries[i];
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(ordered);
    }

    private bool IsOfPerson(FactOrigin entry)
    {
        foreach (FactDefinition fact in Dictionary.Person)
        {
            foreach (FactOrigin known in this[fact].Evidence)
            {
                if (known.Equals(entry)) return true;
            }
        }

        return false;
    }

    /// <summary>Of a set the entries that name a member asked for; that a list leaves it out rests on no entry.</summary>
    private static ImmutableArray<FactOrigin> Naming(Fact fact, Expr formula)
    {
        if (fact.Value is not SetValue set) return fact.Evidence;
        bool listed = false;
        List<FactOrigin> naming = [];
        foreach (InExpr leaf in formula.Memberships)
        {
            if (leaf.Fact == fact.Definition) listed |= set.Lists(leaf.Names);
        }

        if (!listed) return [];
        foreach (FactOrigin entry in fact.Evidence)
        {
            if (entry.Value is { } said && SaysMember(said, fact.Definition, formula)) naming.Add(entry);
        }

        return naming.Count > 0 ? [.. naming] : fact.Evidence;
    }

    private static bool SaysMember(string said, FactDefinition set, Expr formula)
    {
        foreach (InExpr leaf in formula.Memberships)
        {
            if (leaf.Fact != set) continue;
            foreach (string member in leaf.Members)
            {
                if (said.Contains(member, StringComparison.Ordinal)) return true;
            }
        }

        return false;
    }

    private static DateOnly? Newest(ImmutableArray<FactOrigin> evidence) => evidence.Select(entry => entry.Date?.Last).Max();

    private string? Why(Expr formula)
    {
        foreach (Fact fact in formula.Deciding(this))
        {
            if (fact.Why is { } why) return why;
        }

        return null;
    }
}
