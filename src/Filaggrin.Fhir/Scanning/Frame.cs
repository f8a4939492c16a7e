namespace Filaggrin.Fhir.Scanning;

/// <summary>A resource, or an entry of a Bundle, that is being scanned.</summary>
internal sealed class Frame(bool isEntry, int depth, long start)
{
    private long _start = start;

    /// <summary>It is an entry; otherwise a resource.</summary>
    public bool IsEntry => isEntry;

    /// <summary>The depth of its opening brace.</summary>
    public int Depth => depth;

    /// <summary>The position of its opening brace.</summary>
    public long Start => _start;

    /// <summary>The member whose value is being scanned.</summary>
    public Member Member { get; set; }

    /// <summary>The member within <see cref="Member"/>.</summary>
    public Member Inner { get; set; }

    /// <summary>Resource: its type.</summary>
    public string? Type { get; set; }

    /// <summary>Resource: its bytes are held until its entry ends.</summary>
    public bool IsKept { get; set; } = true;

    /// <summary>Resource: its <c>entry</c> array is open.</summary>
    public bool InEntries { get; set; }

    /// <summary>Resource: entries so far.</summary>
    public int Entries { get; set; }

    /// <summary>Resource: entries with a resource that is no outcome.</summary>
    public int Resources { get; set; }

    /// <summary>Bundle: the number of matches it claims.</summary>
    public long? Total { get; set; }

    /// <summary>Bundle: the link being scanned.</summary>
    public string? Relation { get; set; }

    /// <summary>Bundle: the address of that link.</summary>
    public string? Url { get; set; }

    /// <summary>Bundle: the request it answers.</summary>
    public string? Self { get; set; }

    /// <summary>Bundle: there are further pages.</summary>
    public bool Continues { get; set; }

    /// <summary>Entry: its address.</summary>
    public string? FullUrl { get; set; }

    /// <summary>Entry: why it is in the answer.</summary>
    public string? Mode { get; set; }

    /// <summary>Entry: what its request does.</summary>
    public string? Method { get; set; }

    /// <summary>Entry: it was read whole, and its resource handed out.</summary>
    public bool IsTaped { get; set; }

    /// <summary>Entry: the next one follows in its place.</summary>
    public void GoOn(long next)
    {
        _start = next;
        Member = Member.Other;
        IsTaped = false;
    }

    /// <summary>Entry: its resource, once it is complete.</summary>
    public Frame? Resource { get; set; }

    /// <summary>Resource: the position after its closing brace.</summary>
    public long End { get; set; }
}

/// <summary>The members that a scanner looks at.</summary>
internal enum Member
{
    /// <summary>Any other.</summary>
    Other,

    /// <summary><c>resourceType</c>.</summary>
    ResourceType,

    /// <summary><c>entry</c>.</summary>
    Entry,

    /// <summary><c>total</c>.</summary>
    Total,

    /// <summary><c>link</c>.</summary>
    Link,

    /// <summary><c>relation</c>.</summary>
    Relation,

    /// <summary><c>url</c>.</summary>
    Url,

    /// <summary><c>fullUrl</c>.</summary>
    FullUrl,

    /// <summary><c>resource</c>.</summary>
    Resource,

    /// <summary><c>search</c>.</summary>
    Search,

    /// <summary><c>mode</c>.</summary>
    Mode,

    /// <summary><c>request</c>.</summary>
    Request,

    /// <summary><c>method</c>.</summary>
    Method,
}
