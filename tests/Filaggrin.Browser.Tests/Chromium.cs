using System.Collections.Concurrent;
using Filaggrin.Browser.Tests;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Filaggrin.Browser.Tests;

/// <summary>Debian's Chromium, started once for all tests.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly Dictionary<string, string> MediaTypes = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html",
        [".js"] = "text/javascript",
        [".json"] = "application/json",
        [".wasm"] = "application/wasm",
    };

    private readonly ConcurrentBag<IPage> _free = [];
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

    /// <summary>A page of a report at a width.</summary>
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

    // A window of its own for each page would take three times what the page takes, so a page is used again: blank, without what it was told to answer.
    private async Task<OpenReport> NewPageAsync(int width, ColorScheme scheme)
    {
        if (!_free.TryTake(out IPage? page))
        {
            IBrowserContext context = await _browser!.NewContextAsync(new() { Offline = true });
            page = await context.NewPageAsync();
        }

        await page.SetViewportSizeAsync(width, 900);
        await page.EmulateMediaAsync(new() { Media = Media.Null, ColorScheme = scheme });
        return new(page, _free);
    }
}

/// <summary>A report in the browser, until it is disposed of; whatever the console complains of is kept.</summary>
public sealed class OpenReport : IAsyncDisposable
{
    private readonly ConcurrentBag<IPage> _free;
    private readonly List<string> _complaints = [];

    internal OpenReport(IPage page, ConcurrentBag<IPage> free)
    {
        (Page, _free) = (page, free);
        page.Console += OnConsole;
        page.PageError += OnError;
        page.Dialog += OnDialog;
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Complaints => _complaints;

    public async ValueTask DisposeAsync()
    {
        await Page.UnrouteAllAsync();
        await Page.GotoAsync("about:blank");
        Page.Console -= OnConsole;
        Page.PageError -= OnError;
        Page.Dialog -= OnDialog;
        _free.Add(Page);
    }

    private void OnConsole(object? sender, IConsoleMessage message)
    {
        if (message.Type is "error" or "warning") _complaints.Add(message.Text);
    }

    private void OnError(object? sender, string error) => _complaints.Add(error);

    private async void OnDialog(object? sender, IDialog dialog)
    {
        _complaints.Add("dialog: " + dialog.Message);
        await dialog.DismissAsync();
    }
}
