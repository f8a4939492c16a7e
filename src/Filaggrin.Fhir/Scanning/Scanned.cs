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
/// <param name="FullUrl">The address of its entry.</param>
/// <param name="Place">Where it stands.</param>
internal readonly record struct ScannedResource(Element Content, string? Type, string? FullUrl, ScanPlace Place);

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
