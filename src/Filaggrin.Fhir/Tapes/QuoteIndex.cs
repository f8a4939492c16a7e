using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Filaggrin.Fhir.Tapes;

/// <summary>Finds the quotes that open and close the texts of JSON, sixty-four bytes at a time, some way ahead of the tokenizer.</summary>
/// <remarks>A tokenizer that seeks the end of each text by itself waits for it before it can go on; with the ends at hand it waits for nothing.</remarks>
internal sealed class QuoteIndex : IDisposable
{
    /// <summary>How many bytes of zero lie behind those that are read.</summary>
    public const int Padding = 64;

    /// <summary>As many quotes as a member needs: two for its name, two for its value.</summary>
    public const int OfMember = 4;

    private const int Ahead = 4096, Most = Ahead + (2 * Padding), AtOnce = 12;

    private static readonly Vector512<byte> Places = Vector512.CreateSequence<byte>(0, 1);

    private int[] _quotes = ArrayPool<int>.Shared.Rent(Most), _odd = ArrayPool<int>.Shared.Rent(Most);
    private int _oddCount;
    private int _nextOdd;
    private ulong _within;
    private ulong _escaped;

    /// <summary>The positions of the quotes found and not yet let go.</summary>
    public int[] Quotes => _quotes;

    /// <summary>How many they are; behind the last of all bytes stand four at the end of the bytes.</summary>
    public int Count { get; private set; }

    /// <summary>The position up to which all are found.</summary>
    public int End { get; private set; }

    /// <summary>The next position within a text that ends or breaks a plain one: a backslash or a control character, or the end of the bytes.</summary>
    public int Odd { get; private set; }

    /// <summary>Begins outside of any text.</summary>
    public void Restart(int start)
    {
        Count = _oddCount = _nextOdd = 0;
        _within = _escaped = 0;
        End = start;
    }

    /// <summary>Gives its memory back.</summary>
    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_quotes);
        ArrayPool<int>.Shared.Return(_odd);
        _quotes = _odd = [];
    }

    /// <summary>Goes on until the quotes of a member are there, or all bytes are read.</summary>
    /// <param name="json">The bytes, with their padding.</param>
    /// <param name="used">How many of the quotes found are let go.</param>
    public void Extend(ReadOnlySpan<byte> json, int used)
    {
        int length = json.Length - Padding;
        Count -= used;
        _quotes.AsSpan(used, Count).CopyTo(_quotes);
        _oddCount -= _nextOdd;
        _odd.AsSpan(_nextOdd, _oddCount).CopyTo(_odd);
        _nextOdd = 0;
        while (Count < OfMember && End < length) Read(json, Math.Min(length, End + Ahead));
        if (Count < OfMember) _quotes.AsSpan(Count, OfMember).Fill(length);
        Count = Math.Max(Count, OfMember);
        Odd = Math.Min(length, _oddCount == 0 ? int.MaxValue : _odd[0]);
    }

    /// <summary>Lets go of the odd positions before one.</summary>
    public void Pass(int position, int length)
    {
        while (_nextOdd < _oddCount && _odd[_nextOdd] < position) _nextOdd++;
        Odd = Math.Min(length, _nextOdd < _oddCount ? _odd[_nextOdd] : int.MaxValue);
    }

    private void Read(ReadOnlySpan<byte> json, int until)
    {
        ref byte first = ref MemoryMarshal.GetReference(json);
        ref int found = ref MemoryMarshal.GetArrayDataReference(_quotes);
        int count = Count, at = End;
        ulong within = _within;
        for (; at < until; at += Vector512<byte>.Count)
        {
            Vector512<byte> block = Vector512.LoadUnsafe(ref first, (nuint)at);
            Vector512<byte> isQuote = Vector512.Equals(block, Vector512.Create((byte)'"'));
            ulong all = isQuote.ExtractMostSignificantBits(), quotes = all;
            Vector512<byte> isBackslash = Vector512.Equals(block, Vector512.Create((byte)'\\')), isControl = Vector512.LessThan(block, Vector512.Create((byte)' '));
            if (((isBackslash | isControl).ExtractMostSignificantBits() | _escaped) != 0)
            {
                ulong backslashes = isBackslash.ExtractMostSignificantBits(), controls = isControl.ExtractMostSignificantBits();
                quotes &= ~Escaped(backslashes);
                Note(at, backslashes | (controls & (Between(quotes) ^ within)));
            }

            int more = BitOperations.PopCount(quotes);
            within ^= 0UL - (ulong)(more & 1);
            ref int next = ref Unsafe.Add(ref found, count);
            // Where the processor can, the places of all quotes are pushed together at once.
            if (Avx512Vbmi2.IsSupported && more <= Vector512<int>.Count && quotes == all)
                (Avx512F.ConvertToVector512Int32(Avx512Vbmi2.Compress(Vector512<byte>.Zero, isQuote, Places).GetLower().GetLower()) + Vector512.Create(at)).StoreUnsafe(ref next);
            else
                Write(ref next, at, quotes);
            count += more;
        }

        (Count, End, _within) = (count, at, within);
    }

    // A dozen are written whether they are there or not: that spares guesses.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(ref int next, int at, ulong quotes)
    {
        for (int i = 0; i < AtOnce; i += 4)
        {
            Unsafe.Add(ref next, i) = at + BitOperations.TrailingZeroCount(quotes);
            quotes &= quotes - 1;
            Unsafe.Add(ref next, i + 1) = at + BitOperations.TrailingZeroCount(quotes);
            quotes &= quotes - 1;
            Unsafe.Add(ref next, i + 2) = at + BitOperations.TrailingZeroCount(quotes);
            quotes &= quotes - 1;
            Unsafe.Add(ref next, i + 3) = at + BitOperations.TrailingZeroCount(quotes);
            quotes &= quotes - 1;
        }

        for (int i = AtOnce; quotes != 0; i++)
        {
            Unsafe.Add(ref next, i) = at + BitOperations.TrailingZeroCount(quotes);
            quotes &= quotes - 1;
        }
    }

    private void Note(int at, ulong odd)
    {
        if (_oddCount + Vector512<byte>.Count > _odd.Length) Widen();
        for (; odd != 0; odd &= odd - 1) _odd[_oddCount++] = at + BitOperations.TrailingZeroCount(odd);
    }

    private void Widen()
    {
        int[] wider = ArrayPool<int>.Shared.Rent(2 * _odd.Length);
        _odd.AsSpan(0, _oddCount).CopyTo(wider);
        ArrayPool<int>.Shared.Return(_odd);
        _odd = wider;
    }

    // The bytes that a backslash takes their meaning, in this block; of the next one the first may be.
    private ulong Escaped(ulong backslashes)
    {
        ulong escaped = _escaped;
        _escaped = 0;
        for (ulong rest = backslashes & ~escaped; rest != 0; rest &= ~escaped)
        {
            ulong one = rest & (0UL - rest);
            rest ^= one;
            escaped |= one << 1;
            _escaped |= one >> 63;
        }

        return escaped;
    }

    // All bits from each first quote up to its second.
    private static ulong Between(ulong quotes)
    {
        for (int step = 1; step < 64; step *= 2) quotes ^= quotes << step;
        return quotes;
    }
}
