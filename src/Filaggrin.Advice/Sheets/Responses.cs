using System.Collections.Immutable;
using Filaggrin.Advice.Treatments;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Knowledge.Units;

namespace Filaggrin.Advice.Sheets;

/// <summary>Judges the effect of an agent by the measures of the pathway, at the time of its adequate trial and not before.</summary>
internal sealed class Responses(KnowledgeBase knowledge, Results results, CourseFacts courses, string region, DateOnly asOf)
{
    // A visit may lie so many days before the day on which the trial is over.
    public const int DaysOfPlay = 14;

    // Reviews are three months apart: what nobody has looked at for longer is not known to last.
    private static readonly Span BetweenReviews = new(3, "mo");

    private readonly FactDictionary _facts = knowledge.Facts;

    /// <summary>The effect of an agent in use.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="course">Its course.</param>
    /// <param name="sheet">The facts in the frame of the agent.</param>
    public AgentResponse Of(Agent agent, Course course, FactSheet sheet)
    {
        if (course.From is not { } from) return new([], null, null, null);
        TimeItem? trial = RegionChoice.For(agent.Trial, region).FirstOrDefault(item => item.Duration is not null && item.Holds(sheet) != Truth.False);
        DateOnly? review = trial?.Duration?.After(from.Last);
        MeasuredResponse[] measures = [.. knowledge.Pathway.Measures.Where(item => item.Holds(sheet) != Truth.False)
            .Select(item => Measure(item, from.First, review, sheet)).Where(measure => measure.Current is not null || measure.Baseline is not null)];
        return new([.. measures], review, trial, measures.Where(measure => measure.Current is not null).Select(measure => (DateOnly?)measure.Current!.On).Max());
    }

    /// <summary>Response, part of one or none, and how long the skin has been clear.</summary>
    public IEnumerable<Fact> Facts(Agent agent, Course course, FactSheet sheet)
    {
        AgentResponse response = Of(agent, course, sheet);
        ImmutableArray<FactOrigin> evidence = [.. response.Measures.Where(measure => measure.Verdict > ResponseVerdict.TooEarly)
            .SelectMany(measure => new[] { measure.Current, measure.Baseline }).OfType<Score>().Select(score => score.Evidence)];
        if (response.Verdict > ResponseVerdict.TooEarly)
        {
            (string Name, ResponseVerdict Verdict)[] flags = [("Response", ResponseVerdict.Responder), ("PartialResponse", ResponseVerdict.Partial), ("NoResponse", ResponseVerdict.NonResponder)];
            foreach ((string name, ResponseVerdict verdict) in flags) yield return new(_facts[name], FlagValue.Of(Kleene.Of(response.Verdict == verdict)), FactState.Derived, evidence);
        }

        if (_facts.Find("MonthsInCompleteControl") is { } months && CompleteControl() is { } control)
            yield return new(months, NumberValue.Of(control.Months), FactState.Derived, control.Evidence);
    }

    /// <summary>The conditions by which an effect is judged.</summary>
    public static IEnumerable<Expr> Asking(Pathway pathway, Agent agent) => pathway.Measures.SelectMany(item => item.Conditions).Concat(agent.Trial.SelectMany(item => item.Conditions));

    private MeasuredResponse Measure(MeasureItem item, DateOnly start, DateOnly? review, FactSheet sheet)
    {
        Score[] since = [.. results.Scores(item.Measure).Where(score => score.On > start)];
        Score? baseline = courses.Baseline(item.Measure, start), current = since.LastOrDefault(score => score.On > (baseline?.On ?? start));
        if (current is null || review is not { } over) return new(item, baseline, current, ResponseVerdict.Unknown, null);
        if (current.On < over.AddDays(-DaysOfPlay)) return new(item, baseline, current, asOf < over ? ResponseVerdict.TooEarly : ResponseVerdict.Unknown, null);
        ResponseVerdict verdict = Judge(item, baseline, current, sheet);
        DateOnly? lost = verdict is ResponseVerdict.NonResponder or ResponseVerdict.Partial
            ? since.LastOrDefault(score => score.On < current.On && score.On >= over.AddDays(-DaysOfPlay) && Judge(item, baseline, score, sheet) == ResponseVerdict.Responder)?.On : null;
        return new(item, baseline, current, verdict, lost);
    }

    private ResponseVerdict Judge(MeasureItem item, Score? baseline, Score current, FactSheet sheet)
    {
        List<Fact> facts = [new(item.Measure, NumberValue.Of(current.Value), FactState.Known, [current.Evidence])];
        facts.AddRange(_facts.DerivedBy("fall").Concat(_facts.DerivedBy("percent-fall")).Where(fact => fact.Derive!.Of[0] == item.Measure.Name)
            .Select(fact => CourseFacts.Fall(fact, baseline, current) ?? new Fact(fact, NumberValue.Unknown, FactState.Absent, [])));
        FactSheet judged = sheet.With(facts);
        Truth response = item.ResponseWhen?.Truth(judged) ?? Truth.False, partial = item.PartialWhen?.Truth(judged) ?? Truth.False;
        return response == Truth.True ? ResponseVerdict.Responder
            : partial == Truth.True ? ResponseVerdict.Partial
            : response == Truth.False && partial == Truth.False ? ResponseVerdict.NonResponder : ResponseVerdict.Unknown;
    }

    /// <summary>From the first to the last of the assessments in a row with clear skin and itch of at most 1; both must have been assessed, and not too long ago.</summary>
    private (decimal Months, ImmutableArray<FactOrigin> Evidence)? CompleteControl()
    {
        Score[] skin = Clear(["EASI", "IGA"], 0m), itch = Clear(["PPNRS"], 1m);
        if (skin.Length == 0 || itch.Length == 0) return null;
        if (BetweenReviews.After(skin[^1].On) < asOf || BetweenReviews.After(itch[^1].On) < asOf) return null;
        DateOnly first = skin[0].On > itch[0].On ? skin[0].On : itch[0].On, last = skin[^1].On < itch[^1].On ? skin[^1].On : itch[^1].On;
        return (Math.Max(0, last.DayNumber - first.DayNumber) / UnitOfMeasure.DaysOfMonth, [skin[^1].Evidence, itch[^1].Evidence, skin[0].Evidence, itch[0].Evidence]);
    }

    private Score[] Clear(string[] measures, decimal most) =>
        [.. measures.SelectMany(name => results.Scores(_facts[name])).OrderBy(score => score.On).Reverse().TakeWhile(score => score.Value <= most).Reverse()];
}
