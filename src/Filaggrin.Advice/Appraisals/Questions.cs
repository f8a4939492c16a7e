using System.Collections.Immutable;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Appraisals;

/// <summary>A question whose answer would change how options stand.</summary>
/// <param name="Fact">What is asked.</param>
/// <param name="Options">The answers to choose from.</param>
/// <param name="Settles">The options it bears on, with the standings that its answers lead to.</param>
/// <param name="State">How the record leaves it: not on record, out of date, in doubt.</param>
public sealed record Question(FactDefinition Fact, ImmutableArray<string> Options, ImmutableArray<Settled> Settles, Fact State)
{
    /// <summary>An option that is not closed yet hangs on it.</summary>
    public bool OpensOrCloses => Settles.Any(settled => settled.From >= Standing.NeedsInformation);

    /// <summary>What waits for an answer goes before what is open and could only be one with care, and that before what is closed already.</summary>
    internal int Weight => Settles.Max(settled => settled.From switch { Standing.NeedsInformation => 2, > Standing.NeedsInformation => 1, _ => 0 });
}

/// <summary>What a question settles of one option.</summary>
/// <param name="Agent">The option.</param>
/// <param name="From">How it stands now.</param>
/// <param name="To">How it would stand, by answer.</param>
public sealed record Settled(string Agent, Standing From, ImmutableArray<Standing> To)
{
    /// <summary>Whatever the answer, nothing else needs to be known to tell whether the option is closed.</summary>
    public bool Decides => !To.IsEmpty && !To.Contains(Standing.NeedsInformation);
}

/// <summary>Finds the questions worth asking, those first that settle most.</summary>
public sealed class Questioner(KnowledgeBase knowledge)
{
    private const int Most = 10;

    /// <summary>At most ten questions for a record.</summary>
    public ImmutableArray<Question> Ask(PatientRecord record, AppraisalRequest request)
    {
        Advisor advisor = new(knowledge);
        Appraisal appraisal = advisor.Appraise(record, request);
        if (appraisal.Deceased) return [];
        ImmutableDictionary<string, Standing> now = appraisal.Options.ToImmutableDictionary(option => option.Agent.Id, option => option.Standing, StringComparer.Ordinal);
        PatientSheet sheet = PatientSheet.Of(knowledge, record, request);
        SampleAnswers samples = new(knowledge, sheet);
        // What could add a caution is no question yet where it is not known whether the option is open.
        IGrouping<FactDefinition, Wanted>[] open = [.. appraisal.Options
            .Where(option => option.Agent.OrdinaryUse || !option.Tried.IsEmpty) // what hardly anybody is given settles nothing
            .SelectMany(option => option.Missing.Where(missing => missing.Blocks || option.Standing != Standing.NeedsInformation).Select(missing => new Wanted(option.Agent.Id, missing)))
            .GroupBy(wanted => wanted.Missing.Fact)
            .OrderByDescending(group => group.Count(wanted => wanted.Missing.Blocks)).ThenByDescending(group => group.Count()).ThenBy(group => group.Key.Name, StringComparer.Ordinal)];
        List<(Question Question, int Settled)> weighed = [], idle = [];
        foreach (var group in open.Where(group => !WaitsForAnother(group, open, sheet)))
        {
            if (weighed.Count >= Most && weighed.Count + idle.Count >= Most * 2) break;
            string[] agents = [.. group.Select(wanted => wanted.Agent)];
            (Question Question, int Settled) one = Weigh(group.First().Missing.State, agents, samples.To(group.Key, agents), advisor, record, request, now);
            (one.Settled > 0 ? weighed : idle).Add(one);
        }

        return
        [
            .. weighed.OrderByDescending(one => one.Question.Weight).ThenByDescending(one => one.Settled).ThenByDescending(one => one.Question.Settles.Length)
                .ThenBy(one => one.Question.Fact.Name, StringComparer.Ordinal)
                .Select(one => one.Question).Concat(Waiting(weighed, idle)).Take(Most),
        ];
    }

    /// <summary>Whether the question arises is asked first, of every option that it bears on: for virus in the blood nobody looks who has neither antigen nor antibody.</summary>
    private static bool WaitsForAnother(IGrouping<FactDefinition, Wanted> asked, IGrouping<FactDefinition, Wanted>[] open, PatientSheet sheet)
    {
        if (asked.Key.RelevantWhen is not { } relevant || relevant.Truth(sheet.Facts) != Truth.Unknown) return false;
        ImmutableArray<FactDefinition> first = Relevance.Missing(relevant, sheet.Facts);
        HashSet<string> told = [.. open.Where(other => other.Key != asked.Key && first.Contains(other.Key)).SelectMany(other => other.Select(wanted => wanted.Agent))];
        return asked.All(wanted => told.Contains(wanted.Agent));
    }

    /// <summary>Of options that wait for answers of which none decides alone, the first question all the same.</summary>
    private static IEnumerable<Question> Waiting(IEnumerable<(Question Question, int Settled)> weighed, IEnumerable<(Question Question, int Settled)> idle)
    {
        HashSet<string> asked = new(weighed.SelectMany(one => one.Question.Settles).Select(settled => settled.Agent), StringComparer.Ordinal);
        foreach ((Question question, _) in idle)
        {
            if (question.Settles.Any(settled => settled.From == Standing.NeedsInformation && !asked.Contains(settled.Agent)))
            {
                asked.UnionWith(question.Settles.Select(settled => settled.Agent));
                yield return question;
            }
        }
    }

    /// <summary>Appraises with each possible answer; an option counts as settled when every answer takes it out of need of information or closes it.</summary>
    private static (Question Question, int Settled) Weigh(
        Fact state, string[] agents, IEnumerable<ImmutableArray<Finding>> samples, Advisor advisor, PatientRecord record, AppraisalRequest request, ImmutableDictionary<string, Standing> now)
    {
        FactDefinition fact = state.Definition;
        ImmutableDictionary<string, Standing>[] then = [.. samples.Select(findings => advisor.Standings(record, request with { Answers = request.Answers.AddRange(findings) }, agents))];
        ImmutableArray<Settled> settles = [.. agents.Order(StringComparer.Ordinal)
            .Select(agent => new Settled(agent, now[agent], [.. then.Select(standings => standings[agent]).Distinct().Order()]))];
        int settled = settles.Count(entry => entry.To.Any(standing => standing != entry.From));
        ImmutableArray<string> shown = fact.Type switch { FactType.Flag => ["yes", "no"], FactType.Code => fact.Options, _ => [] };
        return (new(fact, shown, settles, state), settled);
    }

    /// <summary>A fact that an option lacks.</summary>
    private readonly record struct Wanted(string Agent, MissingFact Missing);
}
