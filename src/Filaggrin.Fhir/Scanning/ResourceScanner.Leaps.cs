using Filaggrin.Fhir.Tapes;

namespace Filaggrin.Fhir.Scanning;

/// <content>Steps over entries and resources that are whole and plain.</content>
internal sealed partial class ResourceScanner
{
    private const int LargestLeap = 192 * 1024;

    // The opening brace of an entry or resource was read. What follows goes on the tape at once; for the reader of tokens it then ends as if
    // it were empty. What is at fault, or a Bundle, or too large is left to that reader, which knows what to say or do.
    private void Leap()
    {
        Frame frame = _frames[^1];
        ReadOnlySpan<byte> json = Bytes();
        while (true)
        {
            int start = (int)(frame.Start - _window.Origin);
            Tokenized outcome = _tokenizer.Read(json, start, MaxDepth - frame.Depth, _tape, out int end);
            if (outcome == Tokenized.Cut && _window.Length - start < LargestLeap && _window.Fill(frame.Start))
            {
                json = Bytes();
                continue;
            }

            if (outcome != Tokenized.Whole) return;
            _tape.Attach(_window.Held);
            _taped = -1;
            if (!(frame.IsEntry ? TapedEntry(frame) : TapedResource(frame))) return;
            int next = frame.IsEntry ? Tokenizer.NextOfList(json, end) : -1;
            _window.Advance((next < 0 ? end - 1 : next + 1) - start - 1);
            if (next < 0) return;
            // The reader of tokens has not seen that one entry ended and another began: where it stands both look the same.
            frame.GoOn(_window.Origin + next);
            _frames[^2].Entries++;
        }
    }

    private ReadOnlySpan<byte> Bytes()
    {
        if (_changes != _window.Changes) _tokenizer.Restart();
        _changes = _window.Changes;
        return _window.Padded();
    }

    private bool TapedResource(Frame frame)
    {
        if (_tape.TypeOfResource(0) is not { } type || type == "Bundle") return false;
        _taped = frame.Start;
        frame.Type = type;
        frame.IsKept = _sink.Wants(type);
        if (!frame.IsKept) _keepFrom = long.MaxValue;
        return true;
    }

    private bool TapedEntry(Frame frame)
    {
        if (TapedEntryReader.Read(_tape) is not { } entry) return false;
        LetGoOfBundles();
        frame.IsTaped = true;
        frame.Member = entry.EndsWithResource ? Member.Resource : Member.Other;
        if (entry.Mode == "outcome") return true;
        if (_sink.Wants(entry.Type))
            _sink.Resource(new(entry.Resource, entry.Type, entry.Address, null, new(this, _window.Origin + entry.Start)));
        _frames[^2].Resources++;
        return true;
    }
}
