using Automation.GitHub.Access;
using Automation.Jobs.Following;
using Automation.Jobs.Sources.Declaring;
using Automation.Jobs.Webhooks;
using Automation.Server.Tests.Driving;

namespace Automation.Server.Tests.Pushes;

/// <summary>A first build of very many repositories; tests/stress/catalog.sh runs it with 10,000.</summary>
public sealed class DiscoveryTests
{
    private const int PageSize = 100;
    private const int Fixed = 60;

    private static readonly int Repositories = Chosen.Number("AUTOMATION_STRESS_REPOSITORIES", 600);

    [Fact]
    public async Task A_first_build_takes_a_call_for_each_repository_and_a_second_pass_two_for_each_hundred()
    {
        var pages = (Repositories / PageSize) + 1;
        await using var acme = await FollowedOrganisation.StartAsync(
            new() { RequestsPerHour = int.MaxValue, ChecksContract = false }, s => s with { FollowsCatalog = false });
        acme.GitHub.SendTo(null);
        for (var i = 0; i < Repositories; i++)
        {
            acme.Service($"s{i}");
        }

        var start = TimeProvider.System.GetTimestamp();
        var first = await CallsAsync(acme, []);
        var took = TimeProvider.System.GetElapsedTime(start);
        acme.Entities().Count.ShouldBe(Repositories);
        acme.Commits().ShouldBe((Repositories + FollowRepositories.NewAtOnce - 1) / FollowRepositories.NewAtOnce);

        start = TimeProvider.System.GetTimestamp();
        var second = await CallsAsync(acme, [new DirtyOwner("acme", null)]);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Repositories} repositories: first build {first} calls, {took.TotalSeconds:N1} s; a pass that finds nothing {second} calls, "
            + $"{TimeProvider.System.GetElapsedTime(start).TotalSeconds:N1} s");

        // Listing, heads and descriptors by the hundred; a list of files each; the catalog's own shards.
        first.ShouldBeLessThan(Repositories + (3 * pages) + (acme.Commits() * (Fixed + (5 * 256))));
        second.ShouldBeLessThan((2 * pages) + Fixed);
    }

    [Fact]
    public async Task A_first_build_that_GitHub_stops_goes_on_where_it_was_and_leaves_calls_to_pull_requests()
    {
        const int kept = 340;
        await using var acme = await FollowedOrganisation.StartAsync(
            new() { RequestsPerHour = 900, ChecksContract = false }, s => s with { FollowsCatalog = false });
        acme.GitHub.SendTo(null);
        for (var i = 0; i < FollowRepositories.NewAtOnce + 100; i++)
        {
            acme.Service($"s{i}");
        }

        var stopped = await Should.ThrowAsync<GitHubBusyException>(() => acme.FollowAsync(FollowedOrganisation.Catalog, [], kept));

        stopped.Message.ShouldContain("kept for pull requests");
        acme.GitHub.Requests.ShouldNotContain(r => r.Status == 403 || r.Status == 429);
        acme.Entities().Count.ShouldBe(FollowRepositories.NewAtOnce);

        await acme.FollowAsync(FollowedOrganisation.Catalog, []);

        acme.Entities().Count.ShouldBe(FollowRepositories.NewAtOnce + 100);
        acme.Commits().ShouldBe(2);
    }

    [Fact]
    public async Task With_a_list_of_sources_only_the_owners_that_it_names_are_listed()
    {
        await using var acme = await FollowedOrganisation.StartAsync(settings: s => s with { FollowsCatalog = false });
        acme.GitHub.SendTo(null);
        acme.Service("orders");
        var before = acme.GitHub.Requests.Count;

        await acme.FollowAsync(CatalogPair.Again, []);

        acme.GitHub.Requests.Skip(before).Count(r => r.Path == "/installation/repositories").ShouldBe(1);
    }

    [Fact]
    public async Task A_list_of_sources_that_is_too_long_is_not_taken_for_none()
    {
        await using var acme = await FollowedOrganisation.StartAsync(
            sources: $"{new string('#', (int)SourcesReader.LargestFile)}\n", settings: s => s with { FollowsCatalog = false });
        acme.GitHub.SendTo(null);
        acme.Service("orders");

        var mistake = await acme.MistakeAsync();

        mistake.ShouldBe("catalog-sources.yml of acme/catalog has more than 256 KiB. Use patterns such as 'acme/*'.");
        acme.Entities().ShouldBeEmpty();
    }

    private static async Task<int> CallsAsync(FollowedOrganisation acme, IReadOnlyCollection<DirtySource> dirty)
    {
        var before = acme.GitHub.Requests.Count;
        await acme.FollowAsync(FollowedOrganisation.Catalog, dirty);
        return acme.GitHub.Requests.Count - before;
    }
}
