using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Treatments;
using Filaggrin.Cli.Output;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests;

namespace Filaggrin.Acceptance.Commands;

public class ConsolePageTests
{
    private const int Width = 100;

    [Theory]
    [InlineData("complete-man-46")]
    [InlineData("on-ciclosporin-44")]
    [InlineData(Examples.FewData)]
    public void The_page_is_the_approved_one(string name) => Snapshot.Match(Page(Examples.Appraise(name)), name + ".txt");

    [Theory]
    [MemberData(nameof(Examples.All), MemberType = typeof(Examples))]
    public void No_line_passes_100_columns(string name) =>
        Assert.All(Page(Examples.Appraise(name)).Split('\n'), line => Assert.True(line.Length <= Width, $"{line.Length} columns: {line}"));

    [Theory]
    [MemberData(nameof(Examples.All), MemberType = typeof(Examples))]
    public void Every_option_is_named_and_every_standing_counted(string name)
    {
        Appraisal appraisal = Examples.Appraise(name);
        string page = Unwrapped(Page(appraisal));
        Assert.All(appraisal.Options, option => Assert.Contains(option.Agent.Name, page, StringComparison.Ordinal));
        Option[] shown = [.. appraisal.Options.Where(option => !ConsolePage.IsFolded(option))];
        int open = appraisal.Options.Count(option => option.Standing is Standing.Suitable or Standing.Caution);
        Assert.Contains($"{open} of {shown.Length} open", page, StringComparison.Ordinal);
        Assert.Contains($"{appraisal.Options.Length - shown.Length} more are not in ordinary use", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Examples.All), MemberType = typeof(Examples))]
    public void A_shown_option_tells_at_most_four_reasons_and_the_deciding_one_first(string name)
    {
        Appraisal appraisal = Examples.Appraise(name);
        string page = Page(appraisal);
        foreach (Option option in appraisal.Options.Where(option => !ConsolePage.IsFolded(option)))
        {
            string[] block = Block(page, option);
            string[] reasons = [.. block.Select(line => line[4..].Split(' ')[0]).Where(label => label is "forbidden" or "against" or "caution" or "note")];
            Assert.True(reasons.Length <= 4, $"{option.Agent.Id} tells {reasons.Length} reasons");
            string? first = option.Standing switch { Standing.Contraindicated => "forbidden", Standing.NotAdvised => "against", Standing.Caution => "caution", _ => null };
            if (first is not null) Assert.True(reasons.FirstOrDefault() == first, $"{option.Agent.Id}: {string.Join(", ", reasons)}");
        }
    }

    [Theory]
    [InlineData("methotrexate")]
    [InlineData("mycophenolate-mofetil")]
    public void A_pregnancy_is_told_once(string agent)
    {
        Appraisal appraisal = Examples.Appraise("pregnant-31");
        Option option = appraisal.Options.Single(option => option.Agent.Id == agent);
        Assert.Equal(2, option.Reasons.Length);
        Assert.Single(Block(Page(appraisal), option), line => line.StartsWith("    forbidden ", StringComparison.Ordinal));
        Assert.Equal($"{agent}-pregnancy", Assert.Single(ReasonText.Told(option)).Rule);
        Assert.Equal(2, ReasonText.Told(option with { Reasons = [option.Reasons[1], option.Reasons[1] with { Verdict = Verdict.NotAdvised }] }).Length); // nothing else says it
        Assert.Contains($"\"{agent}-pregnancy-not-excluded\"", Examples.Json(appraisal), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_options_are_both()
    {
        Appraisal appraisal = Examples.Appraise("on-ciclosporin-44");
        Appraisal two = appraisal with { Current = [], Options = [.. appraisal.Options.Where(option => option.Agent.Id is "dupilumab" or "lebrikizumab")] };
        Assert.Contains("vaccination review for both open options", string.Join(' ', ConsolePage.TestsToOrder(two)).Replace("eye history, vaccination review, worm exposure", "vaccination review", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Examples.All), MemberType = typeof(Examples))]
    public void A_closed_option_tells_on_one_line_what_would_open_it(string name)
    {
        Appraisal appraisal = Examples.Appraise(name);
        string page = Page(appraisal);
        foreach (Option option in appraisal.Options.Where(option => !ConsolePage.IsFolded(option)))
        {
            string[] keys = [.. Block(page, option).Where(line => line.StartsWith("    opens ", StringComparison.Ordinal) || line.StartsWith("    stays ", StringComparison.Ordinal))];
            Assert.Equal(option.Opens is null ? 0 : 1, keys.Length);
        }
    }

    [Theory]
    [InlineData("abrocitinib", "elsewhere US: not advised. Increased risk of thrombosis, or a thrombosis in the past; the US label advises to avoid abrocitinib.")]
    [InlineData("upadacitinib", "elsewhere US: not advised. After a myocardial infarction or stroke the US label has upadacitinib discontinued, so it is not started.")]
    [InlineData("upadacitinib", "elsewhere US: not advised. Increased risk of thrombosis, or a thrombosis in the past; the US label advises to avoid upadacitinib.")]
    public void The_worst_that_another_region_says_is_told(string agent, string line)
    {
        Appraisal appraisal = Examples.Appraise("smoker-67-heart-disease");
        string block = Unwrapped(string.Join('\n', Block(Page(appraisal), appraisal.Options.Single(option => option.Agent.Id == agent))));
        Assert.Contains(line, block, StringComparison.Ordinal);
        Assert.DoesNotContain("elsewhere US: caution", block, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pregnant-31", "tralokinumab", "    opens     after the pregnancy.")]
    [InlineData("kidney-disease-58", "methotrexate", "    stays     closed: eGFR 22 mL/min/1.73 m² and CKD stage 4 or 5.")]
    [InlineData("girl-4", "tralokinumab", "    opens     on 2034-06-18, the 12th birthday, then needs information.")]
    public void The_key_is_said_in_words(string name, string agent, string line)
    {
        Appraisal appraisal = Examples.Appraise(name);
        Assert.Contains(line, Block(Page(appraisal), appraisal.Options.Single(option => option.Agent.Id == agent)), StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Examples.All), MemberType = typeof(Examples))]
    public void The_last_line_says_once_what_the_page_is_for(string name)
    {
        string page = Page(Examples.Appraise(name));
        Assert.EndsWith("\n" + Words.Closing + "\n", page, StringComparison.Ordinal);
        Assert.Equal(page.IndexOf(Words.Closing, StringComparison.Ordinal), page.LastIndexOf(Words.Closing, StringComparison.Ordinal));
    }

    [Fact]
    public void The_first_line_names_edition_day_region_and_person() => Assert.Equal(
        $"Filaggrin {Examples.Knowledge.Edition.Version} · 2026-11-01 · region UK · man of 46", Page(Examples.Appraise("complete-man-46", "UK")).Split('\n')[0]);

    [Fact]
    public void A_death_is_said() => Assert.Contains(
        "The patient has died", Page(Examples.Appraise("girl-4") with { Deceased = true }), StringComparison.Ordinal);

    [Fact]
    public void Orders_that_are_taken_as_ended_stand_under_what_is_assumed()
    {
        Appraisal appraisal = Examples.Appraise("girl-4") with { AssumedEnded = [new("lisinopril", new DateOnly(2023, 8, 19), "MedicationRequest/1"), new("naproxen", null, "MedicationRequest/2")] };
        const string text = "Taken as ended, because the order is more than 12 months old, or was for two weeks at most and these are over: lisinopril (2023-08-19), naproxen.";
        Assert.Contains(text, Unwrapped(Page(appraisal)), StringComparison.Ordinal);
        Assert.Contains(text, LetterPage.Write(appraisal).Replace("\\", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("\"medicine\": \"lisinopril\"", Examples.Json(appraisal), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_tried_is_never_folded_away()
    {
        Appraisal appraisal = Examples.Appraise("complete-man-46");
        Option folded = appraisal.Options.First(ConsolePage.IsFolded);
        Course course = new(folded.Agent.Id, null, null, Running: false, StopReason.Unknown, SevereReaction: false, null, ["Procedure/1"]);
        Assert.False(ConsolePage.IsFolded(folded with { Tried = [new(course, Truth.Unknown, "unknown")] }));
        Assert.All(appraisal.Options.Where(option => option.Standing is Standing.Suitable or Standing.Caution || (option.Standing == Standing.NeedsInformation && option.Agent.OrdinaryUse)), option => Assert.False(ConsolePage.IsFolded(option), option.Agent.Id));
    }

    [Fact]
    public void A_measured_extent_stands_under_severity()
    {
        SeverityEntry Region(string name, decimal share) => new("extent-" + name, share, "%", null, new("Observation/1", DateSpan.Parse("2023-06-05")), OutOfDate: false);
        Appraisal appraisal = Examples.Appraise("girl-4") with { Severity = [Region("trunk", 9), Region("upper-limbs", 7)] };
        Assert.Equal("no score on record · extent trunk 9 %, upper limbs 7 % (2023-06-05)", ConsolePage.SeverityText(appraisal).Replace(FactText.Glue, ' '));
    }

    [Fact]
    public void Care_that_the_record_asks_for_is_on_the_page()
    {
        Appraisal appraisal = Examples.Appraise("girl-4");
        Fact sepsis = new(Examples.Knowledge.Facts["ActiveSevereInfection"], FlagValue.Yes, FactState.Known, [new("Condition/1", DateSpan.Parse("2026-10-30"))]);
        Item serious = Examples.Knowledge.Pathway.Care.Single(item => item.Id == "care-serious-infection");
        Assert.Contains("CARE With a serious infection or eczema herpeticum, put off the start", Unwrapped(Page(appraisal with { AccompanyingCare = [new(serious, [sepsis])] })), StringComparison.Ordinal);
        Assert.DoesNotContain("With a serious infection", Unwrapped(Page(appraisal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Colour_changes_no_letter()
    {
        Appraisal appraisal = Examples.Appraise("on-ciclosporin-44");
        string plain = Page(appraisal), coloured = Page(appraisal, colour: true);
        Assert.DoesNotContain('\u001b', plain);
        Assert.Contains('\u001b', coloured);
        Assert.Equal(plain, System.Text.RegularExpressions.Regex.Replace(coloured, "\u001b\\[[0-9;]*m", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public void Text_of_a_record_cannot_reach_the_terminal_as_a_command()
    {
        Appraisal appraisal = Examples.Appraise("girl-4") with { NotUnderstood = [new("Observation/1", "\u001b[2Jgone\r\u202Eback", "it is\u0000odd")] };
        string page = Page(appraisal);
        Assert.DoesNotContain(page, letter => letter != '\n' && (char.IsControl(letter) || letter == '\u202E'));
        Assert.Contains("gone", page, StringComparison.Ordinal);
    }

    [Fact]
    public void At_most_ten_entries_that_were_not_understood_are_listed()
    {
        Appraisal appraisal = Examples.Appraise("girl-4") with { NotUnderstood = [.. Enumerable.Range(1, 14).Select(i => new Advice.Records.NotUnderstood($"Observation/{i}", "x", "why"))] };
        string page = Page(appraisal);
        Assert.Contains("Observation/10:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Observation/11:", page, StringComparison.Ordinal);
        Assert.Contains("and 4 more", page, StringComparison.Ordinal);
    }

    private static string Page(Appraisal appraisal, bool colour = false)
    {
        using StringWriter output = new();
        ConsolePage.Write(appraisal, output, colour);
        return output.ToString();
    }

    private static string Unwrapped(string page) => string.Join(' ', page.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The lines of one option: from its name to the next line that stands as far left.</summary>
    private static string[] Block(string page, Option option)
    {
        string[] lines = page.Split('\n');
        int from = Array.FindIndex(lines, line => line.StartsWith($"  {option.Agent.Name} ·", StringComparison.Ordinal));
        Assert.True(from >= 0, $"{option.Agent.Name} has no block");
        return [.. lines.Skip(from + 1).TakeWhile(line => line.StartsWith("    ", StringComparison.Ordinal))];
    }
}
