namespace Filaggrin.Knowledge.Conditions;

/// <summary>What is asked of the truth of a formula.</summary>
public enum Demand
{
    /// <summary>It is true.</summary>
    True,

    /// <summary>It is false.</summary>
    False,

    /// <summary>It is false or unknown.</summary>
    NotTrue,

    /// <summary>It is true or unknown.</summary>
    NotFalse,
}

/// <summary>A formula and what is asked of its truth.</summary>
/// <param name="Formula">The formula.</param>
/// <param name="Demand">What is asked.</param>
public readonly record struct Goal(Expr Formula, Demand Demand)
{
    /// <summary>The formula must be true.</summary>
    public static Goal Holds(Expr formula) => new(formula, Demand.True);

    /// <summary>The formula must not be true.</summary>
    public static Goal Fails(Expr formula) => new(formula, Demand.NotTrue);
}

/// <summary>The contrary of a demand.</summary>
internal static class Demands
{
    /// <summary>What is asked of a formula when this is asked of its negation.</summary>
    public static Demand Flip(this Demand demand) => demand switch
    {
        Demand.True => Demand.False,
        Demand.False => Demand.True,
        Demand.NotTrue => Demand.NotFalse,
        _ => Demand.NotTrue,
    };

    /// <summary>Both cannot be met by one formula.</summary>
    public static bool Excludes(this Demand one, Demand other) => (one, other) is
        (Demand.True, Demand.False or Demand.NotTrue) or (Demand.False, Demand.True or Demand.NotFalse)
        or (Demand.NotTrue, Demand.True) or (Demand.NotFalse, Demand.False);

    /// <summary>Whoever meets the first meets the second.</summary>
    public static bool Implies(this Demand one, Demand other) =>
        one == other || (one, other) is (Demand.True, Demand.NotFalse) or (Demand.False, Demand.NotTrue);
}
