using System.Globalization;
using Filaggrin.Advice.Monitoring;
using Filaggrin.Advice.Treatments;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Wording;

/// <summary>The effect of an agent and its missed tests in words.</summary>
internal static class EffectText
{
    /// <summary>What all measures together say, the leading one with its ground.</summary>
    public static string Of(AgentResponse response, MeasuredResponse leading, IEnumerable<MeasuredResponse> judged)
    {
        string lead = response.Verdict switch
        {
            ResponseVerdict.Responder => Texts.Of("effect-response"),
            ResponseVerdict.NonResponder => Texts.Of("effect-none"),
            _ when response.IsSplit && leading.Verdict == ResponseVerdict.NonResponder => Texts.Of("effect-one-domain"),
            _ => Texts.Of("effect-part"),
        };
        string course = string.Join("; ", judged.Select(measure => Course(measure) + Told(measure)));
        return $"{(leading.LostOn is null ? "" : Loss(leading) + ". ")}{lead}: {course}. {leading.Item.Text}";
    }

    /// <summary>What each measure since the start says.</summary>
    public static string Judged(AgentResponse response) =>
        string.Join("; ", response.Measures.Where(measure => measure.Current is not null).Select(measure => Course(measure) + (measure.Verdict > ResponseVerdict.TooEarly ? Told(measure) : "")));

    /// <summary>A response that is lost.</summary>
    public static string Lost(MeasuredResponse measure) => $"{Loss(measure)}; {Course(measure)}.";

    /// <summary>A test whose time has passed.</summary>
    public static string Missed(PlannedTest test)
    {
        string name = test.Test.Name, due = DateSpan.Iso(test.Due!.Value);
        if (!(name.Length > 1 && char.IsUpper(name[1]))) name = char.ToLowerInvariant(name[0]) + name[1..];
        return test.Last is { } last ? Texts.Of("test-missed", name, due, DateSpan.Iso(last)) : Texts.Of("test-missed-never", name, due);
    }

    private static string Loss(MeasuredResponse measure) => Texts.Of("effect-lost", measure.Item.Measure.Name, DateSpan.Iso(measure.LostOn!.Value));

    private static string Told(MeasuredResponse measure) => measure.Verdict switch
    {
        ResponseVerdict.Responder => "",
        ResponseVerdict.Partial => Texts.Of("effect-told-part"),
        _ => Texts.Of("effect-told-none"),
    };

    private static string Course(MeasuredResponse measure)
    {
        string current = FactWords.Number(measure.Current!.Value), on = DateSpan.Iso(measure.Current.On), name = FactWords.Name(measure.Item.Measure.Name);
        if (measure.Baseline is not { } baseline) return Texts.Of("effect-measure", name, current, on);
        string percent = measure.WholePercentChange is { } change ? string.Create(CultureInfo.InvariantCulture, $", {change:+0;−0;0} %") : "";
        return Texts.Of("effect-measure-from", name, FactWords.Number(baseline.Value), DateSpan.Iso(baseline.On), current, on, percent);
    }
}
