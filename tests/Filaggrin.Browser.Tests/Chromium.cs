using Microsoft.Playwright;

namespace Filaggrin.Browser.Tests;

/// <summary>Debian's Chromium, started once for a class of tests.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly Dictionary<string, string> MediaTypes = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html",
        [".js"] = "text/javascript",
        [".json"] = "application/json",
        [".wasm"] = "application/wasm",
    };

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
        OpenReport report = await NewPageAsync(width, scheme);
        await report.Page.GotoAsync(new Uri(file).AbsoluteUri);
        return report;
    }

    /// <summary>A page of a site whose every file is answered here; there is no other network.</summary>
    /// <param name="address">Path and query within the site.</param>
    /// <param name="files">The file of a path, such as <c>index.html</c>; null: there is none.</param>
    public async Task<OpenReport> OpenAsync(string address, Func<string, FileInfo?> files)
    {
        OpenReport report = await NewPageAsync(1280, ColorScheme.Light);
        await report.Page.RouteAsync("**/*", route => files(new Uri(route.Request.Url).AbsolutePath.TrimStart('/')) is { Exists: true } file
            ? route.FulfillAsync(new() { Path = file.FullName, ContentType = MediaTypes.GetValueOrDefault(file.Extension, "application/octet-stream") })
            : route.FulfillAsync(new() { Status = 404 }));
        await report.Page.GotoAsync("http://localhost/" + address);
        return report;
    }

    private async Task<OpenReport> NewPageAsync(int width, ColorScheme scheme)
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
        return new(context, page, complaints);
    }
}

/// <summary>A report in the browser.</summary>
public sealed record OpenReport(IBrowserContext Context, IPage Page, IReadOnlyList<string> Complaints) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Context.DisposeAsync();
}
