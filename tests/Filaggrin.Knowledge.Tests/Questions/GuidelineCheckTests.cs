namespace Filaggrin.Knowledge.Tests.Questions;

public class GuidelineCheckTests
{
    private const string Agent = "agents/methotrexate.yaml";

    [Fact]
    public void A_sound_question_passes_every_check() => Assert.Equal("", Check(SmallQuestion.Text));

    [Theory]
    [InlineData("body: Review\n", "body: BAD\n", "2: question folic-acid: every answer is that of BAD; a comparison needs two bodies.\nquestions/folic-acid.yaml:21: question folic-acid: we follow «Review», which gives no answer.")]
    [InlineData("bodies: [Review]", "bodies: [Review, AAD]", "21: question folic-acid: we follow «AAD», which gives no answer.")]
    [InlineData("bodies: [Review]", "bodies: []", "21: question folic-acid: it does not say whom we follow.")]
    public void A_question_sets_two_bodies_side_by_side_and_follows_one_that_answers(string passage, string replacement, string fault) =>
        Assert.Equal($"{SmallQuestion.File}:{fault}", Check(SmallQuestion.With(passage, replacement)));

    [Fact]
    public void A_question_without_follow_is_named()
    {
        string text = SmallQuestion.Text[..SmallQuestion.Text.IndexOf("    follow:", StringComparison.Ordinal)];
        Assert.Equal($"{SmallQuestion.File}:2: question folic-acid: it does not say whom we follow.", Check(text));
    }

    [Fact]
    public void One_answer_is_no_comparison()
    {
        int second = SmallQuestion.Text.IndexOf("      - id: folic-acid-review", StringComparison.Ordinal), follow = SmallQuestion.Text.IndexOf("    follow:", StringComparison.Ordinal);
        string text = SmallQuestion.Text.Remove(second, follow - second).Replace("[Review]", "[BAD]", StringComparison.Ordinal);
        Assert.Equal($"{SmallQuestion.File}:2: question folic-acid: it has one answer; a comparison needs two.", Check(text));
    }

    [Theory]
    [InlineData("2016", "UK", "8: question folic-acid: BAD answers twice in 2016; the other answer is folic-acid-bad-twin.")]
    [InlineData("2011", "UK", "")]
    [InlineData("2016", "EU", "")]
    public void A_body_answers_once_a_year_and_region(string year, string region, string fault)
    {
        string twin = $"    answers:\n      - {{ id: folic-acid-bad-twin, body: BAD, year: {year}, region: {region}, answer: Daily., sources: [label] }}\n";
        string text = SmallQuestion.With("    answers:\n", twin);
        Assert.Equal(fault.Length == 0 ? "" : $"{SmallQuestion.File}:{fault.Replace("8:", "9:", StringComparison.Ordinal)}", Check(text));
    }

    [Theory]
    [InlineData("AAD", "2014", "", "methotrexate-aad-again: AAD 2014 is graded in methotrexate-aad already, for the same patients; keep one for each guideline and year.")]
    [InlineData("aad", "2014", "", "methotrexate-aad-again: aad 2014 is graded in methotrexate-aad already, for the same patients; keep one for each guideline and year.")]
    [InlineData("AAD", "2024", "", "")]
    [InlineData("BAD", "2014", "", "")]
    [InlineData("AAD", "2014", "when: Pregnant, ", "")]
    public void An_agent_has_one_grade_of_a_guideline_and_year_for_the_same_patients(string guideline, string year, string when, string fault)
    {
        string text = SmallKnowledge.Text(Agent, "rules:", $$"""
            evidence:
              - { id: methotrexate-aad, guideline: AAD, year: 2014, grade: strong-for, text: Good., sources: [label] }
              - { id: methotrexate-aad-again, guideline: {{guideline}}, year: {{year}}, grade: conditional-for, {{when}}text: Fair., sources: [label] }
            rules:
            """);
        string found = SmallKnowledge.Check((Agent, text));
        Assert.Equal(fault.Length == 0 ? "" : $"{Agent}:7: {fault}", found);
    }

    [Theory]
    [InlineData("none", "none", false)]
    [InlineData("none", "strong-for", true)]
    [InlineData("strong-for", "strong-for", true)]
    public void Statements_without_a_grade_may_be_several(string grade, string other, bool found)
    {
        string text = SmallKnowledge.Text(Agent, "rules:", $$"""
            evidence:
              - { id: methotrexate-review, guideline: Review, year: 2014, grade: {{grade}}, text: Good., sources: [label] }
              - { id: methotrexate-review-more, guideline: Review, year: 2014, grade: {{other}}, text: In children too., sources: [label] }
            rules:
            """);
        Assert.Equal(found, SmallKnowledge.Check((Agent, text)).Length > 0);
    }

    private static string Check(string question) => SmallKnowledge.Check((SmallQuestion.File, question));
}
