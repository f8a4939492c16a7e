using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Filaggrin.Browser.Tests;

/// <summary>The report of every example in a real browser, without network.</summary>
public sealed class ReportTests(Chromium chromium)
{
    // Words that stand on two lines. What holds no letters before and after, such as a hyphen, may break.
    private const string BrokenWords = """
        () => {
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange(), broken = [];
          for (let text = texts.nextNode(); text; text = texts.nextNode()) {
            if (!text.parentElement.checkVisibility() || text.parentElement.closest('script, .hidden, textarea, pre')) continue;
            if (text.parentElement.closest('.options thead')?.getBoundingClientRect().width < 2) continue; // cards have no heads
            for (const word of text.textContent.matchAll(/[\p{L}\p{N}]{2,}/gu)) {
              range.setStart(text, word.index);
              range.setEnd(text, word.index + word[0].length);
              if (new Set(Array.from(range.getClientRects(), line => Math.round(line.top))).size > 1) broken.push(word[0]);
            }
          }
          return broken;
        }
        """;

    public static TheoryData<string, int> Screens => [.. from example in Reports.Examples from width in (int[])[1280, 768, 390] select (example, width)];

    public static TheoryData<string> Examples => [.. Reports.Examples];

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task A_page_fits_its_screen_and_the_console_is_silent(string example, int width)
    {
        await using OpenReport report = await chromium.OpenAsync(Reports.Of(example), width);
        await report.Page.EvaluateAsync("() => document.querySelectorAll('button.open').forEach(button => button.click())");
        Assert.Equal(width, await report.Page.EvaluateAsync<int>("() => Math.max(document.documentElement.scrollWidth, innerWidth)"));
        Assert.InRange(await report.Page.EvaluateAsync<double>("() => Math.min(...Array.from(document.querySelectorAll('.options td[data-col]'), cell => cell.getBoundingClientRect().width))"), 80, width); // words stay whole
        Assert.Empty(report.Complaints);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task The_first_screen_is_read_in_a_minute(string example)
    {
        await using OpenReport report = await chromium.OpenAsync(Reports.Of(example));
        string text = await report.Page.Locator("header.first").InnerTextAsync();
        Assert.InRange(text.Split((char[])[' ', '\n', '\u00A0'], StringSplitOptions.RemoveEmptyEntries).Length, 40, 350);
        Assert.InRange(new FileInfo(Reports.Of(example)).Length, 1, 400_000);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task A_printed_page_fits_A4(string example)
    {
        await using OpenReport report = await chromium.OpenAsync(Reports.Of(example), 718); // A4 at 96 dots an inch, less the margins
        await report.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.InRange(await report.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), 1, 718);
        Assert.Equal(0, await report.Page.Locator("nav:visible, button:visible, .tick:visible").CountAsync());
        Assert.InRange(await report.Page.EvaluateAsync<double>("() => Math.min(...Array.from(document.querySelectorAll('.options td[data-col]'), cell => cell.getBoundingClientRect().width))"), 80, 718); // words stay whole
        Assert.NotEmpty(await report.Page.PdfAsync(new() { Format = "A4" }));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Paper_shows_what_the_screen_folds(string example)
    {
        await using OpenReport report = await chromium.OpenAsync(Reports.Of(example));
        await report.Page.EmulateMediaAsync(new() { Media = Media.Print }); // the style alone: no script hears of it
        const string folded = "() => Array.from(document.querySelectorAll('tr.details .part, .history .part')).filter(part => !part.checkVisibility({ contentVisibilityAuto: true }) || part.getBoundingClientRect().height === 0)"
            + ".map(part => part.textContent)";
        Assert.Empty(await report.Page.EvaluateAsync<string[]>(folded));
    }

    [Fact]
    public async Task Folds_are_as_before_after_printing()
    {
        await using OpenReport report = await chromium.OpenAsync(Reports.Of("on-ciclosporin-44"));
        const string open = "() => document.querySelectorAll('.history[open], .history details[open]').length";
        await report.Page.EvaluateAsync("() => document.querySelector('.history details').open = true");
        await report.Page.EvaluateAsync("() => dispatchEvent(new Event('beforeprint'))");
        Assert.Equal(await report.Page.Locator(".history, .history details").CountAsync(), await report.Page.EvaluateAsync<int>(open));
        await report.Page.EvaluateAsync("() => dispatchEvent(new Event('afterprint'))");
        Assert.Equal(1, await report.Page.EvaluateAsync<int>(open));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Nobody_is_shut_out_in_light_or_dark_folded_or_open(string example)
    {
        // Three pages hold every part that has a colour of its own.
        bool both = example is "complete-woman-34" or "few-data-27" or "pregnant-31";
        foreach (ColorScheme scheme in both ? (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark] : [ColorScheme.Light])
        {
            await using OpenReport report = await chromium.OpenAsync(Reports.Of(example), scheme: scheme);
            await report.Page.Locator("[data-compare]").First.CheckAsync();
            await report.Page.Locator("[data-compare]").Nth(1).CheckAsync();
            foreach (ILocator button in (await report.Page.Locator("button.open").AllAsync()).Take(4)) await button.ClickAsync();
            // Violations alone are handed over; in the dark nothing but the colours is different.
            AxeRunOptions options = new() { ResultTypes = [ResultType.Violations], RunOnly = scheme == ColorScheme.Dark ? new() { Type = "rule", Values = ["color-contrast"] } : null };
#pragma warning disable CS0618 // the newer way opens one more window, for frames, which the report has not
            AxeResult axe = await report.Page.RunAxeLegacy(context: null, options);
#pragma warning restore CS0618
            Assert.Equal("", string.Join('\n', axe.Violations.SelectMany(violation => violation.Nodes.Take(3).Select(node => $"{violation.Id}: {node.Html}"))));
        }
    }

    [Fact]
    public async Task The_keyboard_alone_opens_a_row_and_ticks_an_option()
    {
        await using OpenReport report = await chromium.OpenAsync(Reports.Of("complete-woman-34"));
        await report.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("#comparison", await report.Page.EvaluateAsync<string>("() => document.activeElement.getAttribute('href')"));
        await report.Page.Locator("button.open").First.FocusAsync();
        await report.Page.Keyboard.PressAsync("Enter");
        Assert.True(await report.Page.Locator("tr.details").First.IsVisibleAsync());
        await report.Page.Keyboard.PressAsync("Tab");
        await report.Page.Keyboard.PressAsync("Space");
        Assert.True(await report.Page.Locator("[data-compare]").First.IsCheckedAsync());
    }

    [Fact]
    public async Task Two_to_four_options_stand_side_by_side_with_differences_marked()
    {
        await using OpenReport report = await chromium.OpenAsync(Reports.Of("complete-woman-34"));
        ILocator compared = report.Page.Locator("#compared table");
        await report.Page.Locator("[data-compare=dupilumab]").CheckAsync();
        Assert.Equal(0, await compared.CountAsync());
        await report.Page.Locator("[data-compare=methotrexate]").CheckAsync();
        Assert.Equal(["", "Dupilumab (suitable)", "Methotrexate (suitable)"], await compared.Locator("thead th, thead td").AllInnerTextsAsync(), StringComparer.Ordinal);
        Assert.Contains("Route and dose differs", string.Join('|', await compared.Locator("tr.differs th").AllTextContentsAsync()), StringComparison.Ordinal);
        await report.Page.Locator("[data-show=route]").EvaluateAsync("box => { box.checked = false; box.dispatchEvent(new Event('change')); }");
        Assert.Equal(0, await compared.GetByText("Route and dose").CountAsync());
        foreach (string agent in (string[])["tralokinumab", "azathioprine"]) await report.Page.Locator($"[data-compare={agent}]").CheckAsync();
        await report.Page.Locator("[data-compare=ciclosporin]").ClickAsync();
        Assert.False(await report.Page.Locator("[data-compare=ciclosporin]").IsCheckedAsync());
        Assert.Contains("Four options are enough", await report.Page.Locator("#compare-help").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("on-ciclosporin-44", 1280)]
    [InlineData("on-ciclosporin-44", 390)]
    [InlineData("complete-man-46", 1280)]
    [InlineData("girl-4", 390)]
    public async Task No_word_breaks_inside(string example, int width)
    {
        await using OpenReport report = await chromium.OpenAsync(Reports.Of(example), width);
        foreach (ILocator tick in (await report.Page.Locator("[data-compare]").AllAsync()).Take(4)) await tick.CheckAsync();
        Assert.Empty(await report.Page.EvaluateAsync<string[]>(BrokenWords));
    }

    [Fact]
    public async Task What_stands_side_by_side_scrolls_in_its_own_box_and_says_so()
    {
        await using OpenReport report = await chromium.OpenAsync(Reports.Of("on-ciclosporin-44"), 390);
        ILocator box = report.Page.Locator("#compared"), hint = report.Page.Locator("#compare-more"), label = box.Locator("tr.differs th").First;
        Assert.False(await hint.IsVisibleAsync());
        foreach (ILocator tick in (await report.Page.Locator("[data-compare]").AllAsync()).Take(4)) await tick.CheckAsync();
        Assert.Contains("scroll the table sideways", await hint.InnerTextAsync(), StringComparison.Ordinal);
        Assert.InRange(await box.Locator("td p").First.EvaluateAsync<double>("cell => cell.getBoundingClientRect().width"), 150, 390);
        double before = await label.EvaluateAsync<double>("label => label.getBoundingClientRect().left");
        Assert.InRange(await box.EvaluateAsync<double>("box => { box.scrollLeft = 10000; return box.scrollLeft; }"), 200, 2000);
        Assert.Equal(before, await label.EvaluateAsync<double>("label => label.getBoundingClientRect().left"));
        Assert.Equal(390, await report.Page.EvaluateAsync<int>("() => Math.max(document.documentElement.scrollWidth, innerWidth)"));
        await report.Page.SetViewportSizeAsync(1280, 900);
        await hint.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    [Fact]
    public async Task The_answers_of_the_page_are_answers_of_the_command()
    {
        await using OpenReport report = await chromium.OpenAsync(Reports.Of("few-data-27"));
        ILocator field = report.Page.Locator("#answers fieldset").First;
        await field.Locator("input[value=no], input[type=number]").First.EvaluateAsync("input => { if (input.type === 'radio') input.click(); else { input.value = '90'; input.dispatchEvent(new Event('input', { bubbles: true })); } }");
        string answers = await report.Page.Locator("#answer-text").InputValueAsync();
        Assert.Contains("\"fact\"", answers, StringComparison.Ordinal);
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".json");
        await File.WriteAllTextAsync(file, answers, TestContext.Current.CancellationToken);
        string question = await field.Locator("legend").InnerTextAsync();
        string again = Reports.Make(Path.Combine(Filaggrin.Tests.TestKnowledge.Folder, "..", "examples", "few-data-27.json"), "answered", "--answers", file);
        await using OpenReport answered = await chromium.OpenAsync(again);
        Assert.DoesNotContain(question, string.Join('|', await answered.Page.Locator("#answers legend").AllInnerTextsAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Never_takes_the_place_of_a_day()
    {
        await using OpenReport report = await chromium.OpenAsync(Reports.Of("few-data-27"));
        ILocator never = report.Page.Locator("#answers input[type=checkbox][value=never]").First;
        string fact = (await never.GetAttributeAsync("name"))!;
        await report.Page.Locator($"#answers input[type=date][name={fact}]").FillAsync("2026-10-01");
        Assert.Contains("\"value\": \"2026-10-01\"", await report.Page.Locator("#answer-text").InputValueAsync(), StringComparison.Ordinal);
        await never.CheckAsync();
        string answers = await report.Page.Locator("#answer-text").InputValueAsync();
        Assert.Contains("\"value\": \"never\"", answers, StringComparison.Ordinal);
        Assert.DoesNotContain("2026-10-01", answers, StringComparison.Ordinal);
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".json");
        await File.WriteAllTextAsync(file, answers, TestContext.Current.CancellationToken);
        await using OpenReport answered = await chromium.OpenAsync(Reports.Make(Path.Combine(Filaggrin.Tests.TestKnowledge.Folder, "..", "examples", "few-data-27.json"), "never", "--answers", file));
        Assert.Equal(0, await answered.Page.Locator($"#answers input[name={fact}]").CountAsync());
    }

    [Fact]
    public async Task A_link_to_an_option_unfolds_it()
    {
        await using OpenReport report = await chromium.OpenAsync(Reports.Of("smoker-67-heart-disease"));
        await report.Page.Locator("#closed a[href='#o-upadacitinib']").ClickAsync();
        await report.Page.Locator("#d-upadacitinib").WaitForAsync(new() { State = WaitForSelectorState.Visible });
        await report.Page.EvaluateAsync("() => { location.hash = '#o-alefacept'; }");
        await report.Page.Locator("#o-alefacept section").First.WaitForAsync(new() { State = WaitForSelectorState.Visible });
    }
}
