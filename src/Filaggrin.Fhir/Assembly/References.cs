using Filaggrin.Fhir.Elements;

namespace Filaggrin.Fhir.Assembly;

/// <summary>Reads references: relative, absolute, by uuid, to a version, contained, or by an identifier alone.</summary>
internal static class References
{
    /// <summary>The owner of an entry that names nobody: the patient of the record.</summary>
    public const string Patient = "";

    /// <summary>The owner of an entry that certainly speaks of somebody else.</summary>
    public const string SomebodyElse = "!";

    /// <summary>Begins the owner that is known by an identifier alone: <c>=system|value</c>.</summary>
    public const char Identifier = '=';

    /// <summary>Begins the owner that the entry itself contains: <c>#birth date</c>.</summary>
    public const char Contained = '#';

    /// <summary>Begins an identifier that must be one of the patient's own.</summary>
    public const char OwnIdentifier = '~';

    private const string Conditional = "Patient?identifier=";

    /// <summary>Of whom an entry speaks, in a form that can be compared with the patient once all is read.</summary>
    /// <param name="subject">The reference.</param>
    /// <param name="resource">The resource, for what it contains.</param>
    public static string Owner(Element subject, Element resource)
    {
        if (!subject.Exists) return Patient;
        if (subject.Get("type"u8).Text() is { } type && type != "Patient") return SomebodyElse;
        if (subject.Get("reference"u8).Text() is not { } reference) return ByIdentifier(subject.Get("identifier"u8));
        if (reference.StartsWith(Conditional, StringComparison.Ordinal)) return Identifier + Uri.UnescapeDataString(reference[Conditional.Length..]);
        if (reference.StartsWith("Patient?", StringComparison.Ordinal)) return Patient;
        if (reference[0] != Contained) return Target(reference);
        Element inside = Inside(resource, reference);
        return !inside.Exists ? Patient
            : inside.Get("resourceType"u8).Text() != "Patient" ? SomebodyElse
            : inside.Get("birthDate"u8).Text() is { } birth ? Contained + birth
            : Patient;
    }

    /// <summary>Whom a focus means: an observation says so only where it is about somebody else, so words alone are not the patient.</summary>
    public static string OwnerOfFocus(Element focus, Element resource) =>
        focus.Get("reference"u8).Exists ? Owner(focus, resource)
        : focus.Get("identifier"u8).Get("value"u8).Text() is { } value ? $"{OwnIdentifier}{focus.Get("identifier"u8).Get("system"u8).Text()}|{value}" : SomebodyElse;

    /// <summary>The contained resource that a reference <c>#id</c> names; undefined when there is none.</summary>
    public static Element Inside(Element resource, string reference)
    {
        foreach (Element contained in resource.Get("contained"u8).Items())
        {
            if (contained.Get("id"u8).Text() is { } id && reference.AsSpan(1).SequenceEqual(id.AsSpan().TrimStart(Contained))) return contained;
        }

        return default;
    }

    /// <summary>A reference without version and fragment.</summary>
    public static string Target(string reference)
    {
        int history = reference.IndexOf("/_history", StringComparison.Ordinal);
        if (history >= 0) reference = reference[..history];
        int fragment = reference.IndexOf('#', StringComparison.Ordinal);
        if (fragment > 0) reference = reference[..fragment];
        return reference.TrimEnd('/');
    }

    /// <summary>The uuid of a <c>urn:uuid:</c> reference, or null.</summary>
    public static string? Uuid(string? reference)
    {
        const string Scheme = "urn:uuid:", ObjectScheme = "urn:oid:";
        return reference is null ? null
            : reference.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? reference[Scheme.Length..].ToLowerInvariant()
            : reference.StartsWith(ObjectScheme, StringComparison.OrdinalIgnoreCase) ? reference[ObjectScheme.Length..] : null;
    }

    /// <summary>Type and identity of a relative or absolute reference, and the server of an absolute one.</summary>
    public static (string Type, string Id, string? Server)? Split(string reference)
    {
        string[] parts = reference.Split('/');
        if (parts.Length < 2 || parts[^2].Length == 0 || !char.IsAsciiLetterUpper(parts[^2][0])) return null;
        if (parts.Length == 2) return (parts[0], parts[1], null);
        int scheme = reference.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0) return (parts[^2], parts[^1], null);
        string server = string.Join('/', parts[..^2])[(scheme + 3)..];
        return (parts[^2], parts[^1], server.ToLowerInvariant());
    }

    private static string ByIdentifier(Element identifier) =>
        identifier.Get("value"u8).Text() is { } value ? $"{Identifier}{identifier.Get("system"u8).Text()}|{value}" : Patient;
}
