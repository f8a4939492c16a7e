using Filaggrin.Fhir.Elements;

namespace Filaggrin.Fhir.Scanning;

/// <summary>Takes what a scanner finds.</summary>
internal interface IScanSink
{
    /// <summary>Whether resources of a type are wanted at all.</summary>
    bool Wants(string type);

    /// <summary>A wanted resource, or one that does not say its type.</summary>
    void Resource(in ScannedResource resource);

    /// <summary>A Bundle has come to its end.</summary>
    void Bundle(ScannedBundle bundle);

    /// <summary>An entry that takes a resource away, by its <c>Type/id</c>.</summary>
    void Deletion(string target);
}

/// <summary>One resource, cut out of the stream.</summary>
/// <param name="Content">What it says, good during the call alone.</param>
/// <param name="Type">Its type; null when it does not say.</param>
/// <param name="Address">The address of its entry, where it is on the tape.</param>
/// <param name="Decoded">That address where it was read on its own.</param>
/// <param name="Place">Where it stands.</param>
internal readonly record struct ScannedResource(Element Content, string? Type, Element Address, string? Decoded, ScanPlace Place)
{
    /// <summary>The address of its entry.</summary>
    public string? FullUrl => Address.Exists ? Address.Plain() : Decoded;
}

/// <summary>Where something stands in a file, for messages.</summary>
/// <param name="Scanner">Who found it.</param>
/// <param name="Position">Its last byte.</param>
internal readonly record struct ScanPlace(ResourceScanner Scanner, long Position)
{
    /// <summary>File, line and element.</summary>
    public override string ToString() => Scanner.Describe(Position);
}

/// <summary>What a Bundle says beside its entries.</summary>
/// <param name="Entries">How many entries hold a resource that is no outcome.</param>
/// <param name="Total">The number of matches it claims.</param>
/// <param name="Self">The request it answers.</param>
/// <param name="Continues">There are further pages.</param>
/// <param name="IsNested">It stands in another Bundle.</param>
internal sealed record ScannedBundle(int Entries, long? Total, string? Self, bool Continues, bool IsNested);
