using System.Text.Json.Nodes;
using Filaggrin.Tests;
using Microsoft.Playwright;

namespace Filaggrin.Browser.Tests;

/// <summary>Whatever a record holds shows as text.</summary>
public sealed class HostileRecordTests(Chromium chromium)
{
    private const string Script = "</script><script>window.hacked=1</script><img src=x onerror=window.hacked=1> eczema herpeticum";

    [Fact]
    public async Task Scripts_long_texts_foreign_letters_and_controls_show_as_text()
    {
        JsonNode bundle = JsonNode.Parse(File.ReadAllText(Path.Combine(TestKnowledge.Folder, "..", "examples", "complete-woman-34.json")))!;
        string[] texts = [Script, "tuberculosis " + new string('x', 10_000), "ذات الرئة cirrhosis \u202Ereversed", "lymphoma 🧴🩹", "hepatitis B\u0000\u0007 end"];
        string subject = "Patient/" + bundle["entry"]!.AsArray().Select(entry => entry!["resource"]!).Single(resource => resource["resourceType"]!.GetValue<string>() == "Patient")["id"]!.GetValue<string>();
        for (int i = 0; i < texts.Length; i++)
        {
            bundle["entry"]!.AsArray().Add(new JsonObject
            {
                ["resource"] = new JsonObject
                {
                    ["resourceType"] = "Condition",
                    ["id"] = $"hostile-{i}",
                    ["subject"] = new JsonObject { ["reference"] = subject },
                    ["code"] = new JsonObject { ["text"] = texts[i] },
                    ["recordedDate"] = "2026-10-01",
                },
            });
        }

        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".json");
        await File.WriteAllTextAsync(file, bundle.ToJsonString(), TestContext.Current.CancellationToken);
        await using OpenReport report = await chromium.OpenAsync(Reports.Make(file, "hostile"), 390);
        Assert.Equal("undefined", await report.Page.EvaluateAsync<string>("() => typeof window.hacked"));
        Assert.Empty(report.Complaints);
        foreach (ILocator button in await report.Page.Locator("button.open").AllAsync()) await button.ClickAsync();
        string shown = await report.Page.Locator("main").InnerTextAsync();
        Assert.Equal(0, await report.Page.Locator("main img, main script, header script").CountAsync());
        foreach (string text in (string[])["<script>window.hacked=1</script><img src=x onerror=window.hacked=1>", "🧴🩹", "ذات الرئة", "xxxxxxxxxxxxxxxxxxxx"])
            Assert.Contains(text, shown, StringComparison.Ordinal);
        Assert.Empty(report.Complaints);
        Assert.Equal(390, await report.Page.EvaluateAsync<int>("() => Math.max(document.documentElement.scrollWidth, innerWidth)"));
    }
}
