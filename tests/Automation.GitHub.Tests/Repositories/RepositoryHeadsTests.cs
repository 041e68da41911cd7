using Automation.GitHub.Repositories;
using Automation.Testing.GitHub;
using Octokit;

namespace Automation.GitHub.Tests.Repositories;

/// <summary>Where default branches are, of many repositories at once.</summary>
public sealed class RepositoryHeadsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_repository_that_GitHub_refuses_costs_no_other_its_head()
    {
        await using var app = await AppOnGitHub.StartAsync();
        var orders = app.GitHub.Repository("acme/orders").Commit("main", "First", ("a", "1"));
        app.GitHub.Repository("acme/blocked").Commit("main", "First", ("a", "1"));
        app.GitHub.Repository("acme/blocked").Block();
        app.GitHub.Repository("acme/empty");
        app.GitHub.Repository("acme/archived").Commit("main", "First", ("a", "1"));
        app.GitHub.Repository("acme/archived").Archive();

        var heads = await ReadAsync(app, "blocked", "gone", "empty", "archived", "orders");

        heads.Keys.Select(r => r.Name).Order(StringComparer.Ordinal).ShouldBe(["blocked", "orders"]);
        heads[new("acme", "orders")].ShouldBe(new RepositoryHead.At(orders));
        heads[new("acme", "blocked")].ShouldBeOfType<RepositoryHead.Refused>();
    }

    [Fact]
    public async Task A_response_without_any_repository_is_a_failure()
    {
        await using var app = await AppOnGitHub.StartAsync();
        app.GitHub.Repository("acme/orders").Commit("main", "First", ("a", "1"));
        await app.ReadingAsync();
        app.GitHub.Faults.Next("POST /graphql", new Fault.NoData());

        (await ReadAsync(app, "orders").ShouldThrowAsync<ApiException>()).Message.ShouldContain("Something went wrong");
        (await ReadAsync(app, "orders")).ShouldHaveSingleItem();
    }

    private static async Task<IReadOnlyDictionary<RepositoryName, RepositoryHead>> ReadAsync(AppOnGitHub app, params string[] names) =>
        await new RepositoryHeads(await app.ReadingAsync()).ReadAsync([.. names.Select(n => new RepositoryName("acme", n))], Token);
}
