using System.Collections.Immutable;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Knowledge.Conditions;

/// <summary>Every condition that was read over the facts of a dictionary, down to its parts; the same text is one object. Safe to share between threads.</summary>
/// <remarks>Many rules ask the same: a sheet then asks each condition once.</remarks>
internal sealed class ConditionBook(FactDictionary facts)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Expr> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<(Type, string), Expr> _parts = [];
    private IReadOnlyDictionary<string, MedicineGroup>? _groups;

    /// <summary>How many there are, parts included.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _parts.Count;
        }
    }

    /// <summary>The condition of a text, read once.</summary>
    /// <param name="text">The text.</param>
    /// <param name="groups">The groups it may name; where they are not those of the conditions before, it is read anew and kept apart.</param>
    /// <param name="read">Reads it.</param>
    public Expr Of(string text, IReadOnlyDictionary<string, MedicineGroup> groups, Func<Expr> read)
    {
        lock (_lock)
        {
            if (!ReferenceEquals(_groups ??= groups, groups)) return read();
            return _read.TryGetValue(text, out Expr? known) ? known : _read[text] = One(read());
        }
    }

    private Expr One(Expr expr)
    {
        Expr own = expr switch
        {
            AndExpr and => and with { Parts = All(and.Parts) },
            OrExpr or => or with { Parts = All(or.Parts) },
            XorExpr xor => xor with { Left = One(xor.Left), Right = One(xor.Right) },
            NotExpr not => not with { Part = One(not.Part) },
            _ => expr,
        };
        (Type, string) key = (own.GetType(), own.Text);
        if (_parts.TryGetValue(key, out Expr? known)) return IsSame(known, own) ? known : own;
        own.Place = new(facts, _parts.Count, Mask(own));
        return _parts[key] = own;
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

    private ImmutableArray<Expr> All(ImmutableArray<Expr> parts) => [.. parts.Select(One)];

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
