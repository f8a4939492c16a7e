using Filaggrin.Knowledge.Conditions;

namespace Filaggrin.Knowledge.Facts;

/// <summary>What follows where some facts of a sheet are replaced, whatever by: the same few are replaced for every patient and agent. Safe to share between threads.</summary>
internal sealed class Replacement
{
    private const byte Untouched = 1, Touched = 2;

    private readonly FactDictionary _facts;
    private readonly ushort[] _ranks;

    // By the place of a condition; 0: not asked yet.
    private byte[] _conditions = [];

    /// <summary>Works out what rests on them.</summary>
    /// <param name="facts">The dictionary.</param>
    /// <param name="replaced">The facts that are replaced.</param>
    public Replacement(FactDictionary facts, IEnumerable<FactDefinition> replaced)
    {
        _facts = facts;
        Changed = new(facts.All.Length);
        foreach (FactDefinition fact in replaced) Changed.Add(facts.MaskOfDependents(fact));
        Count = Changed.Count;
        _ranks = new ushort[facts.All.Length];
        foreach (int place in Changed.Places()) _ranks[place] = (ushort)Changed.Before(facts.All[place]);
    }

    /// <summary>They and all facts that rest on them.</summary>
    public FactMask Changed { get; }

    /// <summary>How many these are.</summary>
    public int Count { get; }

    /// <summary>The place of a fact among these.</summary>
    public int RankOf(FactDefinition fact) => _ranks[fact.Index];

    /// <summary>A condition names one of these.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="condition">The condition, a placed one.</param>
    public bool Touches(int number, Expr condition)
    {
        byte[] conditions = _conditions;
        return number < conditions.Length && conditions[number] is not 0 and byte known ? known == Touched : Find(condition.Place!);
    }

    /// <summary>The condition of a place is known to name none of these.</summary>
    public bool Leaves(int place) => place < _conditions.Length && _conditions[place] == Untouched;

    private bool Find(ConditionPlace condition)
    {
        byte[] conditions = _conditions;
        bool touches = condition.NamesAny(Changed);
        if (condition.Index >= conditions.Length) Array.Resize(ref conditions, Math.Max(condition.Index + 1, _facts.Conditions.Count));
        conditions[condition.Index] = touches ? Touched : Untouched;
        _conditions = conditions; // another thread's is as true as this one
        return touches;
    }
}
