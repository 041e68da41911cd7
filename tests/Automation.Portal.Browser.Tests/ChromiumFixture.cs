using Microsoft.Playwright;

namespace Automation.Portal.Browser.Tests;

/// <summary>One Chromium for all tests: the one that <c>AUTOMATION_CHROMIUM</c> names, or the first that is installed.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Executable() is not { } executable)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = executable,
                Args =
                [
                    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                ],
            });
    }

    /// <summary>Whether there is a browser.</summary>
    public bool IsThere => _browser is not null;

    private IBrowser Browser
    {
        get
        {
            Assert.SkipWhen(_browser is null, "No Chromium is installed: set AUTOMATION_CHROMIUM to one.");
            return _browser!;
        }
    }

    /// <summary>A new page; skips the test if there is no browser.</summary>
    public Task<IPage> OpenAsync(BrowserNewPageOptions? options = null) => Browser.NewPageAsync(options);

    /// <summary>A new context, for pages with a theme or a size of their own; skips the test if there is no browser.</summary>
    // Without transitions: what is looked at while colours change is neither of the two.
    public Task<IBrowserContext> OpenContextAsync(BrowserNewContextOptions? options = null) =>
        Browser.NewContextAsync(new BrowserNewContextOptions(options ?? new()) { ReducedMotion = ReducedMotion.Reduce });

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    private static string? Executable() => Environment.GetEnvironmentVariable("AUTOMATION_CHROMIUM") is { Length: > 0 } named
        ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
}
