using Filaggrin.Fhir.Elements;
using Filaggrin.Fhir.Scanning;

namespace Filaggrin.Fhir.Assembly;

/// <summary>One resource while it is being read.</summary>
internal sealed class Entry
{
    private readonly Entry? _container;
    private readonly Element _id;
    private string? _source;

    private Entry(Element resource, string type, Origin origin, Entry? container, Element id, string? source)
    {
        Resource = resource;
        Type = type;
        Origin = origin;
        _container = container;
        _id = id;
        _source = source;
        if (resource.Get("modifierExtension"u8).Exists) Barred = Texts.Of("read-modifier");
    }

    /// <summary>The resource.</summary>
    public Element Resource { get; }

    /// <summary>Its type.</summary>
    public string Type { get; }

    /// <summary>Its reference, such as <c>Observation/alt-3</c>; a contained one's begins with that of its container.</summary>
    /// <remarks>Most resources say nothing of a fact: it is written when it is asked for.</remarks>
    public string Source => _source ??= _id.IdOf(Type);

    /// <summary>The reference of the resource that it stands in.</summary>
    public string Root => _container?.Root ?? Source;

    /// <summary>Of whom it speaks, and its version.</summary>
    public Origin Origin { get; }

    /// <summary>Why it cannot count although it can be read; null when it counts.</summary>
    public string? Barred { get; private set; }

    /// <summary>It corrects an earlier report.</summary>
    public bool Corrects { get; set; }

    /// <summary>The entry of a resource.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="scanned">The resource, and the address of its entry.</param>
    /// <param name="origins">Of whom the record speaks.</param>
    public static Entry Of(string type, in ScannedResource scanned, Origins origins)
    {
        Element resource = scanned.Content, id = resource.Get("id"u8);
        return new(resource, type, origins.Of(resource), null, id, id.IsPlain ? null : SourceOf(resource, type, scanned.FullUrl));
    }

    /// <summary>The entry of a resource that this one contains.</summary>
    public Entry Contain(Element contained, string type, Origins origins)
    {
        string id = contained.Get("id"u8).Text()?.TrimStart('#') ?? ContentHash.Of(contained);
        Entry entry = new(contained, type, origins.Contained(contained, Origin), this, default, $"{Source}#{id}");
        entry.Barred = Barred ?? entry.Barred;
        return entry;
    }

    /// <summary>Puts something aside until its owner is known.</summary>
    public Pending<T> Pend<T>(T item) => new(item, Root, Origin);

    /// <summary>Says why the entry cannot count; the first reason stays.</summary>
    public void Bar(string why) => Barred ??= why;

    private static string SourceOf(Element resource, string type, string? fullUrl)
    {
        if (resource.Get("id"u8).Text() is { } id) return $"{type}/{id}";
        if (References.Uuid(fullUrl) is { } uuid) return $"{type}/{uuid}";
        if (fullUrl is not null && References.Split(References.Target(fullUrl)) is { } named && named.Type == type) return $"{type}/{named.Id}";
        return $"{type}/{ContentHash.Of(resource)}";
    }
}
