using System.Collections.Immutable;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Advice.Wording;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Appraisals;

/// <summary>Which questions are worth asking.</summary>
public class QuestionerTests
{
    private static readonly AppraisalRequest Request = new(Patients.Day, "EU");

    private static readonly Lazy<Question[]> Questions = new(() =>
        [.. RandomPatients.Any.Pinned(5).Append(Patients.Bare()).Append(Patients.Woman(35).NotHolding(RecordList.Immunizations).NotHolding(RecordList.Procedures)).SelectMany(patient => Ask(patient))]);

    [Fact]
    public void Nothing_is_asked_where_nothing_is_open() => Assert.Empty(Ask(Patients.Woman(35)));

    [Fact]
    public void Nobody_is_asked_for_the_dead() => Assert.Empty(Ask(Patients.Woman(35).Without("TPMTActivity").Died("2026-06-01")));

    [Fact]
    public void What_is_not_in_ordinary_use_counts_as_settled_by_no_question()
    {
        foreach (Patients patient in RandomPatients.Any.Pinned(5))
        {
            HashSet<string> tried = [.. patient.Appraise().Options.Where(option => !option.Tried.IsEmpty).Select(option => option.Agent.Id)];
            Assert.All(Ask(patient).SelectMany(question => question.Settles), settled => Assert.True(Patients.Knowledge.Agents[settled.Agent].OrdinaryUse || tried.Contains(settled.Agent), settled.Agent));
        }

        Assert.Contains(Ask(Patients.Woman(35).Took("allergen-specific immunotherapy", "2020-01-01", "2021-01-01").Without("Pregnant", "PregnancyTest")).SelectMany(question => question.Settles),
            settled => settled.Agent == "allergen-immunotherapy"); // tried before
    }

    [Fact]
    public void A_question_names_the_options_it_settles_and_where_its_answers_lead()
    {
        Question question = Assert.Single(Ask(Patients.Woman(35).Without("TPMTActivity")));
        Assert.Equal("TPMTActivity", question.Fact.Name);
        Assert.Equal(["deficient", "intermediate", "normal"], question.Options, StringComparer.Ordinal);
        Settled settled = Assert.Single(question.Settles);
        Assert.Equal(("azathioprine", Standing.NeedsInformation), (settled.Agent, settled.From));
        Assert.Equal([Standing.Contraindicated, Standing.Caution, Standing.Suitable], settled.To);
    }

    [Fact]
    public void A_number_is_tried_on_both_sides_of_every_limit()
    {
        Question question = Assert.Single(Ask(Patients.Woman(35).Without("EGFR")));
        Assert.Empty(question.Options);
        Settled methotrexate = Assert.Single(question.Settles, settled => settled.Agent == "methotrexate");
        Assert.Equal([Standing.Contraindicated, Standing.Caution, Standing.Suitable], methotrexate.To);
        Settled ciclosporin = Assert.Single(question.Settles, settled => settled.Agent == "ciclosporin");
        Assert.Equal([Standing.Contraindicated, Standing.Suitable], ciclosporin.To);
    }

    [Fact]
    public void A_limit_is_tried_on_both_sides_of_the_value_beside_it() // an upper limit of nought would close ciclosporin for everybody
    {
        Patients girl = Patients.Woman(15).Without("Creatinine").With("Creatinine", 55);
        Settled ciclosporin = Assert.Single(Asked(girl, "CreatinineUpperLimit").Settles, settled => settled.Agent == "ciclosporin");
        Assert.Equal([Standing.Contraindicated, Standing.Suitable], ciclosporin.To);
    }

    [Fact]
    public void A_value_whose_limit_is_not_known_either_is_asked_for()
    {
        Settled ciclosporin = Assert.Single(Asked(Patients.Woman(15).Without("Creatinine"), "Creatinine").Settles, settled => settled.Agent == "ciclosporin");
        Assert.Equal([Standing.Contraindicated, Standing.NeedsInformation, Standing.Suitable], ciclosporin.To);
    }

    [Fact]
    public void A_limit_that_is_multiplied_is_tried_where_it_decides()
    {
        Settled azathioprine = Assert.Single(Asked(Patients.Woman(35).OfSex(null).With("ALT", 60).With("EBVSeropositive", true), "ALTUpperLimit").Settles, settled => settled.Agent == "azathioprine");
        Assert.Equal([Standing.Caution, Standing.Suitable], azathioprine.To);
    }

    [Fact]
    public void A_second_reading_is_asked_for_with_the_first_and_the_reason()
    {
        Patients raised = Patients.Woman(35).With("SystolicBloodPressure", 150, "2026-06-15");
        Question question = Asked(raised, "SystolicBloodPressure");
        Assert.Contains("2026-06-15: a single raised reading; a second one on another day is needed", FactText.OnFile(question.State), StringComparison.Ordinal);
        Assert.Equal([Standing.Contraindicated, Standing.Suitable], Assert.Single(question.Settles, settled => settled.Agent == "ciclosporin").To);
    }

    [Fact]
    public void A_second_reading_of_a_child_is_asked_for_with_the_first_and_the_reason()
    {
        Question question = Asked(Patients.Child(6).With("SystolicBloodPressure", 124).With("DiastolicBloodPressure", 60), "SystolicBloodPressure");
        Assert.Contains("a second one on another day is needed", FactText.OnFile(question.State), StringComparison.Ordinal);
    }

    [Fact]
    public void Virus_in_the_blood_is_asked_for_after_the_antigen()
    {
        Patients untested = Patients.Woman(35).Without("HBsAg", "AntiHBc", "HBVDNA");
        Assert.Contains(Ask(untested), question => question.Fact.Name == "HBsAg");
        Assert.DoesNotContain(Ask(untested), question => question.Fact.Name == "HBVDNA");
        Assert.Contains(Ask(untested.With("HBsAg", "negative").With("AntiHBc", "positive")), question => question.Fact.Name == "HBVDNA");
    }

    [Fact]
    public void What_could_only_add_a_caution_is_asked_last()
    {
        ImmutableArray<Question> questions = Ask(Patients.Woman(35).Without("TPMTActivity", "UncontrolledAsthma").Also("Asthma", true, "2020-01-01"));
        Assert.Equal(["TPMTActivity", "UncontrolledAsthma"], questions.Select(question => question.Fact.Name), StringComparer.Ordinal);
        Settled nemolizumab = Assert.Single(questions[^1].Settles, settled => settled.Agent == "nemolizumab");
        Assert.Equal((Standing.Suitable, false), (nemolizumab.From, nemolizumab.To.Contains(Standing.NeedsInformation)));
        Assert.Contains(Standing.Caution, nemolizumab.To);
    }

    [Fact]
    public void At_most_ten_are_asked_those_first_that_settle_most()
    {
        ImmutableArray<Question> questions = Ask(Patients.Bare().OfSex("female").Born("1990-01-01").HoldingAll());
        Assert.Equal(10, questions.Length);
        int[] settled = [.. questions.Select(question => question.Settles.Count(entry => entry.To.Any(standing => standing != entry.From)))];
        Assert.Equal(settled.OrderDescending(), settled);
        Assert.Equal(questions.Select(question => question.Fact.Name).Distinct(StringComparer.Ordinal), questions.Select(question => question.Fact.Name), StringComparer.Ordinal);
        Assert.All(questions, question => Assert.NotEmpty(question.Settles));
    }

    [Fact]
    public void Where_answers_lead_is_where_they_lead()
    {
        foreach (Patients patient in RandomPatients.Any.Pinned(4))
        {
            foreach (Question question in Ask(patient).Where(question => question.Fact.Type == FactType.Flag).Take(2))
            {
                foreach (Settled settled in question.Settles)
                {
                    Standing[] then = [.. question.Options.Select(answer => AppraisalAssert.Of(Answered(patient, [(question.Fact, answer)]), settled.Agent).Standing).Distinct().Order()];
                    Assert.True(then.SequenceEqual(settled.To), $"{question.Fact.Name} for {settled.Agent}: told {string.Join(", ", settled.To)}, found {string.Join(", ", then)}: {patient.Describe()}");
                }
            }
        }
    }

    [Fact]
    public void Every_question_has_words_to_ask_it()
    {
        SortedSet<string> mute = new(Questions.Value.Where(question => question.Fact.Ask is null).Select(question => question.Fact.Name), StringComparer.Ordinal);
        Assert.True(mute.Count == 0, $"no words to ask {string.Join(", ", mute)}");
    }

    [Fact]
    public void Every_question_has_answers_that_were_tried()
    {
        SortedSet<string> untried = new(Questions.Value.Where(question => question.Settles.Any(settled => settled.To.IsEmpty)).Select(question => question.Fact.Name), StringComparer.Ordinal);
        Assert.True(untried.Count == 0, $"no answer was tried to {string.Join(", ", untried)}");
    }

    [Fact]
    public void Asking_and_answering_comes_to_an_end()
    {
        Patients patient = Patients.Bare().OfSex("female").Born("1990-01-01").HoldingAll();
        ImmutableArray<(FactDefinition Fact, string Answer)> answers = [];
        for (int round = 0; round < 8; round++)
        {
            ImmutableArray<Question> questions = new Questioner(Patients.Knowledge).Ask(patient.Record, Request with { Answers = Findings(answers) });
            if (questions.IsEmpty) break;
            answers = answers.AddRange(questions.Select(question => (question.Fact, Reassuring(question))));
        }

        Option[] open = [.. Answered(patient, answers).Options.Where(option => option.Standing == Standing.NeedsInformation && option.Agent.OrdinaryUse)];
        Assert.True(open.Length == 0, string.Join("; ", open.Select(AppraisalAssert.Tell)));
        Assert.InRange(answers.Length, 10, 40);
    }


    /// <summary>The answer of somebody healthy.</summary>
    private static string Reassuring(Question question)
    {
        Finding? healthy = Patients.Woman(35).Record.Findings.LastOrDefault(finding => finding.Fact.Name == question.Fact.Name);
        return healthy?.Value?.ToString() ?? (question.Fact.Type == FactType.Flag ? "no" : question.Options is [.., var last] ? last : "1");
    }

    private static Question Asked(Patients patient, string fact) => Assert.Single(Ask(patient), question => question.Fact.Name == fact);

    private static ImmutableArray<Question> Ask(Patients patient) => new Questioner(Patients.Knowledge).Ask(patient.Record, Request);

    private static Appraisal Answered(Patients patient, IEnumerable<(FactDefinition Fact, string Answer)> answers) =>
        new Advisor(Patients.Knowledge).Appraise(patient.Record, Request with { Answers = Findings(answers) });

    private static ImmutableArray<Finding> Findings(IEnumerable<(FactDefinition Fact, string Answer)> answers) =>
        [.. answers.Select(pair => AnswerReader.FromText(pair.Fact, negated: false, pair.Answer, Patients.Day)).OfType<Finding>()];
}
