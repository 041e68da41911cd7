using Automation.Server.Tests.Driving;
using Automation.Testing;

namespace Automation.Server.Tests.Comments;

/// <summary>The comment as a reader sees it: in a real browser, as wide as GitHub shows it.</summary>
public sealed class CommentPictureTests
{
    // Before comments had one table and folded the rest away, these two were 3,127 and 1,744 pixels high.
    [Fact]
    public async Task The_worst_pull_request_takes_at_most_half_of_what_it_took() =>
        await MeasureAsync("worst", await AcmePullRequest.WorstAsync(), most: 3_127 / 2);

    [Fact]
    public async Task A_removed_api_takes_at_most_seven_tenths_of_what_it_took() =>
        await MeasureAsync("removed-api", await AcmePullRequest.RemovingAnApiAsync(), most: 1_744 * 7 / 10);

    [Fact]
    public async Task Nothing_that_the_check_reports_is_missing_in_the_comment()
    {
        await using var acme = await AcmePullRequest.WorstAsync();
        var page = RenderedMarkdown.Of(acme.Comment);

        var annotations = acme.Pull.CheckRuns.ShouldHaveSingleItem().Annotations;
        annotations.Count.ShouldBe(7);
        foreach (var annotation in annotations)
        {
            // What a message quotes is code on the page, and has no quotes there; what to do about it may be in the next cell.
            annotation.Message.Split(". ").ShouldAllBe(sentence => Words(page.Text).Contains(Words(sentence), StringComparison.Ordinal));
            page.Links.ShouldContain($"https://github.com/acme/orders/blob/{acme.Pull.HeadSha}/{annotation.Path}#L{annotation.StartLine}");
        }

        foreach (var relation in new[]
        {
            "component back-office consumesApi orders-api",
            "component help-centre consumesApi orders-api",
            "component orders providesApi api orders-api",
        })
        {
            Words(page.Text).ShouldContain(Words(relation));
        }

        page.Links.ShouldContain("https://github.com/acme/storefront-monorepo/blob/main/apps/back-office/catalog-info.yaml#L18");
        page.Autolinks.ShouldBeEmpty();
    }

    private static string Words(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    private static async Task MeasureAsync(string name, AcmePullRequest acme, int most)
    {
        await using var request = acme;
        Assert.SkipWhen(Chromium.Program is null, "There is no Chromium here: install it, or name one in AUTOMATION_CHROMIUM.");
        using var folder = new TemporaryFolder();
        var page = Path.Combine(folder.Path, "comment.html");
        await File.WriteAllTextAsync(page, CommentPage.Of(acme.Comment));
        await using var browser = await Chromium.StartAsync();
        foreach (var isDark in new[] { false, true })
        {
            await browser.ShowAsync(CommentPage.Width, isDark);
            await browser.GoAsync(new Uri(page));
            await browser.PictureAsync($"comment-{name}{(isDark ? "-dark" : "")}");
        }

        var height = (await browser.EvaluateAsync("Math.ceil(document.body.getBoundingClientRect().height)")).GetInt32();
        if (Environment.GetEnvironmentVariable("AUTOMATION_SCREENSHOTS") is { Length: > 0 } pictures)
        {
            await File.WriteAllTextAsync(Path.Combine(pictures, $"comment-{name}.md"), $"{acme.Comment}\n\n{height} pixels\n");
        }

        height.ShouldBeLessThanOrEqualTo(most);
    }
}
