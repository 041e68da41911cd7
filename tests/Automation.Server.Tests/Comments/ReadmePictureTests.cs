using System.Text.RegularExpressions;
using Automation.Server.Tests.Driving;
using Automation.Testing;

namespace Automation.Server.Tests.Comments;

/// <summary>The README's picture shows the beginning of the comment that the App writes.</summary>
public sealed partial class ReadmePictureTests
{
    /// <remarks>
    /// Pictures differ between machines, by their fonts, so the text is compared. With UPDATE_SNAPSHOTS=1 and Chromium the pictures are taken again:
    /// <c>docs/images/comment-light.png</c> and <c>comment-dark.png</c>.
    /// </remarks>
    [Fact]
    public async Task The_picture_is_of_the_comment_of_today()
    {
        await using var acme = await AcmePullRequest.ForReadmeAsync();
        var top = acme.Comment[..acme.Comment.IndexOf("```mermaid", StringComparison.Ordinal)].TrimEnd();

        Snapshot.Match(Changing().Replace(top, "…") + "\n", "readme-comment.md");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1" && Chromium.Program is not null)
        {
            await TakeAsync(top);
        }

        foreach (var theme in new[] { "light", "dark" })
        {
            File.Exists(PictureOf(theme)).ShouldBeTrue($"{PictureOf(theme)} is missing: run the tests with UPDATE_SNAPSHOTS=1 where there is Chromium.");
        }
    }

    private static async Task TakeAsync(string comment)
    {
        using var folder = new TemporaryFolder();
        var page = Path.Combine(folder.Path, "comment.html");
        await File.WriteAllTextAsync(page, CommentPage.Of(comment));
        await using var browser = await Chromium.StartAsync();
        foreach (var theme in new[] { "light", "dark" })
        {
            await browser.ShowAsync(CommentPage.Width, isDark: theme == "dark");
            await browser.GoAsync(new Uri(page));
            var height = (await browser.EvaluateAsync("Math.ceil(document.body.getBoundingClientRect().height)")).GetInt32();
            await browser.SaveAsync(PictureOf(theme), CommentPage.Width, height);
        }
    }

    private static string PictureOf(string theme) => Path.Combine(Repository.Root, "docs", "images", $"comment-{theme}.png");

    [GeneratedRegex("[0-9a-f]{40}|(?<=check_run_id=)[0-9]+")]
    private static partial Regex Changing();
}
