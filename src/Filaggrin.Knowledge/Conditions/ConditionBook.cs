using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Knowledge.Conditions;

/// <summary>Every condition that was read over the facts of a dictionary, down to its parts; the same text is one object. Safe to share between threads.</summary>
/// <remarks>Many rules ask the same: a sheet then asks each condition once.</remarks>
internal sealed class ConditionBook(FactDictionary facts)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Expr> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Expr> _parts = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, MedicineGroup>? _groups;

    /// <summary>How many there are, parts included.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _parts.Count;
        }
    }

    /// <summary>The condition of a text that was read before; null where it was not.</summary>
    /// <param name="text">The text.</param>
    /// <param name="groups">The groups it may name.</param>
    public Expr? Find(string text, IReadOnlyDictionary<string, MedicineGroup> groups)
    {
        lock (_lock) return ReferenceEquals(_groups, groups) ? _read.GetValueOrDefault(text) : null;
    }

    /// <summary>Takes a condition in, and says which object stands for it.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="groups">The groups it may name; where they are not those of the conditions before, it is kept apart.</param>
    /// <param name="read">The condition as read.</param>
    public Expr Keep(string text, IReadOnlyDictionary<string, MedicineGroup> groups, Expr read)
    {
        lock (_lock)
        {
            if (!ReferenceEquals(_groups ??= groups, groups)) return read;
            return _read.TryGetValue(text, out Expr? known) ? known : _read[text] = One(read);
        }
    }

    private Expr One(Expr expr)
    {
        Expr own = expr switch
        {
            AndExpr and => All(and.Parts) is var parts && parts == and.Parts ? and : and with { Parts = parts },
            OrExpr or => All(or.Parts) is var parts && parts == or.Parts ? or : or with { Parts = parts },
            XorExpr xor => xor with { Left = One(xor.Left), Right = One(xor.Right) },
            NotExpr not => One(not.Part) is var part && ReferenceEquals(part, not.Part) ? not : not with { Part = part },
            _ => expr,
        };
        ref Expr? known = ref CollectionsMarshal.GetValueRefOrAddDefault(_parts, own.Text, out bool isKnown);
        if (isKnown) return IsSame(known!, own) ? known! : own;
        own.Place = new(facts, _parts.Count - 1, Mask(own));
        return known = own;
    }

    // Of two with the same text the parts are one object each; what reads otherwise all the same is kept apart.
    private static bool IsSame(Expr one, Expr other) => (one, other) switch
    {
        (AndExpr left, AndExpr right) => left.Parts.AsSpan().SequenceEqual(right.Parts.AsSpan(), ReferenceEqualityComparer.Instance),
        (OrExpr left, OrExpr right) => left.Parts.AsSpan().SequenceEqual(right.Parts.AsSpan(), ReferenceEqualityComparer.Instance),
        (XorExpr left, XorExpr right) => ReferenceEquals(left.Left, right.Left) && ReferenceEquals(left.Right, right.Right),
        (NotExpr left, NotExpr right) => ReferenceEquals(left.Part, right.Part),
        (InExpr left, InExpr right) => left.Fact == right.Fact && left.Members.SequenceEqual(right.Members, StringComparer.Ordinal),
        _ => one.Equals(other),
    };

    // The same parts where each already stands for itself.
    private ImmutableArray<Expr> All(ImmutableArray<Expr> parts)
    {
        Expr[]? others = null;
        for (int i = 0; i < parts.Length; i++)
        {
            Expr one = One(parts[i]);
            if (!ReferenceEquals(one, parts[i])) (others ??= [.. parts])[i] = one;
        }

        return others is null ? parts : ImmutableCollectionsMarshal.AsImmutableArray(others);
    }

    private FactMask Mask(Expr expr)
    {
        FactMask mask = new(facts.All.Length);
        foreach (FactDefinition fact in expr.Named) mask.Add(fact);
        return mask;
    }
}

/// <summary>Where a condition stands among those of a dictionary. It lies in the condition itself, because a sheet looks at it first, and takes no part in its equality.</summary>
/// <param name="facts">The dictionary; null: it stands in none.</param>
/// <param name="index">Its number.</param>
/// <param name="named">The facts that it names.</param>
internal readonly struct ConditionPlace(FactDictionary? facts, int index, FactMask named) : IEquatable<ConditionPlace>
{
    public FactDictionary? Facts => facts;

    public int Index => index;

    public FactMask Named => named;

    public bool Equals(ConditionPlace other) => true;

    public override bool Equals(object? obj) => obj is ConditionPlace;

    public override int GetHashCode() => 0;
}
