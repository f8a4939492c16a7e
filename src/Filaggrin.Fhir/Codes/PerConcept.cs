namespace Filaggrin.Fhir.Codes;

/// <summary>Remembers what was found for a concept, so that it is sought once in a record.</summary>
/// <param name="find">Finds it.</param>
internal sealed class PerConcept<T>(Func<Concept, T> find)
{
    private const int Most = 2000;

    private readonly Dictionary<Concept, T> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>What is found for a concept.</summary>
    public T Of(Concept concept)
    {
        if (_known.TryGetValue(concept, out T? known)) return known;
        if (_known.Count == Most) _known.Clear();
        known = find(concept);
        _known.Add(concept, known);
        return known;
    }
}
