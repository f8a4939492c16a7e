using Filaggrin.Tests;
using Microsoft.Playwright;

namespace Filaggrin.Browser.Tests;

/// <summary>The engine, trimmed, appraises within the browser as the command does.</summary>
public sealed class WebAssemblyTests(Chromium chromium, WebAssemblySite site) : IClassFixture<WebAssemblySite>
{
    [Theory]
    [InlineData("complete-woman-34", "EU")]
    [InlineData("on-ciclosporin-44", "UK")]
    public async Task The_browser_writes_the_bytes_of_the_command(string example, string region)
    {
        string command = Reports.Run(["appraise", Path.Combine(TestKnowledge.Folder, "..", "examples", example + ".json"), "--as-of", "2026-11-01", "--region", region, "--json"]);
        Assert.Contains("\"effects\"", command, StringComparison.Ordinal);
        await using OpenReport report = await OpenAsync(example + ".json", region);
        Assert.Equal("", await report.Page.Locator("#fault").TextContentAsync());
        Assert.Equal(command, await report.Page.Locator("#appraisal").TextContentAsync());
        Assert.Empty(report.Complaints);
    }

    [Theory]
    [InlineData("nobody.json", "EU", "nobody.json: the Bundle holds no Patient; expected one.")]
    [InlineData("girl-4.json", "FR", "region: «FR» is none; expected EU, UK or US.")]
    public async Task What_is_at_fault_is_told_in_one_sentence(string record, string region, string sentence)
    {
        site.Add("nobody.json", """{"resourceType":"Bundle","type":"collection","entry":[]}""");
        await using OpenReport report = await OpenAsync(record, region);
        Assert.Equal(sentence, await report.Page.Locator("#fault").TextContentAsync());
        Assert.Equal("", await report.Page.Locator("#appraisal").TextContentAsync());
    }

    private async Task<OpenReport> OpenAsync(string record, string region)
    {
        OpenReport report = await chromium.OpenAsync($"index.html?record={record}&asOf=2026-11-01&region={region}", site.Find);
        await report.Page.Locator("html[data-done]").WaitForAsync(new() { State = WaitForSelectorState.Attached, Timeout = 300_000 });
        return report;
    }
}
