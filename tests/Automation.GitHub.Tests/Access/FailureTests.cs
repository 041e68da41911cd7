using Automation.GitHub.Access;
using Automation.GitHub.PullRequests;
using Automation.GitHub.Trees;
using Automation.Testing.GitHub;
using Octokit;

namespace Automation.GitHub.Tests.Access;

/// <summary>A failed call is named, and distinguished from one that may succeed later.</summary>
public sealed class FailureTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_error_carries_method_path_and_status_and_is_an_outage()
    {
        await using var app = await AppOnGitHub.StartAsync();
        app.GitHub.Repository("acme/orders").Commit("main", "First", ("README.md", "Orders"));
        var reading = new PullRequestReading(await app.OrdersAsync());
        app.GitHub.Faults.Sometimes(1, new Fault.ServerError(503), "GET /repos/acme/orders/pulls/*");

        var failure = await Should.ThrowAsync<ApiException>(() => reading.FindAsync(7));

        failure.Message.ShouldBe("GET /repos/acme/orders/pulls/7: 503 Server Error");
        GitHubOutage.Is(failure).ShouldBeTrue();
    }

    [Fact]
    public async Task A_connection_that_breaks_carries_method_and_path_and_is_an_outage()
    {
        await using var app = await AppOnGitHub.StartAsync();
        app.GitHub.Repository("acme/orders").Commit("main", "First", ("README.md", "Orders"));
        var reading = new PullRequestReading(await app.OrdersAsync());
        app.GitHub.Faults.Sometimes(1, new Fault.ResetBeforeEffect(), "GET /repos/acme/orders/pulls/*");

        var failure = await Should.ThrowAsync<HttpRequestException>(() => reading.FindAsync(7));

        failure.Message.ShouldStartWith("GET /repos/acme/orders/pulls/7: ");
        GitHubOutage.Is(failure).ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_not_there_or_not_valid_carries_them_too_and_is_no_outage()
    {
        await using var app = await AppOnGitHub.StartAsync();
        app.GitHub.Repository("acme/orders").Commit("main", "First", ("README.md", "Orders"));
        var client = (await app.OrdersAsync()).Client;

        var missing = await Should.ThrowAsync<NotFoundException>(() => client.Git.Reference.Get("acme", "orders", "heads/gone"));
        var invalid = await Should.ThrowAsync<ApiValidationException>(
            () => client.Check.Run.Create("acme", "orders", new NewCheckRun("automation", "not a commit")));

        missing.Message.ShouldStartWith("GET /repos/acme/orders/git/refs/heads/gone: 404 ");
        invalid.Message.ShouldStartWith("POST /repos/acme/orders/check-runs: 422 ");
        new[] { missing, (Exception)invalid }.ShouldAllBe(e => !GitHubOutage.Is(e));
    }

    [Fact]
    public async Task What_GitHub_forbids_carries_the_status()
    {
        await using var app = await AppOnGitHub.StartAsync();
        app.GitHub.Repository("acme/orders").Commit("main", "First", ("README.md", "Orders"));
        var reading = new PullRequestReading(await app.OrdersAsync());
        app.GitHub.Faults.Next("GET /repos/acme/orders/pulls/7", new Fault.Refused(403));

        var refusal = await Should.ThrowAsync<GitHubRefusalException>(() => reading.FindAsync(7));

        refusal.Message.ShouldBe("GET /repos/acme/orders/pulls/7: 403 Resource not accessible by integration");
    }

    [Fact]
    public async Task What_is_addressed_by_a_SHA_is_not_kept_with_an_ETag()
    {
        await using var app = await AppOnGitHub.StartAsync();
        app.GitHub.Repository("acme/orders").Commit("main", "First", ("README.md", "Orders"));
        var (orders, commit) = (await app.OrdersAsync(), app.GitHub.Repository("acme/orders").Tip("main")!);

        for (var i = 0; i < 2; i++)
        {
            await GitHubTree.OpenAsync(orders, commit, new BlobCache(BlobCache.UsualCapacity), Cancel);
            await orders.Client.Git.Reference.Get("acme", "orders", "heads/main");
        }

        app.GitHub.Requests.Where(r => r.Path.Contains("/git/trees/", StringComparison.Ordinal)).Select(r => r.Status).ShouldBe([200, 200]);
        app.GitHub.Requests.Where(r => r.Path.EndsWith("/heads/main", StringComparison.Ordinal)).Select(r => r.Status).ShouldBe([200, 304]);
    }
}
