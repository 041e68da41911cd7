using Automation.Server.Tests.Comments;
using Automation.Server.Tests.Driving;
using Automation.Testing;

namespace Automation.Server.Tests.Health;

/// <summary>The page of the health of services in a real browser, with GitHub's measures.</summary>
public sealed class HealthPagePictureTests
{
    private const int Telephone = 390;

    [Theory]
    [InlineData(Telephone, false)]
    [InlineData(Telephone, true)]
    [InlineData(CommentPage.Width, false)]
    public async Task What_is_wrong_can_be_read_without_scrolling_to_the_side(int width, bool isDark)
    {
        Assert.SkipWhen(Chromium.Program is null, "There is no Chromium here: install it, or name one in AUTOMATION_CHROMIUM.");
        var text = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "tests/Automation.Cli.Tests/Snapshots/health-page-confirmed.md"), TestContext.Current.CancellationToken);
        using var folder = new TemporaryFolder();
        var page = Path.Combine(folder.Path, "health.html");
        await File.WriteAllTextAsync(page, CommentPage.Of(text), TestContext.Current.CancellationToken);
        await using var browser = await Chromium.StartAsync();
        await browser.ShowAsync(width, isDark);
        await browser.GoAsync(new Uri(page));
        await browser.PictureAsync($"health-{width}{(isDark ? "-dark" : "")}");

        (await browser.EvaluateAsync("document.documentElement.scrollWidth")).GetInt32().ShouldBe(width);
        (await browser.EvaluateAsync("[...document.querySelectorAll('li')].every(l => l.scrollWidth <= l.clientWidth)")).GetBoolean().ShouldBeTrue();
    }
}
