using System.Collections.Immutable;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Advice.Treatments;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Appraisals;

/// <summary>What earlier courses of an agent say about trying it again.</summary>
internal static class TriedReasons
{
    public static TriedCourse Judge(Agent agent, Course course, FactSheet sheet, AppraisalRequest request)
    {
        TimeItem? trial = null;
        foreach (TimeItem item in RegionChoice.For(agent.Trial, request.Region))
        {
            // The shortest; of two as short the first.
            if (item.Duration is { } time && item.Holds(sheet) != Truth.False && !(trial?.Duration!.Value.After(DateOnly.MinValue) <= time.After(DateOnly.MinValue))) trial = item;
        }

        Truth adequate = trial is null ? Truth.Unknown : course.LastedAtLeast(trial.Duration!.Value, request.AsOf);
        if (trial?.Dose is { } least) adequate = adequate.And(course.Dose is { } dose && dose.Unit == least.Unit ? Kleene.Of(dose.Amount >= least.Amount) : Truth.Unknown);
        return new(course, adequate, Outcome(agent, course, sheet));
    }

    public static Verdict? VerdictOf(TriedCourse tried) => tried switch
    {
        { Outcome: "not-tolerated", Course.SevereReaction: true } => Verdict.NotAdvised,
        { Outcome: "not-tolerated" } => Verdict.Caution,
        { Outcome: "failed", Adequate: Truth.False } => Verdict.Note,
        { Outcome: "failed" } => Verdict.Caution,
        _ => null,
    };

    /// <summary>What an entry that cannot be read with certainty would say if it were certain; whether the course was long enough is not asked.</summary>
    public static Verdict VerdictOf(MedicineEntry possible) => possible.SevereReaction ? Verdict.NotAdvised : Verdict.Caution;

    /// <summary>What the courses of a candidate say, certain ones first.</summary>
    public static ImmutableArray<Reason> Of(Agent agent, Candidate candidate) =>
        candidate.Tried.IsEmpty && candidate.PossiblyTried.IsEmpty ? [] : [.. Of(agent, candidate.Tried), .. Of(agent, candidate.PossiblyTried)];

    private static IEnumerable<Reason> Of(Agent agent, IEnumerable<MedicineEntry> possible) => possible.Select(entry =>
    {
        string what = entry.SevereReaction ? "reaction" : entry.StopReason == StopReason.Ineffective ? "failed" : "not-tolerated";
        string time = Texts.Of("tried-time", entry.From?.ToString() ?? "?", entry.To?.ToString() ?? "?");
        Fact fact = new(Before(agent), CodeValue.Of(what), FactState.Doubtful, [new(entry.Source, entry.From ?? entry.Authored, Quote: entry.Quote)]);
        return new Reason($"{agent.Id}-tried-doubtful", VerdictOf(entry), Texts.Of("tried-doubtful-" + what, time), [fact], []);
    });

    private static IEnumerable<Reason> Of(Agent agent, IEnumerable<TriedCourse> courses)
    {
        foreach (TriedCourse tried in courses)
        {
            if (VerdictOf(tried) is not { } verdict) continue;
            string time = Texts.Of("tried-time", tried.Course.From?.ToString() ?? "?", tried.Course.To?.ToString() ?? "?");
            (string what, string key) = (tried.Outcome, tried.Adequate) switch
            {
                ("not-tolerated", _) => ("not-tolerated", tried.Course.SevereReaction ? "tried-reaction" : "tried-not-tolerated"),
                (_, Truth.True) => ("tried-failed", "tried-failed"),
                (_, Truth.False) => ("tried-too-short", "tried-too-short"),
                _ => ("tried-failed", "tried-unclear"),
            };
            string number = tried.Course.From is { } from ? "-" + DateSpan.Iso(from.First) : "";
            FactDefinition definition = Before(agent);
            yield return new($"{agent.Id}-{what}{number}", verdict, Texts.Of(key, time),
                [.. tried.Course.Sources.Select(source => new Fact(definition, CodeValue.Of(tried.Outcome), FactState.Known, [new(source, tried.Course.From)]))], []);
        }
    }

    private static FactDefinition Before(Agent agent) => new() { Name = "TriedBefore", Type = FactType.Code, Place = agent.Place };

    // What is given for another disease tells nothing of its effect on eczema; that it was not borne counts all the same.
    private static string Outcome(Agent agent, Course course, FactSheet sheet) => course switch
    {
        { Running: true } => agent.GivenForEczema ? Response(sheet) : "ongoing",
        { StopReason: StopReason.Ineffective } => agent.GivenForEczema ? "failed" : "stopped-other",
        { StopReason: StopReason.NotTolerated } => "not-tolerated",
        { StopReason: StopReason.Remission } => "remission",
        { StopReason: StopReason.Other } => "stopped-other",
        _ => "unknown",
    };

    /// <summary>Half the score at the start gone is a response, any fall short of it a partial one; without two scores the course is just ongoing.</summary>
    private static string Response(FactSheet sheet)
    {
        foreach (string name in (ReadOnlySpan<string>)["EASIReduction", "SCORADReduction"])
        {
            if (sheet.Dictionary.Find(name) is not { } definition || sheet[definition].Value is not NumberValue { IsUnknown: false } fall) continue;
            if (Interval.Exactly(0.5m).LessOrEqual(fall.Interval) == Truth.True) return "responded";
            if (Interval.Exactly(0.25m).LessOrEqual(fall.Interval) == Truth.True) return "partial";
        }

        return "ongoing";
    }
}
