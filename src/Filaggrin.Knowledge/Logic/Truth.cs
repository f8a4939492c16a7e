namespace Filaggrin.Knowledge.Logic;

/// <summary>A truth value of Kleene's strong three-valued logic.</summary>
/// <remarks>Ordered so that <c>and</c> is the minimum and <c>or</c> the maximum.</remarks>
public enum Truth
{
    /// <summary>Known to be false.</summary>
    False = 0,

    /// <summary>Not known.</summary>
    Unknown = 1,

    /// <summary>Known to be true.</summary>
    True = 2,
}

/// <summary>The connectives of Kleene's strong logic.</summary>
public static class Kleene
{
    /// <summary>Both hold: the lesser of the two.</summary>
    public static Truth And(this Truth left, Truth right) => left < right ? left : right;

    /// <summary>At least one holds: the greater of the two.</summary>
    public static Truth Or(this Truth left, Truth right) => left > right ? left : right;

    /// <summary>The contrary; unknown stays unknown.</summary>
    public static Truth Not(this Truth value) => Truth.True - (int)value;

    /// <summary>Exactly one holds; unknown as soon as one is unknown.</summary>
    public static Truth Xor(this Truth left, Truth right) =>
        left == Truth.Unknown || right == Truth.Unknown ? Truth.Unknown : Of(left != right);

    /// <summary>From a decided answer.</summary>
    public static Truth Of(bool value) => value ? Truth.True : Truth.False;

    /// <summary>Both bounds agree on an answer, or it is unknown.</summary>
    internal static Truth Between(bool certainlyTrue, bool certainlyFalse) =>
        certainlyTrue ? Truth.True : certainlyFalse ? Truth.False : Truth.Unknown;
}
