using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Cli.Commands;
using Filaggrin.Cli.Output;
using Filaggrin.Cli.Output.Report;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Acceptance.Commands;

public class QuestionsCommandTests
{
    private const int Most = 10;

    [Theory]
    [MemberData(nameof(Examples.All), MemberType = typeof(Examples))]
    public void At_most_ten_questions_each_once(string name)
    {
        ImmutableArray<Question> questions = Ask(name);
        Assert.True(questions.Length <= Most, $"{questions.Length} questions");
        Assert.Equal(questions.Length, questions.Select(question => question.Fact.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.All(questions, question => Assert.NotEmpty(question.Settles));
    }

    [Theory]
    [MemberData(nameof(Examples.All), MemberType = typeof(Examples))]
    public void An_answer_leads_to_a_standing_that_was_told(string name) =>
        Answered(name, question => question.Fact.Type is FactType.Flag or FactType.Code or FactType.Number);

    [Theory]
    [MemberData(nameof(Examples.All), MemberType = typeof(Examples))]
    public void A_list_or_a_day_leads_to_a_standing_that_was_told(string name) =>
        Answered(name, question => question.Fact.Type is FactType.Set or FactType.Date);

    [Theory]
    [MemberData(nameof(Examples.All), MemberType = typeof(Examples))]
    public void A_question_can_change_a_standing_that_it_names(string name) => Assert.All(
        Ask(name), question => Assert.True(question.Settles.Any(settled => settled.To.Any(to => to != settled.From)), $"no answer to {question.Fact.Name} changes anything"));

    [Fact]
    public void Answers_settle_within_the_same_command()
    {
        PatientRecord record = Examples.Read(Examples.FewData);
        AppraisalRequest answered = Examples.Request with { Answers = Examples.Answers() };
        Advisor advisor = new(Examples.Knowledge);
        ImmutableDictionary<string, Standing> before = advisor.Standings(record, Examples.Request), after = advisor.Standings(record, answered);
        Assert.Equal(Standing.NeedsInformation, before["methotrexate"]);
        Assert.True(after["methotrexate"] is Standing.Suitable or Standing.Caution, $"methotrexate is {Words.Of(after["methotrexate"])}");
        string[] still = [.. new Questioner(Examples.Knowledge).Ask(record, answered).Select(question => question.Fact.Name)];
        Assert.Empty(still.Intersect(answered.Answers.Select(finding => finding.Fact.Name), StringComparer.Ordinal));
    }

    [Fact]
    public void The_page_gives_the_line_to_copy()
    {
        string page = Page(json: false);
        Question first = Ask(Examples.FewData)[0];
        Assert.Contains(first.Fact.Ask!, page, StringComparison.Ordinal);
        Assert.Contains($"{{ \"fact\": \"{first.Fact.Name}\", \"value\": null }}", page, StringComparison.Ordinal);
        Assert.All(page.Split('\n'), line => Assert.True(line.Length <= 100, line));
    }

    [Fact]
    public void Never_is_offered_where_a_day_is_asked()
    {
        FactDefinition vaccine = Examples.Knowledge.Facts["LiveVaccine"];
        Question question = new(vaccine, [], [new("upadacitinib", Standing.NeedsInformation, [Standing.Suitable, Standing.NotAdvised])], new(vaccine, FactValue.Unknown(FactType.Date), FactState.Absent, []));
        using StringWriter output = new();
        QuestionsPage.Write([question], Examples.Read(Examples.FewData), Examples.Request, Examples.Knowledge, output);
        Assert.Contains("a day such as \"2026-03-01\", or \"never\"", output.ToString(), StringComparison.Ordinal);
        string page = ReportPage.Write(new(Examples.Appraise(Examples.FewData), [question], Examples.Knowledge.Pathway.Tests));
        Assert.Contains("<input type=\"checkbox\" name=\"LiveVaccine\" value=\"never\" data-type=\"date\">never</label>", page, StringComparison.Ordinal);
        using MemoryStream answers = new("""[ { "fact": "LiveVaccine", "value": "never" } ]"""u8.ToArray());
        Assert.Equal(FactValue.NotApplicable, Assert.Single(AnswerReader.Read(answers, "answers.json", Examples.Knowledge.Codes, Examples.Day)).Value);
    }

    [Fact]
    public void A_line_whose_null_was_left_is_refused() // nobody copies an answer that nobody gave
    {
        using MemoryStream answers = new("""[ { "fact": "Pregnant", "value": null } ]"""u8.ToArray());
        RecordException fault = Assert.Throws<RecordException>(() => AnswerReader.Read(answers, "answers.json", Examples.Knowledge.Codes, Examples.Day));
        Assert.Equal("answers.json: [0].value: «Null» is no answer to Pregnant; expected true or false.", fault.Message);
    }

    [Fact]
    public void The_json_has_the_members_of_the_contract()
    {
        using JsonDocument document = JsonDocument.Parse(Page(json: true));
        Assert.Equal("filaggrin.questions/1", document.RootElement.GetProperty("schema").GetString());
        Assert.Equal("2026-11-01", document.RootElement.GetProperty("asOf").GetString());
        Assert.All(document.RootElement.GetProperty("questions").EnumerateArray(), question =>
            Assert.Equal(["fact", "text", "type", "unit", "options", "settles"], question.EnumerateObject().Select(member => member.Name), StringComparer.Ordinal));
    }

    internal static ImmutableArray<Question> Ask(string name) => new Questioner(Examples.Knowledge).Ask(Examples.Read(name), Examples.Request);

    private static string Page(bool json)
    {
        using StringWriter output = new();
        Assert.Equal(0, QuestionsCommand.Run(Examples.Knowledge, Examples.Read(Examples.FewData), Examples.Request, json, questionnaire: null, output));
        return output.ToString();
    }

    private static void Answered(string name, Func<Question, bool> wanted)
    {
        PatientRecord record = Examples.Read(name);
        Advisor advisor = new(Examples.Knowledge);
        List<string> broken = [];
        foreach (Question question in Ask(name).Where(wanted))
        {
            foreach (string answer in Answers(question.Fact))
            {
                Finding finding = AnswerReader.FromText(question.Fact, negated: false, answer, Examples.Day)!;
                ImmutableDictionary<string, Standing> then = advisor.Standings(record, Examples.Request with { Answers = [finding] });
                broken.AddRange(question.Settles.Where(settled => !settled.To.Contains(then[settled.Agent]))
                    .Select(settled => $"{question.Fact.Name} = {answer}: {settled.Agent} is {Words.Of(then[settled.Agent])}, told was {string.Join(", ", settled.To.Select(Words.Of))}"));
            }
        }

        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    /// <summary>Answers that a person might give; of a number, twenty between the least and the most that is believed.</summary>
    private static IEnumerable<string> Answers(FactDefinition fact)
    {
        (decimal low, decimal high) = fact.Plausible ?? (0m, 100m);
        return fact.Type switch
        {
            FactType.Flag => ["yes", "no"],
            FactType.Code => fact.Options,
            FactType.Number => Enumerable.Range(0, 20).Select(i => (low + (high - low) * i * i / 400m).ToString(CultureInfo.InvariantCulture)),
            FactType.Set => fact.Options.Prepend(""),
            _ => ["2026-10-31", "2026-09-01", "2001-05-14"],
        };
    }
}
