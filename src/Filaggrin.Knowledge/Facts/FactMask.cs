using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Filaggrin.Knowledge.Facts;

/// <summary>Some facts of a dictionary, one bit each.</summary>
internal readonly struct FactMask(int facts)
{
    private const int Bits = 64;

    // Whole vectors, so that two masks are compared in a few steps.
    private readonly ulong[] _words = new ulong[(facts + Vector256<ulong>.Count * Bits - 1) / (Vector256<ulong>.Count * Bits) * Vector256<ulong>.Count];

    /// <summary>How many they are.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            foreach (ulong word in _words) count += BitOperations.PopCount(word);
            return count;
        }
    }

    /// <summary>The places of those in it, in order.</summary>
    public int[] Places()
    {
        int[] places = new int[Count];
        int next = 0;
        foreach (int place in this) places[next++] = place;
        return places;
    }

    /// <summary>Goes through these places.</summary>
    public PlaceEnumerator GetEnumerator() => new(_words);

    public void Add(FactDefinition fact) => Add(fact.Index);

    public void Add(int place) => _words[place / Bits] |= 1UL << (place % Bits);

    public void Add(int[] places)
    {
        foreach (int place in places) Add(place);
    }

    public void Add(FactMask others)
    {
        ref ulong own = ref MemoryMarshal.GetArrayDataReference(_words), theirs = ref MemoryMarshal.GetArrayDataReference(others._words);
        int words = Math.Min(_words.Length, others._words.Length);
        for (int i = 0; i < words; i += Vector256<ulong>.Count)
            (Vector256.LoadUnsafe(ref own, (nuint)i) | Vector256.LoadUnsafe(ref theirs, (nuint)i)).StoreUnsafe(ref own, (nuint)i);
    }

    /// <summary>Leaves out what is not among others.</summary>
    public void Keep(FactMask others)
    {
        for (int i = 0; i < _words.Length; i++) _words[i] &= others._words[i];
    }

    /// <summary>Some facts are in both.</summary>
    public bool Overlaps(FactMask others)
    {
        ref ulong own = ref MemoryMarshal.GetArrayDataReference(_words), theirs = ref MemoryMarshal.GetArrayDataReference(others._words);
        int words = Math.Min(_words.Length, others._words.Length);
        for (int i = 0; i < words; i += Vector256<ulong>.Count)
        {
            if ((Vector256.LoadUnsafe(ref own, (nuint)i) & Vector256.LoadUnsafe(ref theirs, (nuint)i)) != Vector256<ulong>.Zero) return true;
        }

        return false;
    }

    public bool Contains(FactDefinition fact) => Contains(fact.Index);

    public bool Contains(int place) => (_words[(uint)place / Bits] & (1UL << place)) != 0;

    /// <summary>The places of a mask, in order.</summary>
    public ref struct PlaceEnumerator(ulong[] words)
    {
        private int _next;
        private ulong _rest;

        public int Current { get; private set; }

        public bool MoveNext()
        {
            while (_rest == 0)
            {
                if (_next == words.Length) return false;
                _rest = words[_next++];
            }

            Current = ((_next - 1) * Bits) + BitOperations.TrailingZeroCount(_rest);
            _rest &= _rest - 1;
            return true;
        }
    }
}
