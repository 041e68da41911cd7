using Automation.GitHub.PullRequests;
using Automation.Testing.GitHub;
using Microsoft.Extensions.Time.Testing;

namespace Automation.GitHub.Tests.PullRequests;

public sealed class OpenPullRequestSearchTests
{
    private const int Open = 1_030;

    [Fact]
    public async Task All_open_pull_requests_are_found_though_a_search_shows_no_more_than_a_thousand()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 28, 8, 0, 0, TimeSpan.Zero));
        await using var app = await AppOnGitHub.StartAsync(new FakeGitHubOptions { Clock = clock, ChecksContract = false });
        var orders = app.GitHub.Repository("acme/orders");
        orders.Commit("main", "First", ("README.md", "Orders"));
        orders.Commit("change", "Second", ("README.md", "All orders"));
        var start = clock.GetUtcNow();
        for (var i = 0; i < Open; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            orders.OpenPullRequest("change");
        }

        var search = new OpenPullRequestSearch(await app.ReadingAsync(), app.GitHub.App.Id);

        (await search.RunAsync("acme", null, TestContext.Current.CancellationToken)).Select(p => p.Number).Order().ShouldBe(Enumerable.Range(1, Open));
        (await search.RunAsync("acme", start, TestContext.Current.CancellationToken)).Count.ShouldBe(Open);
    }
}
