using System.Collections.Immutable;

namespace Filaggrin.Knowledge.Conditions;

/// <summary>A sum of multiples of numbers with a constant.</summary>
/// <param name="Terms">Variable and factor, by variable, none zero.</param>
/// <param name="Constant">The constant.</param>
internal readonly record struct LinearSum(ImmutableArray<(int Variable, decimal Factor)> Terms, decimal Constant)
{
    public static LinearSum OfConstant(decimal constant) => new([], constant);

    public static LinearSum OfVariable(int variable) => new([(variable, 1m)], 0m);

    public LinearSum Times(decimal factor) =>
        factor == 0m ? OfConstant(0m) : new([.. Terms.Select(term => (term.Variable, term.Factor * factor))], Constant * factor);

    public LinearSum Plus(LinearSum other) => new(
        [.. Terms.Concat(other.Terms).GroupBy(term => term.Variable).Select(group => (group.Key, Factor: group.Sum(term => term.Factor)))
            .Where(term => term.Factor != 0m).OrderBy(term => term.Key)],
        Constant + other.Constant);
}

/// <summary>A sum is less than zero, or not more than zero.</summary>
/// <param name="Sum">The sum.</param>
/// <param name="Strict">Zero itself is excluded.</param>
internal readonly record struct Inequality(LinearSum Sum, bool Strict)
{
    /// <summary>The contrary: the negated sum, with the border changed over.</summary>
    public Inequality Contrary => new(Sum.Times(-1m), !Strict);

    /// <summary>Whether numbers exist that meet all of them at once.</summary>
    /// <remarks>Method: Fourier and Motzkin; a variable is eliminated by adding each pair of bounds from below and above.</remarks>
    public static bool CanAllHold(IEnumerable<Inequality> system)
    {
        try
        {
            List<Inequality> open = [.. system];
            while (true)
            {
                if (open.Exists(bound => bound.Sum.Terms.IsEmpty && (bound.Strict ? bound.Sum.Constant >= 0m : bound.Sum.Constant > 0m))) return false;
                int next = open.FindIndex(bound => !bound.Sum.Terms.IsEmpty);
                if (next < 0) return true;
                open = Eliminate(open, open[next].Sum.Terms[0].Variable);
            }
        }
        catch (OverflowException)
        {
            return true; // beyond what a decimal holds nothing is proved
        }
    }

    private static List<Inequality> Eliminate(List<Inequality> system, int variable)
    {
        List<Inequality> rest = [], above = [], below = [];
        foreach (Inequality bound in system)
        {
            decimal factor = bound.Sum.Terms.FirstOrDefault(term => term.Variable == variable).Factor;
            (factor == 0m ? rest : factor > 0m ? above : below).Add(factor == 0m ? bound : bound with { Sum = bound.Sum.Times(1m / Math.Abs(factor)) });
        }

        foreach (Inequality upper in above) rest.AddRange(below.Select(lower => new Inequality(upper.Sum.Plus(lower.Sum), upper.Strict || lower.Strict)));
        return rest;
    }
}
