using System.Text.RegularExpressions;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Records;
using Filaggrin.Cli.Output;
using Filaggrin.Cli.Output.Report;

namespace Filaggrin.Acceptance.Commands;

/// <summary>What the page says, and to whom.</summary>
public partial class ReportPageTests
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
        Assert.Equal(women && example != "girl-4", Page(appraisal).Contains("data-part=\"pregnancy\"", StringComparison.Ordinal)); // no remark on pregnancies for a girl of four

        static (bool Women, bool Men) Told(Appraisal appraisal)
        {
            string page = Page(appraisal);
            return (page.Contains("<p>in pregnancy: ", StringComparison.Ordinal), page.Contains("<p>in men who plan a child: ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void What_to_ask_first_does_not_deny_what_a_question_below_settles()
    {
        Appraisal appraisal = Examples.Appraise("smoker-67-heart-disease");
        ReportContent report = new(appraisal, QuestionsCommandTests.Ask("smoker-67-heart-disease"), Examples.Knowledge.Pathway.Tests);
        string page = ReportPage.Write(report);
        Assert.Contains("It settles Abrocitinib.", page, StringComparison.Ordinal);
        Assert.Contains("What is asked below bears on closed options alone: Abrocitinib.", page, StringComparison.Ordinal);
        Assert.Contains("No single answer would settle an option.", ReportPage.Write(report with { Questions = [] }), StringComparison.Ordinal);
    }

    [Fact]
    public void An_option_in_use_says_in_its_place_what_its_results_ask_for()
    {
        Appraisal appraisal = Examples.Appraise("on-ciclosporin-44");
        Option ciclosporin = appraisal.Options.Single(option => option.Agent.Id == "ciclosporin");
        Assert.Equal((Standing.Caution, "reduce, repeat, flag"), (ciclosporin.Standing, string.Join(", ", appraisal.AskedUnder(ciclosporin.Agent))));
        Assert.Contains("Results and events ask for: reduce, repeat, flag.", Page(appraisal), StringComparison.Ordinal);
        Assert.DoesNotContain("ask for: reduce", Page(appraisal with { Safety = [] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Medicines_taken_as_in_use_stand_with_the_entries_that_name_them()
    {
        Appraisal appraisal = Examples.Appraise("on-ciclosporin-44");
        MedicineEntry ciclosporin = appraisal.Medicines.Single(entry => entry.Ingredients.Contains("ciclosporin", StringComparer.Ordinal));
        MedicineEntry drops = ciclosporin with { Source = "MedicationRequest/drops", Systemic = false, Dose = null }, again = ciclosporin with { Source = "MedicationDispense/again", From = null, Authored = null };
        string page = Page(appraisal with { Medicines = [ciclosporin, drops, again, new("MedicationRequest/text", MedicineEntryKind.Request, [], MedicineStatus.Active) { PossibleIngredients = ["metformin"] }] });
        Assert.Contains($"<b>ciclosporin</b>, since 2026-05-04, 200 mg a day: <code>{ciclosporin.Source}</code>, <code>MedicationDispense/again</code>", page.Replace("&#xA0;", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("<b>ciclosporin</b>, since 2026-05-04, acts locally: <code>MedicationRequest/drops</code>", page, StringComparison.Ordinal);
        Assert.Contains("<b>may be metformin</b>: <code>MedicationRequest/text</code>", page, StringComparison.Ordinal);
        Assert.Contains("The record names none on this day", Page(appraisal with { Medicines = [] }), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_assumed_stands_in_words_by_the_list_that_would_name_it()
    {
        string page = Page(Examples.Appraise("complete-woman-34")), list = Assumed().Match(page).Value;
        Assert.Equal(["Problem list", "Procedures", "Any entry"], Lead().Matches(list).Select(match => match.Groups["lead"].Value), StringComparer.Ordinal);
        foreach (string said in (string[])["selective IgA deficiency", "hyper-IgE syndrome", "infection that is bacterial as a rule", "treatment procedures that are running", "red cell transfusion", "shingles now"])
            Assert.Contains(said, list, StringComparison.Ordinal);
        Assert.DoesNotMatch("ig [AE]|As? A |hypersensitivity to[,.]|current procedure|allergic to[,.]|days since", list);
    }

    [Fact]
    public void The_direction_of_a_difference_of_means_is_told_wherever_it_stands()
    {
        Appraisal appraisal = Examples.Appraise("on-ciclosporin-44");
        using StringWriter console = new();
        ConsolePage.Write(appraisal, console, colour: false);
        string letter = LetterPage.Write(appraisal).Replace("\\", "", StringComparison.Ordinal);
        foreach (string text in (string[])[Page(appraisal), Spaces().Replace(console.ToString(), " "), letter])
        {
            Assert.Contains("negative is better", text, StringComparison.Ordinal);
            Assert.All(Signs().Matches(text), signs => Assert.Contains("negative is better", signs.Value, StringComparison.Ordinal));
        }
    }

    private static string Page(Appraisal appraisal) => ReportPage.Write(new(appraisal, [], Examples.Knowledge.Pathway.Tests));

    [GeneratedRegex("<ul class=\"assumed\">.*?</ul>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 2000)]
    private static partial Regex Assumed();

    [GeneratedRegex("<b>(?<lead>[^<]*): </b>", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Lead();

    // From the first word on signs, or on their scale, to the figures.
    [GeneratedRegex("(?i)(clinical signs, another scale|another scale, clinical signs|on that scale)[^<]*? (SD|SMD) ", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Signs();

    [GeneratedRegex("\\s+", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Spaces();
}
