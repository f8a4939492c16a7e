using Microsoft.Playwright;

namespace Filaggrin.Browser.Tests;

/// <summary>What a clinician asks of the page, each answered in at most two clicks.</summary>
public sealed class SetQuestionsTests(Chromium chromium)
{
    // The question, the clicks that lead there, where the answer stands, and words of it.
    public static TheoryData<string, string, string[], string, string> Questions => new()
    {
        { "why not methotrexate?", "kidney-disease-58", ["button[aria-controls=d-methotrexate]"], "#d-methotrexate [data-part=reasons]", "eGFR 22" },
        { "what would open it?", "kidney-disease-58", [], "#closed", "CKD stage 4 or 5" },
        { "which label says so?", "kidney-disease-58", ["button[aria-controls=d-methotrexate]"], "#d-methotrexate [data-part=reasons] .sources a[href^=http]", "ethotrexate" },
        { "which entry of the record?", "kidney-disease-58", ["button[aria-controls=d-methotrexate]"], "#d-methotrexate .ground", "Observation/" },
        { "how severe is it?", "complete-woman-34", [], ".c-severity", "EASI 27.6, severe" },
        { "how many are open, and which?", "complete-woman-34", [], ".c-options", "12 of 12 open" },
        { "what blood tests first?", "complete-woman-34", ["button[aria-controls=d-methotrexate]"], "#d-methotrexate [data-part=tests]", "blood count" },
        { "what dose to start with?", "complete-woman-34", [], "tr[data-agent=methotrexate] [data-col=route]", "7.5 to 10 mg a week" },
        { "how do two compare?", "complete-woman-34", ["[data-compare=dupilumab]", "[data-compare=methotrexate]"], "#compared table", "Dupilumab" },
        { "what happens on stopping?", "complete-woman-34", [], "tr[data-agent=dupilumab] [data-col=stopping]", "taper" },
        { "what does the guideline say?", "complete-woman-34", [], "tr[data-agent=dupilumab] [data-col=evidence]", "strongly recommended" },
        { "what was assumed?", "complete-woman-34", [], "#ground", "Assumed absent" },
        { "what to ask first?", "few-data-27", [], ".c-settles", "It settles" },
        { "what if the answer were known?", "few-data-27", ["#answers input[type=radio][value=no] >> nth=0"], "#answer-text", "\"fact\"" },
        { "what is in use, and is it well?", "on-ciclosporin-44", [], ".c-current", "Ciclosporin since" },
        { "when does it open?", "girl-4", [], "#closed", "2034-06-18, the 12th birthday" },
        { "and in pregnancy?", "pregnant-31", [], "tr[data-agent=methotrexate] [data-col=pregnancy]", "contraindicated" },
        { "why is that old agent not offered?", "pregnant-31", [".history > summary", "#o-alefacept > summary"], "#o-alefacept", "withdrawn" },
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Each_is_answered_in_at_most_two_clicks(string question, string example, string[] clicks, string where, string answer)
    {
        await using OpenReport report = await chromium.OpenAsync(Reports.Of(example));
        Assert.InRange(clicks.Length, 0, 2);
        foreach (string click in clicks) await report.Page.Locator(click).ClickAsync();
        ILocator place = report.Page.Locator(where).First;
        await place.WaitForAsync(new() { State = WaitForSelectorState.Visible });
        string text = (await place.EvaluateAsync<string>("element => element.value ?? element.innerText")).Replace('\u00A0', ' ');
        Assert.True(text.Contains(answer, StringComparison.OrdinalIgnoreCase), $"{question} «{answer}» is not in: {text}");
        Assert.Empty(report.Complaints);
    }
}
