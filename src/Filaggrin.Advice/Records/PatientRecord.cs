using System.Collections.Immutable;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Records;

/// <summary>One patient's record as it was read: every entry that a fact may need, with its dates and its reference; nothing is decided yet.</summary>
public sealed record PatientRecord
{
    /// <summary>The person.</summary>
    public required Subject Subject { get; init; }

    /// <summary>Entries that speak of a fact.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>Entries that speak of a medicine.</summary>
    public ImmutableArray<MedicineEntry> Medicines { get; init; } = [];

    /// <summary>Entries that may matter and could not be read.</summary>
    public ImmutableArray<NotUnderstood> NotUnderstood { get; init; } = [];

    /// <summary>The first day on which an entry among them can have been known, by its reference, where it tells one.</summary>
    public IReadOnlyDictionary<string, DateOnly> NotUnderstoodFrom { get; init; } = ImmutableDictionary<string, DateOnly>.Empty;

    /// <summary>Those that could be known on a day.</summary>
    public ImmutableArray<NotUnderstood> NotUnderstoodOn(DateOnly day) =>
        NotUnderstoodFrom.Count == 0 || NotUnderstood.IsEmpty ? NotUnderstood : NotUnderstood.RemoveAll(entry => NotUnderstoodFrom.TryGetValue(entry.Source, out DateOnly from) && from > day);

    /// <summary>The lists that the record holds: at least one entry, or an empty search answer. The value is the first day on which it was known.</summary>
    public IReadOnlyDictionary<RecordList, DateOnly?> ListsHeld { get; init; } = new Dictionary<RecordList, DateOnly?>();
}

/// <summary>The person of whom a record speaks.</summary>
/// <param name="Source">The reference of the Patient entry.</param>
/// <param name="Sex"><c>male</c>, <c>female</c>, <c>other</c> or null.</param>
/// <param name="Birth">Date of birth, as precisely as known.</param>
/// <param name="Deceased">The person has died.</param>
/// <param name="DeceasedOn">The day of death, when it is known.</param>
public sealed record Subject(string Source, string? Sex, DateSpan? Birth, bool Deceased = false, DateSpan? DeceasedOn = null);

/// <summary>Limits of normal for men and women, in the unit of the fact.</summary>
/// <param name="MaleLow">The lower limit of men.</param>
/// <param name="MaleHigh">The upper limit of men.</param>
/// <param name="FemaleLow">The lower limit of women.</param>
/// <param name="FemaleHigh">The upper limit of women.</param>
public sealed record SexLimits(decimal? MaleLow, decimal? MaleHigh, decimal? FemaleLow, decimal? FemaleHigh);

/// <summary>One entry of a record that speaks of a fact.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Value">What the entry says, in the unit of the fact; null when it cannot be read (see <see cref="Why"/>).</param>
/// <param name="Status">Whether it speaks of the present or the past.</param>
/// <param name="When">The clinical date: onset, effective or performed.</param>
/// <param name="End">The end of what it speaks of: abatement or the end of a period.</param>
/// <param name="Known">The day on which it came to be known (issued, authored, recorded); null: its clinical date.</param>
/// <param name="Source">The reference of the entry.</param>
public sealed record Finding(
    FactDefinition Fact, FactValue? Value, FindingStatus Status, DateSpan? When, DateSpan? End, DateOnly? Known, string Source)
{
    /// <summary>The lower limit of normal printed with a result, in the unit of the fact.</summary>
    public decimal? LowerLimit { get; init; }

    /// <summary>The upper limit of normal printed with a result, in the unit of the fact.</summary>
    public decimal? UpperLimit { get; init; }

    /// <summary>Limits that are printed for each sex, where they differ; null: none.</summary>
    public SexLimits? BySex { get; init; }

    /// <summary>The printed limit that counts for a person: the one for all, else that of the sex; null: none.</summary>
    /// <param name="sex">The administrative sex, <c>male</c> or <c>female</c>.</param>
    /// <param name="upper">The upper limit, else the lower.</param>
    public decimal? LimitFor(string? sex, bool upper) => (upper ? UpperLimit : LowerLimit) ?? sex switch
    {
        "male" => upper ? BySex?.MaleHigh : BySex?.MaleLow,
        "female" => upper ? BySex?.FemaleHigh : BySex?.FemaleLow,
        _ => null,
    };

    /// <summary>The code that was recognised, <c>system|code</c>: a refuted entry clears an earlier one of the same code alone.</summary>
    public string? Code { get; init; }

    /// <summary>It is marked as the correction of an earlier report of the same result.</summary>
    public bool Corrects { get; init; }

    /// <summary>The day from which a newer version takes its place, or null.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>How it was read when not by its code: <c>display</c>, <c>name</c>, <c>text</c>, <c>component</c>, <c>answer</c>.</summary>
    public string? Via { get; init; }

    /// <summary>Text to quote when it leaves doubt.</summary>
    public string? Quote { get; init; }

    /// <summary>Why it cannot be read.</summary>
    public string? Why { get; init; }

    /// <summary>How long this evidence lasts, where it differs from the fact's own.</summary>
    public Span? Holds { get; init; }

    /// <summary>Members that a person named and that no name of the dictionary or of the medicine list fits: they count by their own words.</summary>
    public ImmutableArray<string> Unnamed { get; init; } = [];

    /// <summary>A diagnosis that stands in the list of problems as not yet confirmed: provisional, differential, unconfirmed.</summary>
    public bool IsUnconfirmed { get; init; }

    /// <summary>A doubt by what a visit, an operation or a medicine was for: most repeat a diagnosis.</summary>
    public bool IsReason { get; init; }

    /// <summary>It tells of what stands ahead, for as long as <see cref="Holds"/> says.</summary>
    public bool IsPlan { get; init; }

    /// <summary>A no that clears earlier answers of its own code and says nothing else of the fact: a negative test for one germ.</summary>
    public bool OfItsCodeAlone => Status == FindingStatus.Cleared;
}

/// <summary>What a finding speaks of.</summary>
public enum FindingStatus
{
    /// <summary>Present from <see cref="Finding.When"/> on (a listed disease), or measured on that day.</summary>
    Present,

    /// <summary>It was, and is over: resolved, inactive, in remission.</summary>
    Past,

    /// <summary>An uncoded text, or a diagnosis not confirmed: it may be so.</summary>
    Doubtful,

    /// <summary>Not so by its own code, whatever else may be behind the fact.</summary>
    Cleared,
}

/// <summary>One entry that speaks of a medicine.</summary>
/// <param name="Source">The reference of the entry.</param>
/// <param name="Kind">Request, statement, administration or dispense.</param>
/// <param name="Ingredients">Names of the medicine list (INN); a route that is not systemic stands in brackets: <c>tacrolimus (topical)</c>.</param>
/// <param name="Status">Its status on the day the record was made.</param>
public sealed record MedicineEntry(string Source, MedicineEntryKind Kind, ImmutableArray<string> Ingredients, MedicineStatus Status)
{
    /// <summary>Names that an uncoded text may mean.</summary>
    public ImmutableArray<string> PossibleIngredients { get; init; } = [];

    /// <summary>ATC codes of the product, for its classes.</summary>
    public ImmutableArray<string> AtcCodes { get; init; } = [];

    /// <summary>Taken so that it acts in the whole body.</summary>
    public bool Systemic { get; init; } = true;

    /// <summary>First day of the period.</summary>
    public DateSpan? From { get; init; }

    /// <summary>Last day of the period.</summary>
    public DateSpan? To { get; init; }

    /// <summary>The instruction itself says when it ends: no renewal is waited for after <see cref="To"/>.</summary>
    public bool EndIsPlanned { get; init; }

    /// <summary>The day it was ordered, asserted or handed out.</summary>
    public DateSpan? Authored { get; init; }

    /// <summary>The day on which it came to be known; null: its clinical date.</summary>
    public DateOnly? Known { get; init; }

    /// <summary>Why it was stopped.</summary>
    public StopReason StopReason { get; init; }

    /// <summary>The reaction was severe.</summary>
    public bool SevereReaction { get; init; }

    /// <summary>The dose, when the entry gives it in a structured form.</summary>
    public Dose? Dose { get; init; }

    /// <summary>At which times of the day it is taken, as written, when the entry tells: entries side by side with different ones add up.</summary>
    public string? Moment { get; init; }

    /// <summary>What the instruction says, shortened, where it gives no structured dose.</summary>
    public string? DoseInWords { get; init; }

    /// <summary>On how many days of a week it is taken, when the entry tells.</summary>
    public DosingDays? Days { get; init; }

    /// <summary>Days the handed-out amount lasts.</summary>
    public int? DaysSupply { get; init; }

    /// <summary>An order that is not to be filled again.</summary>
    public bool IsFilledOnce { get; init; }

    /// <summary>Text to quote when it leaves doubt.</summary>
    public string? Quote { get; init; }

    /// <summary>How it was read when not by its code.</summary>
    public string? Via { get; init; }
}

/// <summary>The resource that an entry of a medicine came from.</summary>
public enum MedicineEntryKind
{
    /// <summary>A prescription.</summary>
    Request,

    /// <summary>What somebody says is taken.</summary>
    Statement,

    /// <summary>One dose given.</summary>
    Administration,

    /// <summary>What was handed out.</summary>
    Dispense,
}

/// <summary>The status of a medicine's entry.</summary>
public enum MedicineStatus
{
    /// <summary>Running.</summary>
    Active,

    /// <summary>Ended as planned.</summary>
    Completed,

    /// <summary>Ended before its time.</summary>
    Stopped,

    /// <summary>Interrupted.</summary>
    OnHold,

    /// <summary>Not yet, or not at all: intended, proposed, draft, not taken.</summary>
    NotTaken,
}

/// <summary>Why a medicine was stopped.</summary>
public enum StopReason
{
    /// <summary>Not told.</summary>
    Unknown,

    /// <summary>It did not work.</summary>
    Ineffective,

    /// <summary>It was not tolerated.</summary>
    NotTolerated,

    /// <summary>It was no longer needed.</summary>
    Remission,

    /// <summary>Another reason: cost, pregnancy, wish.</summary>
    Other,
}

/// <summary>A structured dose.</summary>
/// <param name="Amount">Amount over the period.</param>
/// <param name="Unit">UCUM: <c>mg/d</c> or <c>mg/wk</c>; in a record also <c>mg/kg/d</c> or <c>mg/kg/wk</c>.</param>
public sealed record Dose(decimal Amount, string Unit)
{
    private const string ByWeight = "mg/kg/";

    /// <summary>The single dose and the time between two, where the entry tells it so and the rate alone would name a regimen that does not exist; what is taken is the rate.</summary>
    public SpacedDose? AsOrdered { get; init; }

    /// <summary>The same rate, however it was ordered.</summary>
    public bool Equals(Dose? other) => other is not null && Amount == other.Amount && Unit == other.Unit;

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Amount, Unit);

    /// <summary>It is told by the weight of the patient.</summary>
    public bool IsByWeight => Unit.StartsWith(ByWeight, StringComparison.Ordinal);

    /// <summary>The same for a weight; null where it is not known.</summary>
    /// <param name="kilograms">The weight.</param>
    public Dose? For(decimal? kilograms) => !IsByWeight ? this : kilograms is { } weight ? new(decimal.Round(Amount * weight, 1), "mg/" + Unit[ByWeight.Length..]) : null;
}

/// <summary>One dose every so many days or weeks: 300 mg every 2 weeks.</summary>
/// <param name="Amount">The single dose.</param>
/// <param name="Unit">Its unit, <c>mg</c>.</param>
/// <param name="Every">The time from one to the next, longer than a day or a week.</param>
public sealed record SpacedDose(decimal Amount, string Unit, Knowledge.Facts.Span Every);

/// <summary>On how many days of a week a medicine is taken.</summary>
/// <param name="Number">Days a week (<c>/wk</c>), at most 7.</param>
/// <param name="IsSure">It is told in a structured form; otherwise it may be so many, by a text or by doses whose days are not told.</param>
public sealed record DosingDays(decimal Number, bool IsSure);

/// <summary>An entry that may matter and could not be read.</summary>
/// <param name="Source">Its reference.</param>
/// <param name="Text">What it says, shortened.</param>
/// <param name="Why">Why it could not be read.</param>
public sealed record NotUnderstood(string Source, string Text, string Why);

/// <summary>A fault of the whole file: nothing can be appraised.</summary>
public sealed class RecordException : Exception
{
    /// <summary>States the fault in one sentence that names file and element and no patient data.</summary>
    public RecordException(string message)
        : base(message)
    {
    }

    /// <summary>As above, with its cause.</summary>
    public RecordException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
