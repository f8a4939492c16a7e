using System.Collections.Immutable;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Appraisals;

/// <summary>Which facts are named as missing, over random partial records.</summary>
public class MissingFactsTests
{
    private static readonly Advisor Advisor = new(Editions.FirstPassAlone);

    [Fact]
    public void Missing_facts_fit_the_standing_of_every_option()
    {
        foreach ((Patients patient, string region) in Gen.Select(RandomPatients.Any, RandomPatients.Region).Pinned(400))
        {
            foreach (Option option in patient.Appraise(region).Options)
            {
                bool fits = option.Standing switch
                {
                    Standing.Contraindicated or Standing.Unavailable => option.Missing.IsEmpty,
                    Standing.NeedsInformation => option.Missing.Any(missing => missing.Blocks),
                    Standing.NotAdvised => option.Missing.All(missing => missing.Blocks),
                    _ => !option.Missing.Any(missing => missing.Blocks),
                };
                Assert.True(fits, $"{AppraisalAssert.Tell(option)}; {region}, {patient.Describe()}");
                Assert.True(option.Missing.All(missing => missing.Decides.Length > 0), $"a missing fact decides nothing: {AppraisalAssert.Tell(option)}; {region}, {patient.Describe()}");
            }
        }
    }

    [Fact]
    public void What_is_missing_is_unknown_on_the_sheet()
    {
        foreach (Patients patient in RandomPatients.Any.Pinned(300))
        {
            foreach (MissingFact missing in patient.Appraise().Options.SelectMany(option => option.Missing))
            {
                bool open = missing.State.Value.IsUnknown || missing.State.Value is NumberValue { Interval.Exact: null } or SetValue { Possible.Count: > 0 };
                Assert.True(open, $"{missing.Fact.Name} is {missing.State.Value}; {patient.Describe()}");
            }
        }
    }

    [Fact]
    public void Every_reason_that_fired_is_shown_whatever_is_missing()
    {
        foreach (Patients patient in RandomPatients.Any.Pinned(200))
        {
            Appraisal appraisal = patient.Appraise();
            foreach (Option option in appraisal.Options.Where(option => option.Agent.RulesWritten))
            {
                HashSet<string> fired = new(new Advisor(Patients.Knowledge).Explain(patient.Record, new(Patients.Day, "EU"), option.Agent.Id)
                    .Where(rule => rule is { Speaks: true, Explanation.Truth: Truth.True }).Select(rule => rule.Rule.Id), StringComparer.Ordinal);
                fired.ExceptWith(option.Reasons.Select(reason => reason.Rule));
                Assert.True(fired.Count == 0, $"{string.Join(", ", fired)} fired and is not shown: {AppraisalAssert.Tell(option)}; {patient.Describe()}");
            }
        }
    }

    [Fact]
    public void When_all_missing_facts_are_answered_nothing_needs_information()
    {
        foreach ((Patients patient, string region, int seed) in Gen.Select(RandomPatients.Any, RandomPatients.Region, Gen.Int[0, 1000]).Pinned(300))
        {
            AppraisalRequest(patient, region, seed);
        }
    }

    private static void AppraisalRequest(Patients patient, string region, int seed)
    {
        Filaggrin.Advice.Sheets.AppraisalRequest request = new(Patients.Day, region);
        Appraisal appraisal = Advisor.Appraise(patient.Record, request);
        FactDefinition[] asked = [.. appraisal.Options.SelectMany(option => option.Missing).Where(missing => missing.Blocks).Select(missing => missing.Fact).Distinct()];
        ImmutableArray<Finding> answers = [.. asked.Select(fact => Answer(fact, seed)).OfType<Finding>()];
        Appraisal answered = Advisor.Appraise(patient.Record, request with { Answers = answers });
        foreach (Option option in answered.Options.Where(option => option.Standing == Standing.NeedsInformation))
        {
            Assert.Fail($"{AppraisalAssert.Tell(option)}; after {string.Join(", ", answers.Select(answer => $"{answer.Fact.Name}={answer.Value}"))} of {string.Join(", ", asked.Select(fact => fact.Name))}; {region}, {patient.Describe()}");
        }
    }

    private static Finding? Answer(FactDefinition fact, int seed)
    {
        (FactDefinition known, ImmutableArray<FactValue> values) = RandomPatients.Choices.FirstOrDefault(choice => choice.Fact.Name == fact.Name);
        return known is null ? null : new(fact, values[seed % values.Length], FindingStatus.Present, DateSpan.On(Patients.Day), null, Patients.Day, "answer") { Via = "answer" };
    }
}
