using Automation.Server.Tests.PullRequests;
using Automation.Testing;
using Automation.Testing.GitHub.Drivers;

namespace Automation.Server.Tests.Comments;

/// <summary>What the App writes on a pull request, and where it leads.</summary>
public sealed class CommentFlowTests
{
    [Fact]
    public async Task Invisible_characters_are_shown_in_annotations()
    {
        await using var app = await InstalledApp.StartAsync();
        var pull = Open(app, SoundDescriptor.Orders.Replace("name: orders", "name: \"o\\u202ene\\u200b\"", StringComparison.Ordinal));

        await app.SettleAsync(pull.Opened);

        var annotations = pull.CheckRuns.ShouldHaveSingleItem().Annotations;
        annotations.ShouldContain(a => a.Message.Contains("o<U+202E>ne<U+200B>", StringComparison.Ordinal));
        annotations.ShouldAllBe(a => !$"{a.Title}{a.Message}{a.RawDetails}".Any(c => c == '\u202e' || c == '\u200b'));
    }

    [Fact]
    public async Task The_comment_leads_to_the_check_run_and_its_button()
    {
        await using var app = await InstalledApp.StartAsync();
        var pull = Open(app, SoundDescriptor.Orders.Replace("lifecycle: production", "lifecyle: production", StringComparison.Ordinal));
        await app.SettleAsync(pull.Opened);

        var page = $"https://github.com/acme/orders/pull/{pull.Number}/checks?check_run_id={pull.CheckRuns.ShouldHaveSingleItem().Id}";
        var comment = pull.Comments.ShouldHaveSingleItem().Body;
        comment.ShouldContain($"press **[Fix it]({page})** in the check, or run `automation validate --fix`");
        comment.ShouldContain($"[all findings]({page})");
        pull.CheckRuns[0].Title.ShouldBe("1 problem fails this check");
    }

    private static PullRequestDriver Open(InstalledApp app, string descriptor)
    {
        app.GitHub.Repository("acme/orders").Commit("main", "First", ("catalog-info.yaml", SoundDescriptor.Orders));
        app.GitHub.Repository("acme/orders").Commit("change", "Second", ("catalog-info.yaml", descriptor));
        return app.GitHub.OpenPullRequest("acme/orders", "change");
    }
}
