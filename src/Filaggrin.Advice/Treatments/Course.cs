using System.Collections.Immutable;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Treatments;

/// <summary>A course of one agent.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day; null while it runs or when it is not known.</param>
/// <param name="Running">It runs on the day of the appraisal.</param>
/// <param name="StopReason">Why it ended.</param>
/// <param name="SevereReaction">It ended by a severe reaction.</param>
/// <param name="Dose">The last structured dose.</param>
/// <param name="Sources">The entries it was read from.</param>
public sealed record Course(
    string Agent, DateSpan? From, DateSpan? To, bool Running, StopReason StopReason, bool SevereReaction, Dose? Dose, ImmutableArray<string> Sources)
{
    /// <summary>Its last entry is on hold.</summary>
    public bool OnHold => !Running && Stretches is [.., { OnHold: true }];

    /// <summary>The entries it was joined from, oldest first, each with its own dose.</summary>
    public ImmutableArray<Stretch> Stretches { get; init; } = [];

    /// <summary>Whether it lasted at least so long; unknown where the dates do not tell.</summary>
    public Truth LastedAtLeast(Span span, DateOnly asOf)
    {
        if (From is not { } from || (To is null && !Running)) return Truth.Unknown;
        DateSpan end = To ?? DateSpan.On(asOf);
        if (span.After(from.Last) <= end.First) return Truth.True;
        return span.After(from.First) > end.Last ? Truth.False : Truth.Unknown;
    }

    internal bool Joins(Course next, int days) =>
        From is { } from && next.From is { } nextFrom && (Running || (To is null && nextFrom == from) || (To is { } to && nextFrom.First <= to.Last.AddDays(days) && nextFrom.First >= from.First
            && (StopReason == StopReason.Unknown || nextFrom.First <= to.First)));

    /// <summary>This course going on as the next; its entries are put together apart, once for all.</summary>
    internal Course Join(Course next) => this with
    {
        To = Running || next.Running ? null : next.To is { } later && (To is not { } to || later.Last >= to.Last) ? later : To,
        Running = Running || next.Running,
        StopReason = Running || next.Running ? StopReason.Unknown : next.StopReason != StopReason.Unknown ? next.StopReason : StopReason,
        SevereReaction = SevereReaction || next.SevereReaction,
        Dose = next.Dose ?? Dose,
    };

    /// <summary>The course of some entries.</summary>
    internal Course Of(List<Stretch> stretches) => this with
    {
        Sources = [.. stretches.Select(stretch => stretch.Source).Distinct(StringComparer.Ordinal)],
        Stretches = [.. stretches],
    };
}

/// <summary>One entry of a course.</summary>
/// <param name="Ingredients">What is taken (INN).</param>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day; null while it runs or when it is not known.</param>
/// <param name="Running">It runs on the day of the appraisal.</param>
/// <param name="EndIsTold">The record says when it ended; otherwise the end is reckoned from a supply or not known.</param>
/// <param name="Kind">What the entry is.</param>
/// <param name="Dose">Its structured dose, or null.</param>
/// <param name="Source">The entry.</param>
public sealed record Stretch(
    ImmutableArray<string> Ingredients, DateSpan? From, DateSpan? To, bool Running, bool EndIsTold, MedicineEntryKind Kind, Dose? Dose, string Source)
{
    /// <summary>The entry is on hold.</summary>
    public bool OnHold { get; init; }

    /// <summary>What the instruction says, where it gives no structured dose.</summary>
    public string? DoseInWords { get; init; }

    /// <summary>At which times of the day it is taken, as written, when the entry tells.</summary>
    public string? Moment { get; init; }

    /// <summary>On how many days of a week it is taken, when the entry tells.</summary>
    public DosingDays? Days { get; init; }

    /// <summary>The days that it acts beyond its last day, of a dose that was given.</summary>
    public int DaysOfEffect { get; init; }
}
