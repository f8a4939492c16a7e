namespace Filaggrin.Knowledge.Conditions;

/// <summary>What a record works out of itself on first use; it takes no part in the record's equality.</summary>
internal struct WorkedOut<T> : IEquatable<WorkedOut<T>>
    where T : class
{
    public T? Value { get; set; }

    public readonly bool Equals(WorkedOut<T> other) => true;

    public override readonly bool Equals(object? obj) => obj is WorkedOut<T>;

    public override readonly int GetHashCode() => 0;
}
