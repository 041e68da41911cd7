using Automation.GitHub.Access;
using Automation.GitHub.PullRequests;
using Automation.Testing.GitHub;
using Microsoft.Extensions.Time.Testing;

namespace Automation.GitHub.Tests.Access;

/// <summary>GitHub is asked as little as can be, with no more rights than needed, and is obeyed when it asks for patience.</summary>
public sealed class AccessTests
{
    [Fact]
    public async Task A_token_is_asked_for_once_for_one_repository_and_renewed_before_it_ends()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        await using var app = await AppOnGitHub.StartAsync(new FakeGitHubOptions { Clock = clock });
        app.GitHub.Repository("acme/orders").Commit("main", "First", ("README.md", "Orders"));
        var reading = new PullRequestReading(await app.OrdersAsync());

        await reading.FindAsync(1);
        await reading.FindAsync(2);
        app.Asked("POST", "/access_tokens").ShouldBe(1);
        app.GitHub.Requests.Single(r => r.Path.EndsWith("/access_tokens", StringComparison.Ordinal)).Body.ShouldContain("\"repositories\":[\"orders\"]");

        clock.Advance(TimeSpan.FromMinutes(56));
        await reading.FindAsync(1);
        app.Asked("POST", "/access_tokens").ShouldBe(2);
        app.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task What_has_not_changed_costs_nothing_of_the_limit()
    {
        await using var app = await AppOnGitHub.StartAsync();
        app.GitHub.Repository("acme/orders").Commit("main", "First", ("README.md", "Orders"));
        app.GitHub.Repository("acme/orders").Commit("change", "Second", ("README.md", "All orders"));
        var pull = app.GitHub.OpenPullRequest("acme/orders", "change");
        var reading = new PullRequestReading(await app.OrdersAsync());
        await reading.FindAsync(pull.Number);

        (await reading.FindAsync(pull.Number))!.HeadSha.ShouldBe(pull.HeadSha);

        app.GitHub.Requests.Count(r => r.Status == 304).ShouldBe(1);
    }

    [Fact]
    public async Task A_rate_limit_that_is_used_up_is_no_failure_but_a_time_to_wait()
    {
        await using var app = await AppOnGitHub.StartAsync();
        app.GitHub.Repository("acme/orders").Commit("main", "First", ("README.md", "Orders"));
        var reading = new PullRequestReading(await app.OrdersAsync());
        await reading.FindAsync(1);
        app.GitHub.ExhaustRateLimit("acme");

        var busy = await Should.ThrowAsync<GitHubBusyException>(() => reading.FindAsync(2));

        busy.After.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(403)]
    public async Task A_secondary_limit_reports_how_long_to_wait(int status)
    {
        await using var app = await AppOnGitHub.StartAsync();
        app.GitHub.Repository("acme/orders").Commit("main", "First", ("README.md", "Orders"));
        app.GitHub.Faults.Next("GET /repos/acme/orders/pulls/1", status == 429 ? new Fault.TooManyRequests(7) : new Fault.SecondaryLimit(7));

        var busy = await Should.ThrowAsync<GitHubBusyException>(async () => await new PullRequestReading(await app.OrdersAsync()).FindAsync(1));

        busy.After.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task A_read_that_fails_in_passing_is_asked_again_and_a_write_is_not()
    {
        await using var app = await AppOnGitHub.StartAsync();
        app.GitHub.Repository("acme/orders").Commit("main", "First", ("README.md", "Orders"));
        app.GitHub.Repository("acme/orders").Commit("change", "Second", ("README.md", "All orders"));
        var pull = app.GitHub.OpenPullRequest("acme/orders", "change");
        var orders = await app.OrdersAsync();
        app.GitHub.Faults.Next(2, "GET /repos/acme/orders/pulls/*", new Fault.ServerError());
        (await new PullRequestReading(orders).FindAsync(pull.Number)).ShouldNotBeNull();

        app.GitHub.Faults.Next("POST /repos/acme/orders/check-runs", new Fault.ServerError());
        var checkRuns = new CheckRunStep(orders, app.GitHub.App.Id, (_, _) => Task.FromResult<WriteEnded>(_ => Task.CompletedTask), TimeProvider.System);
        await Should.ThrowAsync<Exception>(
            () => checkRuns.AnnounceAsync(new CheckedCommit(pull.HeadSha, "pull/1", "main"), TestContext.Current.CancellationToken));

        app.Asked("POST", "/check-runs").ShouldBe(1);
    }

    [Fact]
    public async Task What_GitHub_forbids_is_reported_in_its_words()
    {
        await using var app = await AppOnGitHub.StartAsync();
        app.GitHub.Repository("acme/orders").Commit("main", "First", ("README.md", "Orders"));
        var orders = await app.OrdersAsync(TokenPermissions.ReadFiles);
        var checkRuns = new CheckRunStep(orders, app.GitHub.App.Id, (_, _) => Task.FromResult<WriteEnded>(_ => Task.CompletedTask), TimeProvider.System);

        var refusal = await Should.ThrowAsync<GitHubRefusalException>(
            () =>
                checkRuns.AnnounceAsync(
                    new CheckedCommit(app.GitHub.Repository("acme/orders").Tip("main")!, "pull/1", "main"), TestContext.Current.CancellationToken));

        refusal.Message.ShouldContain("Resource not accessible by integration");
    }

    [Fact]
    public async Task A_repository_where_the_app_is_not_installed_has_no_installation()
    {
        await using var app = await AppOnGitHub.StartAsync();
        app.GitHub.Organisation("other", installed: false);

        (await app.Access.InstallationOfAsync(new RepositoryName("other", "thing"))).ShouldBeNull();
    }
}
