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
    /// <summary>The most days that a visit may lie before the day on which the trial is over.</summary>
    public const int DaysOfPlay = 14;

    // An eighth of the trial, so that two weeks are no trial of four.
    private const int Eighth = 8;

    // Reviews are three months apart: what nobody has looked at for longer is not known to last.
    private static readonly Span BetweenReviews = new(3, "mo");

    private readonly FactDictionary _facts = knowledge.Facts;
    private (decimal Months, ImmutableArray<FactOrigin> Evidence)? _control;
    private bool _controlIsKnown;

    /// <summary>The day from which on a trial may be judged: as it says itself, else a little before its end.</summary>
    /// <param name="trial">The trial, with its duration.</param>
    /// <param name="start">Its beginning.</param>
    public static DateOnly MayBeJudged(TimeItem trial, DateOnly start)
    {
        if (trial.From is { } earliest) return earliest.After(start);
        DateOnly over = trial.Duration!.Value.After(start);
        return over.AddDays(-Math.Min(DaysOfPlay, (over.DayNumber - start.DayNumber) / Eighth));
    }

    /// <summary>The effect of an agent in use.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="course">Its course.</param>
    /// <param name="sheet">The facts in the frame of the agent.</param>
    public AgentResponse Of(Agent agent, Course course, FactSheet sheet)
    {
        if (course.From is not { } from) return new([], null, null, null);
        TimeItem? trial = RegionChoice.For(agent.Trial, region).FirstOrDefault(item => item.Duration is not null && item.Holds(sheet) != Truth.False);
        DateOnly? review = trial?.Duration?.After(from.Last);
        DateOnly full = trial is null ? from.Last : FullDoseSince(course, trial, from.Last);
        ImmutableArray<MeasuredResponse>.Builder measures = ImmutableArray.CreateBuilder<MeasuredResponse>();
        DateOnly? assessed = null;
        foreach (MeasureItem item in knowledge.Pathway.Measures)
        {
            if (results.Scores(item.Measure).IsEmpty || item.Holds(sheet) == Truth.False) continue;
            MeasuredResponse measure = Measure(item, from, trial, full, sheet);
            if (measure is { Current: null, Baseline: null }) continue;
            measures.Add(measure);
            if (measure.Current?.On is { } on && !(on <= assessed)) assessed = on;
        }

        // A dose that was raised is given its time before the agent counts as failed.
        DateOnly? fair = trial?.Duration?.After(full);
        bool waits = fair > asOf && fair != review && measures.Any(measure => measure.Verdict == ResponseVerdict.TooEarly);
        return new(measures.DrainToImmutable(), waits ? fair : review, trial, assessed);
    }

    /// <summary>The day since which the dose is one that a trial can be judged by: at least that of the trial, else as it is since it was raised last.</summary>
    private static DateOnly FullDoseSince(Course course, TimeItem trial, DateOnly start)
    {
        DateOnly since = start;
        foreach (DoseChange change in DoseHistory.Changes(course))
        {
            if (change.Direction > 0 && (trial.Dose is not { } least || (change.To.Unit == least.Unit && change.From.Amount < least.Amount && change.To.Amount >= least.Amount))) since = change.On;
        }

        return since;
    }

    /// <summary>Response, part of one or none, and how long the skin has been clear.</summary>
    public IEnumerable<Fact> Facts(Agent agent, Course course, FactSheet sheet)
    {
        AgentResponse response = Of(agent, course, sheet);
        if (response.Verdict > ResponseVerdict.TooEarly)
        {
            ImmutableArray<FactOrigin> evidence = [.. response.Measures.Where(measure => measure.Verdict > ResponseVerdict.TooEarly)
                .SelectMany(measure => new[] { measure.Current, measure.Baseline }).OfType<Score>().Select(score => score.Evidence)];
            (string Name, ResponseVerdict Verdict)[] flags = [("Response", ResponseVerdict.Responder), ("PartialResponse", ResponseVerdict.Partial), ("NoResponse", ResponseVerdict.NonResponder)];
            foreach ((string name, ResponseVerdict verdict) in flags) yield return new(_facts[name], FlagValue.Of(Kleene.Of(response.Verdict == verdict)), FactState.Derived, evidence);
        }

        if (_facts.Find("MonthsInCompleteControl") is { } months && CompleteControl() is { } control)
            yield return new(months, NumberValue.Of(control.Months), FactState.Derived, control.Evidence);
    }

    /// <summary>The conditions by which an effect is judged.</summary>
    public static IEnumerable<Expr> Asking(Pathway pathway, Agent agent) => pathway.Measures.SelectMany(item => item.Conditions).Concat(agent.Trial.SelectMany(item => item.Conditions));

    private MeasuredResponse Measure(MeasureItem item, DateSpan from, TimeItem? trial, DateOnly full, FactSheet sheet)
    {
        ImmutableArray<Score> scores = results.Scores(item.Measure); // oldest first
        DateOnly start = from.First;
        Score? baseline = courses.Baseline(item.Measure, start), current = scores is [.., var last] && last.On > start && !(last.On <= baseline?.On) ? last : null;
        if (current is null || trial is null) return new(item, baseline, current, ResponseVerdict.Unknown, null);
        DateOnly judged = MayBeJudged(trial, from.Last);
        if (current.On < judged) return new(item, baseline, current, asOf < trial.Duration!.Value.After(from.Last) ? ResponseVerdict.TooEarly : ResponseVerdict.Unknown, null);
        ResponseVerdict verdict = Judge(item, baseline, current, sheet);
        DateOnly? lost = verdict is ResponseVerdict.NonResponder or ResponseVerdict.Partial
            ? scores.LastOrDefault(score => score.On > start && score.On < current.On && score.On >= judged && Judge(item, baseline, score, sheet) == ResponseVerdict.Responder)?.On : null;
        if (verdict == ResponseVerdict.NonResponder && lost is null && full > from.Last && current.On < MayBeJudged(trial, full))
            verdict = asOf < trial.Duration!.Value.After(full) ? ResponseVerdict.TooEarly : ResponseVerdict.Unknown;
        // The visit may lie a little before the end; that the agent did not help is said when the time is over.
        if (verdict is ResponseVerdict.NonResponder or ResponseVerdict.Partial && lost is null && trial.From is null && asOf < trial.Duration!.Value.After(from.Last)) verdict = ResponseVerdict.TooEarly;
        return new(item, baseline, current, verdict, lost);
    }

    private ResponseVerdict Judge(MeasureItem item, Score? baseline, Score current, FactSheet sheet)
    {
        ImmutableArray<FactDefinition> falls = _facts.FallsOf(item.Measure);
        Fact[] facts = new Fact[1 + falls.Length];
        facts[0] = new(item.Measure, NumberValue.Of(current.Value), FactState.Known, [current.Evidence]);
        for (int i = 0; i < falls.Length; i++) facts[1 + i] = CourseFacts.Fall(falls[i], baseline, current) ?? new(falls[i], NumberValue.Unknown, FactState.Absent, []);
        FactSheet judged = sheet.With(facts);
        Truth response = item.ResponseWhen?.Truth(judged) ?? Truth.False, partial = item.PartialWhen?.Truth(judged) ?? Truth.False;
        return response == Truth.True ? ResponseVerdict.Responder
            : partial == Truth.True ? ResponseVerdict.Partial
            : response == Truth.False && partial == Truth.False ? ResponseVerdict.NonResponder : ResponseVerdict.Unknown;
    }

    /// <summary>From the first to the last of the assessments in a row with clear skin and itch of at most 1; both must have been assessed, and not too long ago.</summary>
    private (decimal Months, ImmutableArray<FactOrigin> Evidence)? CompleteControl()
    {
        if (!_controlIsKnown) (_control, _controlIsKnown) = (Controlled(), true);
        return _control;
    }

    private (decimal Months, ImmutableArray<FactOrigin> Evidence)? Controlled()
    {
        ReadOnlySpan<Score> skin = Clear(["EASI", "IGA"], 0m), itch = Clear(["PPNRS"], 1m);
        if (skin.Length == 0 || itch.Length == 0) return null;
        if (BetweenReviews.After(skin[^1].On) < asOf || BetweenReviews.After(itch[^1].On) < asOf) return null;
        DateOnly first = skin[0].On > itch[0].On ? skin[0].On : itch[0].On, last = skin[^1].On < itch[^1].On ? skin[^1].On : itch[^1].On;
        return (Math.Max(0, last.DayNumber - first.DayNumber) / UnitOfMeasure.DaysOfMonth, [skin[^1].Evidence, itch[^1].Evidence, skin[0].Evidence, itch[0].Evidence]);
    }

    private ReadOnlySpan<Score> Clear(string[] measures, decimal most)
    {
        ImmutableArray<Score>[] told = [.. measures.Select(name => results.Scores(_facts[name])).Where(scores => !scores.IsEmpty)];
        ImmutableArray<Score> all = told switch { [] => [], [var only] => only, _ => [.. told.SelectMany(scores => scores).OrderBy(score => score.On)] };
        int first = all.Length;
        while (first > 0 && all[first - 1].Value <= most) first--;
        return all.AsSpan(first..);
    }
}
