using System.Collections.Immutable;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Advice.Appraisals.Keys;

/// <summary>What would open an option that stands closed.</summary>
/// <param name="Possible">At least one way consists of changes that can come about.</param>
/// <param name="Ways">The smallest sets of changes, those with few changes first; where nothing can open it, what holds it closed for good.</param>
/// <param name="Text">In words, as one line: «opens …» or «stays closed: …».</param>
public sealed record Opening(bool Possible, ImmutableArray<Way> Ways, string Text);

/// <summary>Changes that together open an option; none of them can be left out.</summary>
/// <param name="Changes">The changes.</param>
/// <param name="Standing">How the option then stands: suitable, caution, or needs-information where only unknown facts remain.</param>
/// <param name="Missing">The facts that it would then still need.</param>
public sealed record Way(ImmutableArray<Change> Changes, Standing Standing, ImmutableArray<FactDefinition> Missing)
{
    /// <summary>The earliest day on which all of it can be so; null where a change has no date that can be worked out, or nothing waits for a day.</summary>
    public DateOnly? From => Changes.Any(change => change is { Can: Changeability.WithTime, When: null }) ? null : LastDay;

    /// <summary>The last day on which one of the changes comes about; null where none has a day.</summary>
    internal DateOnly? LastDay
    {
        get
        {
            DateOnly? last = null;
            foreach (Change change in Changes) last = change.When is { } day && !(day <= last) ? day : last;
            return last;
        }
    }

    /// <summary>The changes that never come about.</summary>
    internal int Impossible => Count(Changeability.Never);

    /// <summary>The changes that somebody has to bring about.</summary>
    internal int Effort => Changes.Length - Count(Changeability.WithTime);

    /// <summary>Another set of changes asks for at least as much.</summary>
    internal bool IsWithin(ImmutableArray<Change> other)
    {
        foreach (Change change in Changes)
        {
            if (!IsWithin(change, other)) return false;
        }

        return true;
    }

    private static bool IsWithin(Change change, ImmutableArray<Change> other)
    {
        foreach (Change further in other)
        {
            if (change.IsWithin(further)) return true;
        }

        return false;
    }

    private int Count(Changeability can)
    {
        int count = 0;
        foreach (Change change in Changes) count += change.Can == can ? 1 : 0;
        return count;
    }
}

/// <summary>One fact that would be otherwise.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="From">What it is now.</param>
/// <param name="To">What it would have to be; a number is given by the bound that it must pass.</param>
/// <param name="Can">Whether it can change, and by what.</param>
/// <param name="Supposed">The facts that follow at once, as a sheet would hold them: the fact itself, and what is read from the same entries.</param>
public sealed record Change(FactDefinition Fact, FactValue From, FactValue To, Changeability Can, ImmutableArray<Fact> Supposed)
{
    /// <summary>The day on which time alone brings it about.</summary>
    public DateOnly? When { get; init; }

    /// <summary>The day is the last on which it can come about.</summary>
    public bool AtLatest { get; init; }

    /// <summary>The event that brings it about, in words.</summary>
    public string? Event { get; init; }

    /// <summary>In words, as they follow «opens».</summary>
    public string Text { get; init; } = "";

    /// <summary>Another change of the same fact goes at least as far.</summary>
    internal bool IsWithin(Change other) => Fact == other.Fact && (To, other.To) switch
    {
        (NumberValue { Interval: { Low: { } low } }, NumberValue { Interval: var further }) => further.Low >= low,
        (NumberValue { Interval: { High: { } high } }, NumberValue { Interval: var further }) => further.High <= high,
        _ => true,
    };

    /// <summary>What tells it from other changes.</summary>
    internal string Signature => field ??= $"{Fact.Name}={(Supposed is [var only] ? only.Value.ToString() : string.Join(',', Supposed.Select(fact => fact.Value.ToString())))}";

    /// <summary>It would have to be measured on two days.</summary>
    internal bool OnTwoDays { get; init; }

    /// <summary>The medicines that would be stopped.</summary>
    internal ImmutableArray<string> Without { get; init; } = [];
}
