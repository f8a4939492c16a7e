using System.Collections.Immutable;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Knowledge.Facts;

/// <summary>What is known of one fact; each kind can say that nothing is known.</summary>
public abstract record FactValue
{
    /// <summary>Nothing at all is known.</summary>
    public abstract bool IsUnknown { get; }

    /// <summary>The question does not arise for this patient (a Child-Pugh class without liver disease): no comparison holds.</summary>
    public static FactValue NotApplicable { get; } = new NotApplicableValue();

    /// <summary>The value of a type of which nothing is known.</summary>
    public static FactValue Unknown(FactType type) => type switch
    {
        FactType.Flag => FlagValue.Unknown,
        FactType.Number => NumberValue.Unknown,
        FactType.Code => CodeValue.Unknown,
        FactType.Set => SetValue.Unknown,
        _ => DateValue.Unknown,
    };
}

/// <summary>The question does not arise.</summary>
public sealed record NotApplicableValue : FactValue
{
    /// <inheritdoc />
    public override bool IsUnknown => false;

    /// <inheritdoc />
    public override string ToString() => "not applicable";
}

/// <summary>Yes, no or unknown.</summary>
/// <param name="Truth">The answer.</param>
public sealed record FlagValue(Truth Truth) : FactValue
{
    /// <summary>Yes.</summary>
    public static FlagValue Yes { get; } = new(Truth.True);

    /// <summary>No.</summary>
    public static FlagValue No { get; } = new(Truth.False);

    /// <summary>Not known.</summary>
    public new static FlagValue Unknown { get; } = new(Truth.Unknown);

    /// <inheritdoc />
    public override bool IsUnknown => Truth == Truth.Unknown;

    /// <summary>The value for a truth.</summary>
    public static FlagValue Of(Truth truth) => truth switch { Truth.True => Yes, Truth.False => No, _ => Unknown };

    /// <inheritdoc />
    public override string ToString() => Truth switch { Truth.True => "yes", Truth.False => "no", _ => "unknown" };
}

/// <summary>A number in the unit of its fact.</summary>
/// <param name="Interval">What is known of it.</param>
public sealed record NumberValue(Interval Interval) : FactValue
{
    /// <summary>Not known.</summary>
    public new static NumberValue Unknown { get; } = new(Interval.Any);

    /// <inheritdoc />
    public override bool IsUnknown => Interval.IsAny;

    /// <summary>One exact number.</summary>
    public static NumberValue Of(decimal value) => new(Interval.Exactly(value));

    /// <inheritdoc />
    public override string ToString() => Interval.ToString();
}

/// <summary>One of several named answers.</summary>
/// <param name="Possible">The answers still possible: one when it is known, none when nothing is known.</param>
public sealed record CodeValue(ImmutableArray<string> Possible) : FactValue
{
    /// <summary>Not known.</summary>
    public new static CodeValue Unknown { get; } = new([]);

    /// <inheritdoc />
    public override bool IsUnknown => Possible.IsEmpty;

    /// <summary>The answer, when it is known.</summary>
    public string? Code => Possible.Length == 1 ? Possible[0] : null;

    /// <summary>A known answer.</summary>
    public static CodeValue Of(string code) => new([code]);

    /// <inheritdoc />
    public bool Equals(CodeValue? other) => other is not null && Possible.SequenceEqual(other.Possible);

    /// <inheritdoc />
    public override int GetHashCode() => Possible.Length == 0 ? 0 : Possible[0].GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc />
    public override string ToString() => Possible.IsEmpty ? "unknown" : string.Join(" or ", Possible);
}

/// <summary>A set of names, such as the medicines in use.</summary>
/// <param name="Present">Members that are certain.</param>
/// <param name="Possible">Members that a text which nobody coded may mean.</param>
/// <param name="Complete">The record holds the list, so that a name it leaves out is absent.</param>
public sealed record SetValue(ImmutableSortedSet<string> Present, ImmutableSortedSet<string> Possible, bool Complete) : FactValue
{
    private static readonly ImmutableSortedSet<string> Nobody = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    // A tree is slow to walk; a copy with other members has other lists.
    private Listing? _present, _possible;

    /// <summary>Not known.</summary>
    public new static SetValue Unknown { get; } = Of(false);

    /// <inheritdoc />
    public override bool IsUnknown => !Complete && Present.IsEmpty;

    /// <summary>It has no members, certain or possible.</summary>
    public bool IsEmpty => Present.IsEmpty && Possible.IsEmpty;

    /// <summary>A set of certain members.</summary>
    public static SetValue Of(bool complete, params IEnumerable<string> members) =>
        new(members.TryGetNonEnumeratedCount(out int count) && count == 0 ? Nobody : members.ToImmutableSortedSet(StringComparer.Ordinal), Nobody, complete);

    /// <summary>Whether any of the names is in the set.</summary>
    internal Truth ContainsAnyOf(NameSet names)
    {
        // Groups have dozens of names, a patient takes a few.
        if (HasOne(Listed(Present, ref _present), names)) return Truth.True;
        return !Complete || HasOne(Listed(Possible, ref _possible), names) ? Truth.Unknown : Truth.False;
    }

    /// <summary>Whether any of the names is in the set.</summary>
    public Truth ContainsAny(params ReadOnlySpan<string> names) => ContainsAnyOf(new NameSet([.. names]));

    /// <summary>Some name is in the set, or may be.</summary>
    internal bool Lists(NameSet names) => HasOne(Listed(Present, ref _present), names) || HasOne(Listed(Possible, ref _possible), names);

    private static bool HasOne(string[] members, NameSet names)
    {
        foreach (string member in members)
        {
            if (names.Contains(member)) return true;
        }

        return false;
    }

    private static string[] Listed(ImmutableSortedSet<string> members, ref Listing? listing)
    {
        if (members.IsEmpty) return [];
        if (listing is null || !ReferenceEquals(listing.Of, members)) listing = new(members, [.. members]);
        return listing.Names;
    }

    /// <inheritdoc />
    public bool Equals(SetValue? other) =>
        other is not null && Complete == other.Complete && Present.SetEquals(other.Present) && Possible.SetEquals(other.Possible);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Complete, Present.Count, Possible.Count);

    /// <inheritdoc />
    public override string ToString() =>
        Present.IsEmpty && Possible.IsEmpty ? (Complete ? "none" : "unknown")
        : string.Join(", ", Present.Concat(Possible.Select(name => name + " (uncertain)")));

    private sealed record Listing(ImmutableSortedSet<string> Of, string[] Names);
}

/// <summary>A calendar date.</summary>
/// <param name="Span">The days it can mean; null when it is not known.</param>
public sealed record DateValue(DateSpan? Span) : FactValue
{
    /// <summary>Not known.</summary>
    public new static DateValue Unknown { get; } = new((DateSpan?)null);

    /// <inheritdoc />
    public override bool IsUnknown => Span is null;

    /// <inheritdoc />
    public override string ToString() => Span is { } span ? span.ToString() : "unknown";

    internal Interval Days => Span is { } span ? Interval.Closed(span.First.DayNumber, span.Last.DayNumber) : Interval.Any;
}

/// <summary>The type of a fact.</summary>
public enum FactType
{
    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>A number with a UCUM unit.</summary>
    Number,

    /// <summary>One of several named answers.</summary>
    Code,

    /// <summary>A set of names.</summary>
    Set,

    /// <summary>A calendar date.</summary>
    Date,
}
