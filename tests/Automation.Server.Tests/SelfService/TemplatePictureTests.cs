using Automation.Server.Tests.Comments;
using Automation.Server.Tests.Driving;
using Automation.Testing;

namespace Automation.Server.Tests.SelfService;

/// <summary>What people read about templates on GitHub, in a real browser: the summary of a run, the pull request of an update, and the table of its waves.</summary>
public sealed class TemplatePictureTests
{
    [Theory]
    [InlineData("Automation.Cli.Tests/Action/Snapshots/scaffold-summary.md")]
    [InlineData("Automation.Cli.Tests/Action/Snapshots/scaffold-failed.md")]
    [InlineData("Automation.Cli.Tests/Templates/Snapshots/update-merged.md")]
    [InlineData("Automation.Cli.Tests/Templates/Snapshots/update-conflict.md")]
    [InlineData("Automation.Cli.Tests/Templates/Snapshots/waves-table.md")]
    [InlineData("Automation.Server.Tests/SelfService/Snapshots/scaffolded.md")]
    public async Task The_whole_text_fits_the_page(string snapshot)
    {
        Assert.SkipWhen(Chromium.Program is null, "There is no Chromium here: install it, or name one in AUTOMATION_CHROMIUM.");
        using var folder = new TemporaryFolder();
        var page = Path.Combine(folder.Path, "page.html");
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "tests", snapshot), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(page, CommentPage.Of(text), TestContext.Current.CancellationToken);
        await using var browser = await Chromium.StartAsync();
        foreach (var isDark in new[] { false, true })
        {
            await browser.ShowAsync(CommentPage.Width, isDark);
            await browser.GoAsync(new Uri(page));
            await browser.PictureAsync($"template-{Path.GetFileNameWithoutExtension(snapshot)}{(isDark ? "-dark" : "")}");
        }

        // A table may be scrolled; nothing here is so wide that it has to be.
        (await browser.EvaluateAsync("[document.documentElement, ...document.querySelectorAll('table')].every(e => e.scrollWidth <= e.clientWidth)"))
            .GetBoolean().ShouldBeTrue();
    }
}
