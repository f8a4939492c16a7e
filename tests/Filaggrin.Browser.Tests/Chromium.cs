using Microsoft.Playwright;

namespace Filaggrin.Browser.Tests;

/// <summary>Debian's Chromium, started once for a class of tests.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>A page of a report at a width; whatever the console complains of is kept.</summary>
    public async Task<OpenReport> OpenAsync(string file, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        IBrowserContext context = await _browser!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme, Offline = true });
        IPage page = await context.NewPageAsync();
        List<string> complaints = [];
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
        page.Dialog += async (_, dialog) =>
        {
            complaints.Add("dialog: " + dialog.Message);
            await dialog.DismissAsync();
        };
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        return new(context, page, complaints);
    }
}

/// <summary>A report in the browser.</summary>
public sealed record OpenReport(IBrowserContext Context, IPage Page, IReadOnlyList<string> Complaints) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Context.DisposeAsync();
}
