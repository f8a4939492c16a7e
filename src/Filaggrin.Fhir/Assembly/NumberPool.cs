using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Assembly;

/// <summary>Keeps the numbers of a record: hundreds of thousands of entries may hold few different ones.</summary>
internal sealed class NumberPool
{
    private const int Least = 64, Most = 1024;

    private NumberValue?[] _numbers = new NumberValue?[Least];
    private int _kept;

    /// <summary>The same value, in place of one that is equal.</summary>
    public FactValue? Of(FactValue? value)
    {
        if (value is not NumberValue number) return value;
        ref NumberValue? known = ref _numbers[(uint)(number.Interval.Low ?? number.Interval.High ?? 0m).GetHashCode() % (uint)_numbers.Length];
        if (number.Equals(known)) return known;
        known = number;
        if (++_kept > 2 * _numbers.Length && _numbers.Length < Most) _numbers = new NumberValue?[Most];
        return number;
    }
}
