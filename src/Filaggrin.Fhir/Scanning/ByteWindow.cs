using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Unicode;
using Filaggrin.Advice.Records;
using Filaggrin.Fhir.Tapes;

namespace Filaggrin.Fhir.Scanning;

/// <summary>The part of a stream of JSON that is held in memory: what was not read yet, and what is kept on purpose.</summary>
/// <remarks>
/// Positions count the bytes that went through the window. Strings too long to matter (attachments) lose their content, so that the window
/// stays small whatever the file holds.
/// </remarks>
internal sealed class ByteWindow(Stream stream, string name) : IDisposable
{
    private const int ChunkSize = 64 * 1024, LongestString = 256 * 1024, LargestWindow = 1 << 30, NextChunk = ChunkSize + Tokenizer.Padding, BytesBetweenCollections = 8 * 1024 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(2 * ChunkSize);
    private int _open;
    private int _next;
    private int _end;
    private long _origin;
    private int _lines; // that end in what went through the window so far
    private bool _begun;
    private int _sinceCollection;

    /// <summary>The bytes not read yet.</summary>
    public ReadOnlySpan<byte> Unread => _buffer.AsSpan(_next, _end - _next);

    /// <summary>The position of the first byte not read yet.</summary>
    public long Position => _origin + _next;

    /// <summary>The stream has come to its end.</summary>
    public bool AtEnd { get; private set; }

    /// <summary>Steps over bytes that were read.</summary>
    public void Advance(int count) => _next += count;

    /// <summary>The bytes held, from <see cref="Origin"/> on; good until the next <see cref="Fill"/>.</summary>
    public byte[] Held => _buffer;

    /// <summary>The position of the first of them.</summary>
    public long Origin => _origin;

    /// <summary>How many they are.</summary>
    public int Length => _end;

    /// <summary>Counts how often they were moved or others.</summary>
    public int Changes { get; private set; }

    /// <summary>The bytes held and, behind them, as many bytes of zero as the tokenizer needs.</summary>
    public ReadOnlySpan<byte> Padded()
    {
        _buffer.AsSpan(_end, Tokenizer.Padding).Clear();
        return _buffer.AsSpan(0, _end + Tokenizer.Padding);
    }

    /// <summary>The line of a position, from 1.</summary>
    public int LineAt(long position) => _lines + 1 - _buffer.AsSpan((int)Math.Clamp(position - _origin, 0, _end).._end).Count((byte)'\n');

    /// <summary>Reads on, and lets go of what stands before <paramref name="keepFrom"/> and was read.</summary>
    /// <returns>False when nothing new is there: the stream has ended.</returns>
    public bool Fill(long keepFrom)
    {
        Changes++;
        bool emptied = _end - _next > LongestString && EmptyLongString();
        int drop = (int)(Math.Min(keepFrom, Position) - _origin);
        if (drop > 0)
        {
            _buffer.AsSpan(drop, _end - drop).CopyTo(_buffer);
            _origin += drop;
            _next -= drop;
            _end -= drop;
        }

        return emptied || ReadChunk();
    }

    /// <summary>Gives its memory back.</summary>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void Grow(int size)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(size);
        _buffer.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    private bool ReadChunk()
    {
        if (AtEnd) return false;
        if (_end + NextChunk > _buffer.Length) Grow((int)Math.Min(LargestWindow + (long)NextChunk, Math.Max(_end + NextChunk, 2L * _buffer.Length)));
        Span<byte> room = _buffer.AsSpan(_end, ChunkSize);
        int count = _begun ? stream.Read(room) : stream.ReadAtLeast(room, 4, throwOnEndOfStream: false);
        if (count == 0)
        {
            AtEnd = true;
            return false;
        }

        if (!_begun) count = Begin(room[..count]);
        ReadOnlySpan<byte> fresh = room[..count];
        bool isPlain = IsPlain(fresh, out int lines) && _open == 0;
        if (!isPlain && fresh.Contains((byte)0))
            throw new RecordException($"{name}:{LineAt(_origin + _end) + Lines(fresh, 0)}: the file holds a NUL byte; expected JSON in UTF-8.");
        if (_end + count > LargestWindow) throw new RecordException($"{name}:{LineAt(Position)}: one entry is larger than a gigabyte; nothing was appraised.");
        if (!isPlain) CheckEncoding(count);
        _end += count;
        _lines += lines;
        BoundMemory(count);
        return true;
    }

    // One look: no NUL, nothing beyond ASCII, and how many lines end.
    private static bool IsPlain(ReadOnlySpan<byte> fresh, out int lines)
    {
        ref byte first = ref MemoryMarshal.GetReference(fresh);
        Vector256<byte> faults = default, newLine = Vector256.Create((byte)'\n');
        lines = 0;
        int at = 0;
        for (; at <= fresh.Length - (2 * Vector256<byte>.Count); at += 2 * Vector256<byte>.Count)
        {
            Vector256<byte> left = Vector256.LoadUnsafe(ref first, (nuint)at), right = Vector256.LoadUnsafe(ref first, (nuint)(at + Vector256<byte>.Count));
            faults |= left | (left - Vector256<byte>.One) | right | (right - Vector256<byte>.One); // the highest bit of one beyond ASCII, and of what is one less than NUL
            Vector256<byte> leftEnds = Vector256.Equals(left, newLine), rightEnds = Vector256.Equals(right, newLine);
            if ((leftEnds | rightEnds) == Vector256<byte>.Zero) continue;
            lines += BitOperations.PopCount(leftEnds.ExtractMostSignificantBits()) + BitOperations.PopCount(rightEnds.ExtractMostSignificantBits());
        }

        ReadOnlySpan<byte> rest = fresh[at..];
        lines += rest.Count((byte)'\n');
        return faults.ExtractMostSignificantBits() == 0 && !rest.ContainsAnyExceptInRange((byte)1, (byte)0x7F);
    }

    // Entries live for a moment. The runtime would let a hundred megabytes of them lie before it looks: more than a large record itself needs.
    private void BoundMemory(int count)
    {
        _sinceCollection += count;
        if (_sinceCollection < BytesBetweenCollections) return;
        _sinceCollection = 0;
        GC.Collect(1, GCCollectionMode.Forced, blocking: true);
    }

    // How many bytes are left without a byte order mark.
    private int Begin(Span<byte> fresh)
    {
        _begun = true;
        if (fresh is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, ..] or [_, 0, ..])
            throw new RecordException($"{name}: the file is in UTF-16 or UTF-32; expected JSON in UTF-8.");
        if (fresh is not [0xEF, 0xBB, 0xBF, ..]) return fresh.Length;
        fresh[3..].CopyTo(fresh);
        return fresh.Length - 3;
    }

    // A letter may lie across two chunks: its first bytes, at the end of what was read, are checked with the next chunk.
    private void CheckEncoding(int count)
    {
        ReadOnlySpan<byte> bytes = _buffer.AsSpan(_end - _open, _open + count);
        int open = OpenLetter(bytes);
        if (!Utf8.IsValid(bytes[..^open]))
        {
            int valid = 0;
            while (Rune.DecodeFromUtf8(bytes[valid..], out _, out int step) == OperationStatus.Done) valid += step;
            int line = LineAt(_origin + _end) + bytes[Math.Min(valid, _open)..valid].Count((byte)'\n');
            throw new RecordException($"{name}:{line}: the bytes are not UTF-8; expected JSON in UTF-8.");
        }

        _open = open;
    }

    private static int OpenLetter(ReadOnlySpan<byte> bytes)
    {
        for (int back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            byte lead = bytes[^back];
            if ((lead & 0xC0) == 0x80) continue;
            int letter = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
            return letter > back ? back : 0;
        }

        return 0;
    }

    // The reader stands before a string whose end is far away. No fact needs it: only its quotes stay.
    private bool EmptyLongString()
    {
        int open = _next;
        while (open < _end && _buffer[open] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)',' or (byte)':') open++;
        if (open >= _end || _buffer[open] != (byte)'"') return false;
        bool escaped = false;
        int at = open + 1;
        while (true)
        {
            while (at < _end)
            {
                if (escaped)
                {
                    escaped = false;
                    at++;
                    continue;
                }

                int special = _buffer.AsSpan(at, _end - at).IndexOfAny((byte)'"', (byte)'\\');
                if (special < 0) break;
                at += special;
                if (_buffer[at] == (byte)'"')
                {
                    _buffer.AsSpan(at, _end - at).CopyTo(_buffer.AsSpan(open + 1));
                    _end -= at - open - 1;
                    return true;
                }

                escaped = true;
                at++;
            }

            at = open + 1;
            _buffer.AsSpan(_end - _open, _open).CopyTo(_buffer.AsSpan(at)); // a letter that is not whole yet
            _end = at + _open;
            if (!ReadChunk()) return true;
        }
    }

    private static int Lines(ReadOnlySpan<byte> bytes, byte until) => bytes[..bytes.IndexOf(until)].Count((byte)'\n');
}
