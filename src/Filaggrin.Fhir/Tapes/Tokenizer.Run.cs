using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Filaggrin.Fhir.Tapes;

/// <content>Reads on as long as all is as it nearly always is.</content>
/// <remarks>
/// Nothing is called here: each call would send all that is in the processor's registers to memory. Positions are bounded by the zeros behind
/// the bytes, at which each of the loops stops; the quotes by those that a member needs, rows by their number, both asked for before.
/// </remarks>
internal sealed partial class Tokenizer
{
    private const uint QuoteColon = '"' | (':' << 8), QuoteCommaQuote = '"' | (',' << 8) | ('"' << 16);

    private enum Step
    {
        /// <summary>The object has ended.</summary>
        End,

        /// <summary>Something stands there that may not, or the bytes end.</summary>
        Stop,

        /// <summary>It has too many levels.</summary>
        TooDeep,

        /// <summary>The next member or item is a rare one, or there is no room for it, or its quotes are not sought yet.</summary>
        Rare,
    }

    private Step Run(ReadOnlySpan<byte> bytes, Row[] rowArray)
    {
        ref byte json = ref MemoryMarshal.GetReference(bytes);
        ref int quotes = ref MemoryMarshal.GetArrayDataReference(_index.Quotes);
        ref Row rows = ref MemoryMarshal.GetArrayDataReference(rowArray);
        nint at = _at, quote = _quote, lastQuote = _index.Count - QuoteIndex.OfMember;
        nint odd = _index.Odd;
        int count = _count, open = _open, lastCount = rowArray.Length - 1;
        uint closer = _closer;
        ulong names = _names, repeats = _repeats;
        bool behindValue = _behindValue;
        _behindValue = false;
        Step step = Step.Rare;
        while (true)
        {
            uint one;
            if (!behindValue)
            {
                if (quote > lastQuote || count > lastCount) break;
                nint value = at, next = quote;
                ref Row row = ref Unsafe.Add(ref rows, count);
                ulong bit = 0;
                while ((one = Unsafe.Add(ref json, value)) <= ' ' && IsBlank(one)) value++;
                if (closer == '}')
                {
                    nint name = value + 1, nameEnd = Unsafe.Add(ref quotes, next + 1);
                    if (one != '"' || nameEnd >= odd) break;
                    next += 2;
                    int length = (int)(nameEnd - name);
                    ulong key = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref json, name)) & OfName(length);
                    row.Member(key, (int)name, length);
                    bit = Tape.BitOf(key, length);
                    uint behind = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref json, nameEnd));
                    value = nameEnd + 2;
                    one = (behind >> 16) & 0xFF;
                    if ((behind & 0xFFFF) != QuoteColon || one <= ' ')
                    {
                        value = nameEnd + 1;
                        while ((one = Unsafe.Add(ref json, value)) <= ' ' && IsBlank(one)) value++;
                        if (one != ':') break;
                        value++;
                        while ((one = Unsafe.Add(ref json, value)) <= ' ' && IsBlank(one)) value++;
                    }
                }
                else
                {
                    row.Item();
                }

                if (one == '"')
                {
                    nint end = Unsafe.Add(ref quotes, next + 1);
                    if (end >= odd) break;
                    quote = next + 2;
                    repeats |= names & bit;
                    names |= bit;
                    count++;
                    row.Leaf(JsonValueKind.String, (int)value + 1, (int)end, count, isEscaped: false);
                    at = end + 1;
                    if ((Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref json, end)) & 0xFFFFFF) == QuoteCommaQuote)
                    {
                        at++;
                        continue;
                    }
                }
                else if (one is '{' or '[')
                {
                    quote = next;
                    repeats |= names & bit;
                    names |= bit;
                    if (_depth == 1)
                    {
                        step = Step.TooDeep;
                        break;
                    }

                    _depth--;
                    ref Row holder = ref Unsafe.Add(ref rows, open);
                    holder.Names = names;
                    holder.MayRepeat = repeats != 0;
                    names = repeats = 0;
                    row.Open(one == '{' ? JsonValueKind.Object : JsonValueKind.Array, (int)value, open);
                    open = count++;
                    closer = one + ToCloser;
                    at = value + 1;
                    while ((one = Unsafe.Add(ref json, at)) <= ' ' && IsBlank(one)) at++;
                    if (one != closer) continue;
                }
                else
                {
                    nint end = value;
                    JsonValueKind kind = JsonValueKind.Number;
                    if (one - '0' < 10)
                    {
                        do end++;
                        while (one != '0' && Unsafe.Add(ref json, end) - (uint)'0' < 10);
                        if (Unsafe.Add(ref json, end) == '.' && Unsafe.Add(ref json, end + 1) - (uint)'0' < 10)
                        {
                            do end++;
                            while (Unsafe.Add(ref json, end) - (uint)'0' < 10);
                        }
                    }
                    else if (Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref json, value)) == ('t' | ('r' << 8) | ('u' << 16) | ('e' << 24)))
                    {
                        kind = JsonValueKind.True;
                        end += 4;
                    }

                    // Whatever else it is, its end would not be this.
                    one = Unsafe.Add(ref json, end);
                    if (end == value || (one is not (',' or '}' or ']') && !IsBlank(one))) break;
                    quote = next;
                    repeats |= names & bit;
                    names |= bit;
                    count++;
                    row.Leaf(kind, (int)value, (int)end, count, isEscaped: false);
                    at = end;
                }
            }

            behindValue = false;
            while (true)
            {
                while ((one = Unsafe.Add(ref json, at)) <= ' ' && IsBlank(one)) at++;
                if (one != closer) break;
                at++;
                _depth++;
                ref Row whole = ref Unsafe.Add(ref rows, open);
                whole.Names = names;
                whole.MayRepeat = repeats != 0;
                open = whole.Close((int)at, count);
                if (open < 0)
                {
                    step = Step.End;
                    goto Out;
                }

                ref Row holder = ref Unsafe.Add(ref rows, open);
                names = holder.Names;
                repeats = holder.MayRepeat ? ulong.MaxValue : 0;
                closer = holder.Kind == JsonValueKind.Object ? '}' : ']';
            }

            if (one != ',')
            {
                step = Step.Stop;
                break;
            }

            at++;
        }

    Out:
        (_at, _quote, _count, _open, _closer, _names, _repeats) = ((int)at, (int)quote, count, open, (byte)closer, names, repeats);
        return step;
    }

    // What of the first eight bytes of a name belongs to it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong OfName(int length) => ((1UL << (length * 8)) - 1) | (ulong)((long)(7 - length) >> 63);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsBlank(uint one) => one is ' ' or '\n' or '\r' or '\t';
}
