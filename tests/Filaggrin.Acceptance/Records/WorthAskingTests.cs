using System.Collections.Immutable;
using System.Globalization;
using Filaggrin.Acceptance.Commands;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Acceptance.Records;

/// <summary>What waits for information is asked about, and what a question promises comes true with some answer.</summary>
public class WorthAskingTests
{
    private const int Most = 10;

    // From 0.1 to 10000 in parts, coarse ones first: most consequences are reached soon.
    private static readonly decimal[] Amounts = [.. Enumerable.Range(0, 500).OrderBy(i => i % 20 == 0 ? 0 : 1).Select(i => decimal.Round((decimal)Math.Pow(10, i / 100d - 1), 2))];

    public static TheoryData<string> Everybody => [.. Samples.VignetteNames, .. Samples.RecordNames, .. Examples.Names];

    [Theory]
    [MemberData(nameof(Everybody))]
    public void Every_option_that_waits_for_information_is_asked_about(string name)
    {
        (PatientRecord record, AppraisalRequest request) = Open(name);
        Appraisal appraisal = new Advisor(Engine.Knowledge).Appraise(record, request);
        ImmutableArray<Question> questions = new Questioner(Engine.Knowledge).Ask(record, request);
        if (appraisal.Deceased || questions.Length == Most) return;
        string[] forgotten = [.. appraisal.Options.Where(option => option.Standing == Standing.NeedsInformation && (option.Agent.OrdinaryUse || !option.Tried.IsEmpty))
            .Where(option => !option.Missing.Any(missing => missing.Blocks && questions.Any(question => question.Fact == missing.Fact)))
            .Select(option => $"{option.Agent.Id} waits for {string.Join(", ", option.Missing.Where(missing => missing.Blocks).Select(missing => missing.Fact.Name))}")];
        Assert.True(forgotten.Length == 0, string.Join('\n', forgotten));
    }

    [Theory]
    [MemberData(nameof(Everybody))]
    public void What_a_number_is_told_to_lead_to_some_number_leads_to(string name)
    {
        (PatientRecord record, AppraisalRequest request) = Open(name);
        Advisor advisor = new(Engine.Knowledge);
        List<string> broken = [];
        foreach (Question question in new Questioner(Engine.Knowledge).Ask(record, request).Where(question => question.Fact.Type == FactType.Number))
        {
            HashSet<(string, Standing)> open = [.. question.Settles.SelectMany(settled => settled.To.Select(to => (settled.Agent, to)))];
            foreach (ImmutableArray<Finding> answer in Answers(question.Fact, request.AsOf))
            {
                if (open.Count == 0) break;
                ImmutableDictionary<string, Standing> then = advisor.Standings(record, request with { Answers = answer });
                open.ExceptWith(question.Settles.Select(settled => (settled.Agent, then[settled.Agent])));
            }

            broken.AddRange(open.Select(promise => $"{question.Fact.Name}: no answer makes {promise.Item1} {Words.Of(promise.Item2)}"));
        }

        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    /// <summary>Any number, by itself, then with the laboratory's limits of it, then as the reading of the day before.</summary>
    private static IEnumerable<ImmutableArray<Finding>> Answers(FactDefinition fact, DateOnly day)
    {
        (decimal low, decimal high) = fact.Plausible ?? (0m, decimal.MaxValue);
        Finding[] answers = [.. Amounts.Where(amount => amount >= low && amount <= high).Select(amount => AnswerReader.FromText(fact, negated: false, amount.ToString(CultureInfo.InvariantCulture), day)!)];
        Finding[] limits = [.. Engine.Knowledge.Facts.All.Where(limit => limit.Derive is { Kind: "upper-limit" or "lower-limit" } derive && derive.Of.Contains(fact.Name, StringComparer.Ordinal))
            .Select(limit => AnswerReader.FromText(limit, negated: false, "50", day)!)];
        return answers.Select(answer => (ImmutableArray<Finding>)[answer])
            .Concat(answers.Where(_ => limits.Length > 0).Select(answer => (ImmutableArray<Finding>)[answer, .. limits]))
            .Concat(answers.Select(answer => (ImmutableArray<Finding>)[answer with { When = DateSpan.On(day.AddDays(-1)), Known = day.AddDays(-1) }]));
    }

    private static (PatientRecord Record, AppraisalRequest Request) Open(string name)
    {
        if (Examples.Names.Contains(name, StringComparer.Ordinal)) return (Examples.Read(name), Examples.Request);
        Sample sample = Samples.Open(name);
        return (Engine.Read(sample.Json), new(sample.AsOf, sample.Region));
    }
}
