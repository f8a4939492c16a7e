using System.Collections;
using Filaggrin.Fhir.Tapes;

namespace Filaggrin.Fhir.Elements;

/// <summary>Values that stand one after the other.</summary>
internal readonly struct ElementList : IEnumerable<Element>
{
    private readonly Tape? _tape;
    private readonly int _first;
    private readonly int _end;

    /// <summary>The rows from one on up to another.</summary>
    public ElementList(Tape tape, int first, int end)
    {
        _tape = tape;
        _first = first;
        _end = end;
    }

    /// <summary>There is none.</summary>
    public bool IsEmpty => _first >= _end;

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            foreach (Element _ in this) count++;
            return count;
        }
    }

    public Enumerator GetEnumerator() => new(_tape, _first, _end);

    IEnumerator<Element> IEnumerable<Element>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Goes from one value to the next.</summary>
    internal struct Enumerator : IEnumerator<Element>
    {
        private readonly Tape? _tape;
        private readonly int _end;
        private int _next;
        private int _row;

        public Enumerator(Tape? tape, int first, int end)
        {
            _tape = tape;
            _end = end;
            _next = _row = first;
        }

        public readonly Element Current => new(_tape!, _row);

        readonly object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            if (_next >= _end) return false;
            _row = _next;
            _next = _tape![_row].Next;
            return true;
        }

        readonly void IEnumerator.Reset() => throw new NotSupportedException();

        public readonly void Dispose()
        {
        }
    }
}
