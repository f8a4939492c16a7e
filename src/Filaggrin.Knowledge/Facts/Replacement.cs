using Filaggrin.Knowledge.Conditions;

namespace Filaggrin.Knowledge.Facts;

/// <summary>What follows where some facts of a sheet are replaced, whatever by: the same few are replaced for every patient and agent. Safe to share between threads.</summary>
internal sealed class Replacement
{
    /// <summary>A condition names none of them; one that does has a number from <see cref="FirstTouched"/> on; 0: not looked at yet.</summary>
    public const int Untouched = 1, FirstTouched = 2;

    private readonly FactDictionary _facts;
    private readonly short[] _places; // by the place in the dictionary

    private readonly Lock _lock = new();
    private ushort[] _conditions = []; // by their number in the book of conditions
    private int _touched;

    /// <summary>Works out what rests on them.</summary>
    /// <param name="facts">The dictionary.</param>
    /// <param name="replaced">The facts that are replaced.</param>
    public Replacement(FactDictionary facts, IEnumerable<FactDefinition> replaced)
    {
        _facts = facts;
        Changed = new(facts.All.Length);
        foreach (FactDefinition fact in replaced) Changed.Add(facts.MaskOfDependents(fact));
        int[] places = Changed.Places();
        Count = places.Length;
        _places = new short[facts.All.Length];
        Array.Fill(_places, (short)-1);
        for (int i = 0; i < places.Length; i++) _places[places[i]] = (short)i;
    }

    /// <summary>They and all facts that rest on them.</summary>
    public FactMask Changed { get; }

    /// <summary>How many these are.</summary>
    public int Count { get; }

    /// <summary>The place of a fact among these; below nought: it is none of them.</summary>
    public int PlaceOf(FactDefinition fact) => _places[fact.Index];

    /// <summary>What is known of a condition: nothing, <see cref="Untouched"/> or its number among the touched ones.</summary>
    /// <param name="number">Its number in the book of conditions.</param>
    public int Of(int number)
    {
        ushort[] conditions = _conditions;
        return number < conditions.Length ? conditions[number] : 0;
    }

    /// <summary>As above, and found out where nothing is known.</summary>
    public int Of(in ConditionPlace condition) => Of(condition.Index) is not 0 and var known ? known : Find(condition);

    private int Find(in ConditionPlace condition)
    {
        lock (_lock)
        {
            if (Of(condition.Index) is not 0 and var known) return known;
            ushort[] conditions = _conditions;
            if (condition.Index >= conditions.Length) Array.Resize(ref conditions, Math.Max(condition.Index + 1, _facts.Conditions.Count));
            conditions[condition.Index] = (ushort)(Changed.Overlaps(condition.Named) ? FirstTouched + _touched++ : Untouched);
            _conditions = conditions;
            return conditions[condition.Index];
        }
    }
}
