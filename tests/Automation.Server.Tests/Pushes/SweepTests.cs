using Automation.Jobs.Webhooks;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;
using Automation.Testing.GitHub.Drivers;

namespace Automation.Server.Tests.Pushes;

/// <summary>Missed events are found.</summary>
public sealed class SweepTests
{
    private const int Withheld = 100;

    [Fact]
    public async Task A_hundred_events_that_never_came_are_made_up_for_within_one_interval()
    {
        var every = TimeSpan.FromHours(7);
        var clock = new GatedClock(every);
        await using var acme = await FollowedOrganisation.StartAsync(new() { RequestsPerHour = 100_000 }, s => s with { SweepEvery = every }, clock: clock);
        await RunningServer.UntilAsync(() => clock.IsWaitedOn, () => "the sweep at the start is not over");
        acme.GitHub.SendTo(null);
        for (var i = 0; i < Withheld / 2; i++)
        {
            var service = acme.Service($"s{i}");
            service.Commit("change", "Change", ("catalog-info.yaml", FollowedOrganisation.Component($"s{i}", "team-b")));
            service.OpenPullRequest("change");
        }

        clock.Open();

        await acme.UntilAsync(() => acme.Entities().Count == Withheld / 2, "all services");
        var services = Enumerable.Range(0, Withheld / 2).Select(i => acme.GitHub.Repository($"acme/svc-s{i}")).ToList();
        await RunningServer.UntilAsync(
            () => services.All(IsChecked),
            () =>
                string.Join(
                    '\n',
                    services.Where(s => !IsChecked(s))
                        .Select(s => $"{s.Hosted.FullName}: {string.Join(", ", s.CheckRuns.Select(r => $"{r.Status} {r.Conclusion} {r.ExternalId}"))}")));
        await acme.UntilAsync(() => acme.App.Server.Read(WorkQueue.Waiting) == 0 && acme.App.Server.Read(DirtySources.All).Count == 0, "nothing left");
        clock.IsWaitedOn.ShouldBeTrue("one interval is enough");
        await acme.ShouldBeAsBuiltFromNothingAsync();
    }

    [Fact]
    public async Task A_sweep_that_finds_nothing_costs_two_calls_for_each_hundred_repositories()
    {
        await using var acme = await FollowedOrganisation.StartAsync(new() { RequestsPerHour = 100_000 });
        for (var i = 0; i < Withheld; i++)
        {
            acme.Service($"s{i}");
        }

        await acme.SettledAsync();
        var before = acme.GitHub.Requests.Count;

        (await acme.FollowAsync(FollowedOrganisation.Catalog, [new DirtyOwner("acme", null)])).ShouldContain("the catalog is up to date");

        // Two installations to find, two tokens, the branch and its files; then two pages of repositories, and one of heads.
        acme.GitHub.Requests.Skip(before).Select(r => r.Path).Where(p => p.Contains("/svc-", StringComparison.Ordinal)).ShouldBeEmpty();
        acme.GitHub.Requests.Skip(before).Count(r => r.Path is "/installation/repositories" or "/graphql").ShouldBe(3);
    }

    // The result from before the catalog existed is superseded by the result with it.
    private static bool IsChecked(RepositoryDriver repository) => repository.CheckRuns.Count(r => r is { Conclusion: not (null or "neutral") }) == 1;
}
