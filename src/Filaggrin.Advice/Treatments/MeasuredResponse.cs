using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Advice.Treatments;

/// <summary>What a measure tells of the effect of an agent.</summary>
public enum ResponseVerdict
{
    /// <summary>It cannot be told: no value at the start, or none since the time of the review.</summary>
    Unknown,

    /// <summary>The time of an adequate trial has not come.</summary>
    TooEarly,

    /// <summary>Neither a response nor a part of one.</summary>
    NonResponder,

    /// <summary>A part of a response.</summary>
    Partial,

    /// <summary>A response.</summary>
    Responder,
}

/// <summary>The course of one measure under one agent.</summary>
/// <param name="Item">How the measure is judged.</param>
/// <param name="Baseline">The value at the start, or null.</param>
/// <param name="Current">The latest value since, or null.</param>
/// <param name="Verdict">What it tells.</param>
/// <param name="LostOn">The day of an earlier response that is lost now, or null.</param>
public sealed record MeasuredResponse(MeasureItem Item, Score? Baseline, Score? Current, ResponseVerdict Verdict, DateOnly? LostOn)
{
    /// <summary>The change since the start, in the unit of the measure; a fall is negative.</summary>
    public decimal? Change => Current?.Value - Baseline?.Value;

    /// <summary>The change as a share of the value at the start, in per cent.</summary>
    public decimal? PercentChange => Baseline is { Value: not 0m and var from } ? Change / from * 100m : null;

    /// <summary>The same for a reader, in whole per cent and never more than was reached: 49.7 is no half.</summary>
    public decimal? WholePercentChange => PercentChange is { } change ? decimal.Truncate(change) : null;
}

/// <summary>A score on a day.</summary>
/// <param name="Value">Its value.</param>
/// <param name="On">The day.</param>
/// <param name="Source">The entry.</param>
public sealed record Score(decimal Value, DateOnly On, string Source)
{
    /// <summary>The entry as evidence of a fact.</summary>
    public FactOrigin Evidence => new(Source, Knowledge.Logic.DateSpan.On(On));
}

/// <summary>The effect of an agent by all measures.</summary>
/// <param name="Measures">The measures with a value since the start.</param>
/// <param name="ReviewOn">When an adequate trial is over, or null where no source names one.</param>
/// <param name="Trial">The item that names it.</param>
/// <param name="AssessedOn">The latest day of any of the measures.</param>
public sealed record AgentResponse(System.Collections.Immutable.ImmutableArray<MeasuredResponse> Measures, DateOnly? ReviewOn, TimeItem? Trial, DateOnly? AssessedOn)
{
    /// <summary>The verdict of the skin, by the first measure of it that tells one.</summary>
    public ResponseVerdict Skin
    {
        get
        {
            foreach (MeasuredResponse measure in Measures)
            {
                if (measure.Item.Domain == "skin" && measure.Verdict is not (ResponseVerdict.Unknown or ResponseVerdict.TooEarly)) return measure.Verdict;
            }

            return ResponseVerdict.Unknown;
        }
    }

    /// <summary>Measures outside the skin that got better while the skin did not, or the other way round.</summary>
    public bool IsSplit => Skin switch
    {
        ResponseVerdict.NonResponder => Others.Any(verdict => verdict is ResponseVerdict.Partial or ResponseVerdict.Responder),
        ResponseVerdict.Responder or ResponseVerdict.Partial => Others.Any(verdict => verdict == ResponseVerdict.NonResponder),
        _ => false,
    };

    /// <summary>The verdict of all together: a response is one of the skin; where the skin is no better and another measure is, it is a part of one.</summary>
    public ResponseVerdict Verdict => Skin == ResponseVerdict.NonResponder && IsSplit ? ResponseVerdict.Partial
        : Skin == ResponseVerdict.Unknown && Measures.Any(measure => measure.Verdict == ResponseVerdict.TooEarly) ? ResponseVerdict.TooEarly : Skin;

    private IEnumerable<ResponseVerdict> Others => Measures.Where(measure => measure.Item.Domain != "skin").Select(measure => measure.Verdict);
}
