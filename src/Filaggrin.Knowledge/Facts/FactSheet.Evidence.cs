using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Filaggrin.Knowledge.Conditions;

namespace Filaggrin.Knowledge.Facts;

/// <content>Tells what facts rest on: entries, other facts, assumptions.</content>
public sealed partial class FactSheet
{
    /// <summary>The facts of the record that the formula of a fact rests on here, to the ground.</summary>
    internal ImmutableArray<Fact> Below(FactDefinition definition)
    {
        definition = Dictionary.Own(definition);
        FactSheet sheet = HolderOf(definition, out int place);
        ref ImmutableArray<Fact> known = ref (sheet._below ??= new ImmutableArray<Fact>[sheet._computed.Length])[place];
        if (!known.IsDefault) return known;
        DistinctList<Fact> below = new();
        foreach (Fact part in definition.Is!.Deciding(sheet)) part.AddGround(sheet, below);
        return known = below.ToImmutable();
    }

    /// <summary>A patient's facts that formulas name, or what they rest on, which stand assumed for want of an entry, in alphabetical order.</summary>
    /// <param name="formulas">The formulas.</param>
    /// <param name="asked">Which of them are asked for.</param>
    public ImmutableArray<FactDefinition> AssumedBehind(ImmutableArray<Expr?> formulas, ReadOnlySpan<bool> asked)
    {
        FactMask named = new(Dictionary.All.Length), assumed = new(Dictionary.All.Length);
        for (int i = 0; i < formulas.Length; i++)
        {
            if (asked[i] && formulas[i] is { } formula) named.Add(NamedBy(formula));
        }

        foreach (int place in named) assumed.Add(RanksAssumedBehind(Dictionary.All[place]));
        assumed.Keep(Dictionary.RanksOfPatients);
        FactDefinition[] facts = new FactDefinition[assumed.Count];
        int next = 0;
        foreach (int rank in assumed) facts[next++] = Dictionary.Alphabetical[rank];
        return ImmutableCollectionsMarshal.AsImmutableArray(facts);
    }

    private int[] RanksAssumedBehind(FactDefinition definition)
    {
        FactSheet sheet = HolderOf(definition, out int place);
        if (sheet._assumedBehind?[place] is { } known) return known;
        Fact fact = sheet[definition];
        ImmutableArray<Fact> below = fact.Below(sheet);
        ReadOnlySpan<Fact> rests = below.IsDefault ? [] : below.AsSpan();
        bool assumed = fact.State == FactState.Assumed;
        int count = assumed ? 1 : 0;
        foreach (Fact part in rests) count += part.State == FactState.Assumed ? 1 : 0;
        int[] found = count == 0 ? [] : assumed && count == 1 ? definition.OwnRank : new int[count];
        if (count > 1 || !assumed)
        {
            if (assumed) found[--count] = definition.Rank;
            foreach (Fact part in rests)
            {
                if (part.State == FactState.Assumed) found[--count] = Dictionary.Own(part.Definition).Rank;
            }
        }

        return (sheet._assumedBehind ??= new int[]?[sheet._computed.Length])[place] = found;
    }

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
