using System.Text.Json;
using Filaggrin.Fhir.Elements;

namespace Filaggrin.Fhir.Assembly;

/// <summary>Of whom the entries of a record speak: hundreds of thousands may name the same person in few different words, and each is kept once.</summary>
internal sealed class Origins
{
    private const int Longest = 512, MostWorded = 4; // some kinds of resources write the name of the patient beside the reference, some do not

    private readonly Dictionary<string, Origin> _plain = new(StringComparer.Ordinal);
    private readonly List<(byte[] Words, Origin Origin)> _worded = new(MostWorded);

    /// <summary>Of whom a resource speaks, and its version.</summary>
    public Origin Of(Element resource)
    {
        Origin plain = Of(resource, References.Patient);
        ResourceVersion version = ResourceVersion.Read(resource);
        return version == default ? plain : plain with { Version = version };
    }

    /// <summary>Of whom a contained resource speaks: who is meant by its container unless it says so itself.</summary>
    public Origin Contained(Element resource, Origin container) => Of(resource, container.Owner) with { Version = container.Version };

    // Allergies and vaccinations say patient where all others say subject. A focus is what an observation is really about.
    private Origin Of(Element resource, string container)
    {
        Element subject = resource.Get("subject"u8) is { ValueKind: not JsonValueKind.Undefined } named ? named : resource.Get("patient"u8);
        if (!subject.Exists && resource.Get("participant"u8) is { Exists: true } participants) subject = PatientAmong(participants);
        ElementList others = resource.Get("focus"u8).Items();
        if (others.IsEmpty) return subject.Exists ? Worded(subject, resource) : Plain(container);
        string owner = subject.Exists ? References.Owner(subject, resource) : container;
        foreach (Element focus in others) owner += "\n" + References.OwnerOfFocus(focus, resource);
        return Plain(owner);
    }

    // An appointment names the patient among those who take part; where several are patients it may be for any of them.
    private static Element PatientAmong(Element participants)
    {
        Element patient = default;
        foreach (Element participant in participants.Items())
        {
            Element actor = participant.Get("actor"u8);
            if (actor.Get("type"u8).Text() != "Patient" && !(actor.Get("reference"u8).Text() is { } reference && References.Split(References.Target(reference)) is { Type: "Patient" })) continue;
            if (patient.Exists) return default;
            patient = actor;
        }

        return patient;
    }

    private Origin Worded(Element subject, Element resource)
    {
        ReadOnlySpan<byte> words = subject.Json;
        foreach ((byte[] known, Origin same) in _worded)
        {
            if (words.SequenceEqual(known)) return same;
        }

        Origin origin = Plain(References.Owner(subject, resource));
        if (words.Length > Longest || words.IndexOfAny((byte)References.Contained, (byte)'\\') >= 0) return origin; // what stands within the resource differs from one to the next
        if (_worded.Count == MostWorded) _worded.RemoveAt(0);
        _worded.Add((words.ToArray(), origin));
        return origin;
    }

    private Origin Plain(string owner)
    {
        if (!_plain.TryGetValue(owner, out Origin? plain)) _plain.Add(owner, plain = new(owner, default));
        return plain;
    }
}
