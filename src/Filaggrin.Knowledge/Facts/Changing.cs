using System.Collections.Immutable;

namespace Filaggrin.Knowledge.Facts;

/// <summary>Whether what is known of a fact can become otherwise, and by what.</summary>
public enum Changeability
{
    /// <summary>It stays as it is: a past disease, a gene.</summary>
    Never,

    /// <summary>It passes or comes by itself: an age, an interval.</summary>
    WithTime,

    /// <summary>Treatment or a test can change it: a blood pressure, an infection.</summary>
    ByCare,

    /// <summary>Patient and physician decide it: a medicine in use, a goal, contraception.</summary>
    ByChoice,
}

/// <summary>How a fact can become otherwise, as its definition says.</summary>
/// <param name="Adult">What can change it from 18 years on, or at any age; null: as type, list and lifetime let expect.</param>
/// <param name="Child">What can change it below 18 years.</param>
/// <param name="Ends">In words, when a yes or a named answer is over: <c>after the pregnancy</c>.</param>
/// <param name="Begins">In words, when a no becomes a yes; without it nobody proposes a yes.</param>
/// <param name="Becomes">The answers that it can still take; empty: all.</param>
/// <param name="Reopens">The facts that have to be asked anew once it has changed.</param>
public sealed record Changing(Changeability? Adult, Changeability? Child, string? Ends, string? Begins, ImmutableArray<string> Becomes, ImmutableArray<string> Reopens)
{
    /// <summary>Nothing is said.</summary>
    public static Changing Unsaid { get; } = new(null, null, null, null, [], []);

    /// <summary>The definition says what can change it.</summary>
    public bool IsSaid => Adult is not null;

    /// <summary>What can change a fact: as its definition says, else what its list, lifetime and type let expect; null where nothing can be told.</summary>
    public static Changeability? Of(FactDefinition fact, bool child)
    {
        if ((child ? fact.Changing.Child : fact.Changing.Adult) is { } said) return said;
        if (fact is { Scope: FactScope.Agent } or { LooksAtOptions: true }) return null;
        if (fact.Scope == FactScope.Request) return Changeability.ByChoice;
        switch (fact.Derive?.Kind)
        {
            case "days-since" or "days-until": return Changeability.WithTime;
            case "dose-of" or "classes-of": return Changeability.ByChoice;
        }

        if (fact.List == RecordList.Medicines) return Changeability.ByChoice;
        if (fact.Reads.Kind != ReadsKind.Now) return fact.Reads.Kind == ReadsKind.Ever ? Changeability.Never : Changeability.WithTime;
        if (fact.Native || (fact.Is is not null && fact.List == RecordList.None)) return null;
        if (fact.List != RecordList.None) return Changeability.ByCare;
        if (fact.Derive is null && fact.Holds == Holds.Lifelong) return Changeability.Never;
        return fact.Type is FactType.Number or FactType.Code ? Changeability.ByCare : null; // an asked flag may be a state or a decision
    }
}
