using Microsoft.Playwright;

namespace Automation.Portal.Browser.Tests;

/// <summary>A picture of a whole page, for people who look at it: taken where <c>AUTOMATION_SCREENSHOTS</c> names a folder, because no test does.</summary>
internal static class Picture
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("AUTOMATION_SCREENSHOTS") is { Length: > 0 } folder ? folder : null;

    public static Task TakeAsync(IPage page, string name) =>
        Folder is null ? Task.CompletedTask : page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png"), FullPage = true });
}
