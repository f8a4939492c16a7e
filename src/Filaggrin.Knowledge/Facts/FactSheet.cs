using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Knowledge.Facts;

/// <summary>All facts of one patient as of one day. A fact that nobody gave is derived, assumed to be no, or unknown, as its definition says.</summary>
/// <remarks>Not safe for use by several threads at once: derived facts are computed on first use.</remarks>
public sealed partial class FactSheet
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
    private List<(ImmutableArray<Fact> Facts, FactSheet Sheet)>? _above;

    // By place, as what was worked out.
    private ImmutableArray<Fact>[]? _below;
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
            FactSheet sheet = HolderOf(definition, out int place);
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
    internal bool Changes(Expr formula) => IsPlaced(formula) ? _replacement!.Of(formula.Place) != Replacement.Untouched : _replacement!.Changed.Overlaps(NamedBy(formula));

    /// <summary>The truth of a formula, asked of the lowest sheet on which all that it names is as here; there it is worked out once.</summary>
    internal Truth TruthOf(Expr formula)
    {
        if (!IsPlaced(formula)) return Evaluation.WorkOut(formula, this);
        FactSheet sheet = this;
        int at = formula.Place.Index;
        for (; sheet._base is { } below; sheet = below)
        {
            if (sheet._replacement!.Of(formula.Place) is not Replacement.Untouched and var touched)
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
        _above ??= [];
        foreach ((ImmutableArray<Fact> known, FactSheet kept) in _above)
        {
            if (known == facts) return kept;
        }

        FactSheet sheet = new(this, ImmutableCollectionsMarshal.AsArray(facts)!);
        _above.Add((facts, sheet));
        return sheet;
    }

    /// <summary>A fact is here what it is on another sheet, because one rests on the other or both on a third that holds it. False where that cannot be told at once.</summary>
    public bool Shares(FactDefinition definition, FactSheet other) => ReferenceEquals(HolderOf(definition, out _), other.HolderOf(definition, out _));

    // A condition may have been read for another edition.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsPlaced(Expr formula) => ReferenceEquals(formula.Place.Facts, Dictionary);

    private FactMask NamedBy(Expr formula)
    {
        if (IsPlaced(formula)) return formula.Place.Named;
        FactMask named = new(Dictionary.All.Length);
        foreach (FactDefinition fact in formula.Named) named.Add(Dictionary.Own(fact));
        return named;
    }

    /// <summary>The sheet that works a fact out: the lowest on which all that it rests on is as here.</summary>
    /// <param name="definition">The fact.</param>
    /// <param name="place">Where that sheet keeps what it worked out of it.</param>
    private FactSheet HolderOf(FactDefinition definition, out int place)
    {
        FactSheet sheet = this;
        for (; sheet._base is { } below; sheet = below)
        {
            place = sheet._replacement!.PlaceOf(definition);
            if (place >= 0) return sheet;
        }

        place = definition.Index;
        return sheet;
    }
}
