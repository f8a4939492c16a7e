using Filaggrin.Knowledge.Questions;
using Filaggrin.Tests;

namespace Filaggrin.Knowledge.Tests.Questions;

public class QuestionFinderTests
{
    private static readonly QuestionFinder Finder = new(TestKnowledge.Load());

    [Theory]
    [InlineData("ciclosporin-duration", "ciclosporin-duration")]
    [InlineData("Ciclosporin-Duration", "ciclosporin-duration")]
    [InlineData("TPMT", "tpmt-before-azathioprine")]
    [InlineData("nudt15", "tpmt-before-azathioprine")]
    [InlineData("creatinine rise", "ciclosporin-creatinine-rise")]
    [InlineData("rise  of CREATININE", "")] // "of" is a word too, and no title, name or word has it
    [InlineData("folate", "folic-acid-with-methotrexate")]
    [InlineData("hemoglobin", "abrocitinib-starting-haemoglobin")]
    [InlineData("cyclosporine creatinine", "ciclosporin-creatinine-rise")] // the agent's other spelling
    [InlineData("", "")]
    [InlineData("?", "")]
    public void A_question_is_found_by_identifier_or_words(string asked, string expected) =>
        Assert.Equal(expected, string.Join(' ', Finder.Find(asked).Select(question => question.Id)));

    [Theory]
    [InlineData("jak", "jak-inhibitor-place")]
    [InlineData("methotrexate", "methotrexate-role")]
    [InlineData("pregnan", "dupilumab-pregnancy")]
    public void Words_may_mean_several(string asked, string among)
    {
        string[] found = [.. Finder.Find(asked).Select(question => question.Id)];
        Assert.True(found.Length > 1, string.Join(' ', found));
        Assert.Contains(among, found, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("methotrexxate", "methotrexate-role")]
    [InlineData("ciclosporin-durration", "ciclosporin-duration")]
    [InlineData("photherapy", "phototherapy-role")]
    public void A_misspelt_word_is_near(string asked, string among)
    {
        Assert.Empty(Finder.Find(asked));
        Assert.Contains(among, Finder.Near(asked).Select(question => question.Id), StringComparer.Ordinal);
    }

    [Fact]
    public void Nothing_is_near_to_what_nobody_wrote() => Assert.Empty(Finder.Near("xyzzyplugh"));
}
