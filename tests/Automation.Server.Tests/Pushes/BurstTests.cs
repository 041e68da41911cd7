using Automation.Server.Hosting;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;

namespace Automation.Server.Tests.Pushes;

/// <summary>Many pushes at once become few commits, and none is missed.</summary>
public sealed class BurstTests
{
    private const int Repositories = 300;
    private const int Pushes = 500;
    private const int MostCommits = 20;

    [Fact]
    public async Task Five_hundred_pushes_to_three_hundred_repositories_are_few_commits_that_miss_nothing()
    {
        // The pause between two rebuilds ends when all pushes have come: how long they take is a matter of the machine.
        var clock = new ShiftedClock(stands: true);
        await using var acme = await FollowedOrganisation.StartAsync(
            new() { RequestsPerHour = 100_000 }, s => s with { CatalogPace = Debounce.Catalog }, clock: clock);
        var services = Enumerable.Range(0, Repositories).Select(i => acme.GitHub.Repository($"acme/svc-{i}")).ToList();
        var chance = new Random(42);
        for (var push = 0; push < Pushes; push++)
        {
            var i = push < Repositories ? push : chance.Next(Repositories);
            services[i].Commit("main", $"Push {push}", ("catalog-info.yaml", FollowedOrganisation.Component($"service-{i}", $"team-{chance.Next(9)}")));
        }

        await acme.CameAsync();
        clock.Advance(Debounce.Catalog.Pause);
        await acme.SettledAsync();

        acme.Entities().Count.ShouldBe(Repositories);
        acme.Commits().ShouldBeLessThanOrEqualTo(MostCommits);
        acme.App.Server.Read(DirtySources.All).ShouldBeEmpty();
        await acme.ShouldBeAsBuiltFromNothingAsync();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Pushes} pushes to {Repositories} repositories: {acme.Commits()} commits, {acme.GitHub.Requests.Count} calls");
    }

    [Fact]
    public async Task One_push_is_in_the_catalog_right_away()
    {
        var clock = new ShiftedClock();
        await using var acme = await FollowedOrganisation.StartAsync(settings: s => s with { CatalogPace = Debounce.Catalog }, clock: clock);
        var orders = acme.Service("orders");
        await acme.SettledAsync();
        var pause = TimeSpan.FromSeconds(6);
        for (var push = 1; push <= 3; push++)
        {
            // Longer than the pause between two rebuilds: nothing is queued.
            clock.Advance(pause);
            var (start, calls, owner) = (TimeProvider.System.GetTimestamp(), acme.GitHub.Requests.Count, $"team-{push}");
            orders.Commit("main", "Change the owner", ("catalog-info.yaml", FollowedOrganisation.Component("orders", owner)));
            await acme.UntilAsync(() => acme.Entity("orders")?.Contains(owner, StringComparison.Ordinal) == true, "the new owner");
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"from the push to the commit: {TimeProvider.System.GetElapsedTime(start).TotalMilliseconds:N0} ms, {acme.GitHub.Requests.Count - calls} "
                + "calls");
        }
    }
}
