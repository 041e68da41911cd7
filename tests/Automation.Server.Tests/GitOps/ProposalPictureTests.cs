using Automation.Server.Tests.Comments;
using Automation.Server.Tests.Driving;
using Automation.Testing;

namespace Automation.Server.Tests.GitOps;

/// <summary>The text of a proposal, and of the check of one, as a reviewer sees it: in a real browser, as wide as GitHub shows it.</summary>
public sealed class ProposalPictureTests
{
    // What a screen of a laptop shows of a pull request below its title.
    private const int Screen = 640;

    [Theory]
    [InlineData("Automation.Rendering.Tests/Proposals/Snapshots/onboarded.md", "onboarded", "table")]
    [InlineData("Automation.Cli.Tests/GitOps/Snapshots/proposal-remove.md", "removed", "table + p + ul")]
    [InlineData("Automation.Cli.Tests/GitOps/Snapshots/proposal-held.md", "held", "table")]
    [InlineData("Automation.Cli.Tests/GitOps/Snapshots/proposal-promote.md", "promoted", "table")]
    [InlineData("Automation.Rendering.Tests/Snapshots/check-comment.md", "checked", "table")]
    public async Task What_it_deploys_where_and_what_it_deletes_is_on_the_first_screen(string snapshot, string name, string last)
    {
        Assert.SkipWhen(Chromium.Program is null, "There is no Chromium here: install it, or name one in AUTOMATION_CHROMIUM.");
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "tests", snapshot), TestContext.Current.CancellationToken);
        using var folder = new TemporaryFolder();
        var page = Path.Combine(folder.Path, "proposal.html");
        await File.WriteAllTextAsync(page, CommentPage.Of(text), TestContext.Current.CancellationToken);
        await using var browser = await Chromium.StartAsync();
        foreach (var isDark in new[] { false, true })
        {
            await browser.ShowAsync(CommentPage.Width, isDark);
            await browser.GoAsync(new Uri(page));
            await browser.PictureAsync($"proposal-{name}{(isDark ? "-dark" : "")}");
        }

        var bottom = await browser.EvaluateAsync($"Math.ceil(document.querySelector('{last}').getBoundingClientRect().bottom)");
        bottom.GetInt32().ShouldBeLessThanOrEqualTo(Screen);
    }
}
