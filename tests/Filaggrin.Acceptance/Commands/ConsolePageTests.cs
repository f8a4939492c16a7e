using Filaggrin.Advice.Appraisals;
using Filaggrin.Cli.Output;
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
        int open = appraisal.Options.Count(option => option.Standing is Standing.Suitable or Standing.Caution);
        Assert.Contains($"{open} of {appraisal.Options.Length} open", page, StringComparison.Ordinal);
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
