using System.Collections.Immutable;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Fhir.Assembly;

/// <summary>The patient of a record, and the ways in which entries name him or her.</summary>
/// <param name="Origin">The Patient entry.</param>
/// <param name="Subject">The person.</param>
/// <param name="Id">The id of the resource.</param>
/// <param name="FullUrl">The address of its entry.</param>
/// <param name="Identifiers">Its identifiers as <c>system|value</c>.</param>
internal sealed record Identity(Origin Origin, Subject Subject, string? Id, string? FullUrl, ImmutableArray<string> Identifiers)
{
    /// <summary>Whether an owner is this patient.</summary>
    public bool Is(string owner) => owner.Split('\n').All(IsOne);

    private bool IsOne(string owner)
    {
        if (owner == References.Patient) return true;
        if (owner == References.SomebodyElse) return false;
        return owner[0] switch
        {
            References.Identifier => HasIdentifier(owner[1..]),
            References.OwnIdentifier => Identifiers.Contains(owner[1..], StringComparer.Ordinal),
            References.Contained => Subject.Birth is not { } birth || DateSpan.Parse(owner[1..]) is not { } other || (birth.First <= other.Last && other.First <= birth.Last),
            _ => IsNamed(owner),
        };
    }

    // An identifier of a system that the Patient entry does not use says nothing against this patient.
    private bool HasIdentifier(string identifier)
    {
        if (Identifiers.Contains(identifier, StringComparer.Ordinal)) return true;
        int bar = identifier.IndexOf('|', StringComparison.Ordinal);
        return bar <= 0 || !Identifiers.Any(own => own.StartsWith(identifier[..(bar + 1)], StringComparison.Ordinal));
    }

    private bool IsNamed(string reference)
    {
        if (reference == FullUrl) return true;
        string? ownUuid = References.Uuid(FullUrl);
        if (References.Uuid(reference) is { } uuid)
            return string.Equals(uuid, ownUuid, StringComparison.Ordinal) || string.Equals(uuid, Id, StringComparison.OrdinalIgnoreCase);
        if (References.Split(reference) is not { Type: "Patient" } named) return false;
        (string Type, string Id, string? Server)? own = FullUrl is null ? null : References.Split(FullUrl);
        bool sameId = named.Id == Id || (Id is null && (named.Id == own?.Id || string.Equals(named.Id, ownUuid, StringComparison.OrdinalIgnoreCase)));
        return sameId && (named.Server is null || own?.Server is null || named.Server == own?.Server);
    }
}
