using System.Text.Json;
using Filaggrin.Fhir.Elements;

namespace Filaggrin.Fhir.Assembly;

/// <summary>One resource while it is being read.</summary>
internal sealed class Entry
{
    private Entry(Element resource, string type, string source, string root, Origin origin)
    {
        Resource = resource;
        Type = type;
        Source = source;
        Root = root;
        Origin = origin;
    }

    /// <summary>The resource.</summary>
    public Element Resource { get; }

    /// <summary>Its type.</summary>
    public string Type { get; }

    /// <summary>Its reference, such as <c>Observation/alt-3</c>; a contained one's begins with that of its container.</summary>
    public string Source { get; }

    /// <summary>The reference of the resource that it stands in.</summary>
    public string Root { get; }

    /// <summary>Of whom it speaks, and its version.</summary>
    public Origin Origin { get; }

    /// <summary>Why it cannot count although it can be read; null when it counts.</summary>
    public string? Barred { get; private set; }

    /// <summary>It corrects an earlier report.</summary>
    public bool Corrects { get; set; }

    /// <summary>The entry of a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="type">Its type.</param>
    /// <param name="fullUrl">The address of its entry.</param>
    public static Entry Of(Element resource, string type, string? fullUrl)
    {
        string source = SourceOf(resource, type, fullUrl);
        Entry entry = new(resource, type, source, source, new(OwnerOf(resource, References.Patient), ResourceVersion.Read(resource)));
        entry.BarModifiers();
        return entry;
    }

    /// <summary>The entry of a resource that this one contains.</summary>
    public Entry Contain(Element contained, string type)
    {
        string id = contained.Get("id"u8).Text()?.TrimStart('#') ?? ContentHash.Of(contained);
        Entry entry = new(contained, type, $"{Source}#{id}", Root, Origin with { Owner = OwnerOf(contained, Origin.Owner) }) { Barred = Barred };
        entry.BarModifiers();
        return entry;
    }

    /// <summary>Says why the entry cannot count; the first reason stays.</summary>
    public void Bar(string why) => Barred ??= why;

    private static string SourceOf(Element resource, string type, string? fullUrl)
    {
        if (resource.Get("id"u8).Text() is { } id) return $"{type}/{id}";
        if (References.Uuid(fullUrl) is { } uuid) return $"{type}/{uuid}";
        if (fullUrl is not null && References.Split(References.Target(fullUrl)) is { } named && named.Type == type) return $"{type}/{named.Id}";
        return $"{type}/{ContentHash.Of(resource)}";
    }

    // Allergies and vaccinations say patient where all others say subject. A focus is what an observation is really about.
    private static string OwnerOf(Element resource, string container)
    {
        Element subject = resource.Get("subject"u8) is { ValueKind: not JsonValueKind.Undefined } named ? named : resource.Get("patient"u8);
        string owner = subject.Exists ? References.Owner(subject, resource) : container;
        foreach (Element focus in resource.Get("focus"u8).Items()) owner += "\n" + References.Owner(focus, resource);
        return owner;
    }

    private void BarModifiers()
    {
        if (Resource.Get("modifierExtension"u8).Exists) Bar(Texts.Of("read-modifier"));
    }
}
