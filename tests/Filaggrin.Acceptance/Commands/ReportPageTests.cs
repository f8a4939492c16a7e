using Filaggrin.Advice.Appraisals;
using Filaggrin.Cli.Output.Report;

namespace Filaggrin.Acceptance.Commands;

/// <summary>What the page says, and to whom.</summary>
public class ReportPageTests
{
    [Theory]
    [InlineData("girl-4", true, false)]
    [InlineData("complete-woman-34", true, false)]
    [InlineData("complete-man-46", false, true)]
    public void Pregnancy_and_fathering_are_told_to_whom_they_concern(string example, bool women, bool men)
    {
        Appraisal appraisal = Examples.Appraise(example);
        Assert.Equal((women, men), Told(appraisal));
        Assert.Equal((true, true), Told(appraisal with { Sex = null }));
        Assert.Equal((true, true), Told(appraisal with { Sex = "other" }));
        Assert.Equal(women, Page(appraisal).Contains("data-part=\"pregnancy\"", StringComparison.Ordinal));

        static (bool Women, bool Men) Told(Appraisal appraisal)
        {
            string page = Page(appraisal);
            return (page.Contains("<p>in pregnancy: ", StringComparison.Ordinal), page.Contains("<p>in men who plan a child: ", StringComparison.Ordinal));
        }
    }

    private static string Page(Appraisal appraisal) => ReportPage.Write(new(appraisal, [], Examples.Knowledge.Pathway.Tests));
}
