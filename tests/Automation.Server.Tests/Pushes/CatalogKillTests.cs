using Automation.Server.Ledger;
using Automation.Server.Tests.Chaos;
using Automation.Server.Tests.Driving;
using Automation.Testing;
using Automation.Testing.GitHub;
using Automation.Testing.GitHub.Drivers;

namespace Automation.Server.Tests.Pushes;

/// <summary>kill -9 while the catalog follows: it ends as if nothing had happened. tests/stress/catalog.sh runs it longer.</summary>
public sealed class CatalogKillTests
{
    private const int Repositories = 30;
    private const int ActsAtOnce = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly int Kills = Chosen.Number("AUTOMATION_STRESS_KILLS", 2);
    private static readonly int Wanted = Chosen.Number("AUTOMATION_STRESS_DELIVERIES", 120);

    [Fact]
    public async Task Killed_again_and_again_the_catalog_is_what_it_would_be_if_it_had_not_been()
    {
        var seed = Chosen.Number("SEED", Environment.TickCount & 0xFFFF);
        var start = TimeProvider.System.GetTimestamp();
        await using var gitHub = await FakeGitHub.StartAsync(new() { RequestsPerHour = int.MaxValue, ChecksContract = false });
        using var folder = new TemporaryFolder();
        await using var server = new MortalServer(folder.Path, seed, Kills, Wanted,
            [
                .. AppSettings.Of(folder.Path, gitHub.App.Id, gitHub.App.PrivateKey, gitHub.Url.AbsoluteUri),
                ("Catalog__Repository", FollowedOrganisation.Catalog),
                ("Redelivery__Minutes", "0"),
                ("Catalog__PauseSeconds", "0"),
            ]);
        var acme = new CatalogPair(gitHub);
        await server.StartAsync();
        using var reader = new LedgerReader(new LedgerDatabase(folder.Path));
        long Pending() => reader.Read(l => Deliveries.Count(l, DeliveryState.Received) + Deliveries.Count(l, DeliveryState.Queued));

        var chance = new Random(seed);
        var people = new People(gitHub, chance);
        var told = 0;
        while (server.Answered.Count < Wanted)
        {
            people.Act(ActsAtOnce);
            foreach (var delivery in gitHub.Deliveries.Skip(told).ToList())
            {
                await server.DeliverAsync(delivery.Event, delivery.Body, delivery.Guid.ToString());
                told++;
            }

            // At times it is idle, so that it is killed at a first rebuild as well as at one of many.
            if (chance.Next(2) == 0)
            {
                await RunningServer.UntilAsync(() => Pending() == 0, () => $"it does not keep up, SEED={seed}:\n{server.Log}", Patience);
            }
        }

        await RunningServer.UntilAsync(
            () => Pending() == 0 && reader.Read(DirtySources.All).Count == 0, () => $"not all are over, SEED={seed}:\n{server.Log}", Patience);
        reader.Read(l => Deliveries.List(l, null, int.MaxValue))
            .Where(r => r.State is not (DeliveryState.Done or DeliveryState.Ignored))
            .Select(r => $"{r.Event} {r.State}: {r.Outcome}")
            .ShouldBeEmpty($"SEED={seed}");
        var (catalog, again) = await acme.BothAsync();
        catalog.ShouldBe(again, $"SEED={seed}");
        server.Killed.ShouldBe(Kills);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{server.Killed} kills, {server.Answered.Count} deliveries, {gitHub.Repository(FollowedOrganisation.Catalog).History().Count - 1} commits, in "
            + $"{TimeProvider.System.GetElapsedTime(start).TotalSeconds:N0} s, SEED={seed}");
    }

    /// <summary>People who push, push by force, rename, archive and bring back.</summary>
    private sealed class People(FakeGitHub gitHub, Random chance)
    {
        private readonly List<RepositoryDriver> _all = [.. Enumerable.Range(0, Repositories).Select(i => gitHub.Repository($"acme/svc-{i}"))];
        private readonly Dictionary<RepositoryDriver, string> _before = [];
        private int _count;

        public void Act(int times)
        {
            for (var i = 0; i < times; i++)
            {
                Act(_all[chance.Next(_all.Count)]);
            }
        }

        private void Act(RepositoryDriver repository)
        {
            var name = $"component-{_all.IndexOf(repository)}";
            switch (chance.Next(12))
            {
                case 0 when _before.TryGetValue(repository, out var before) && !repository.Hosted.IsArchived:
                    repository.SetBranch("main", before);
                    break;
                case 1 when !repository.Hosted.IsArchived && repository.Tip() is not null:
                    repository.Archive();
                    break;
                case 2 when repository.Hosted.IsArchived:
                    repository.Unarchive();
                    break;
                case 3:
                    repository.Rename($"svc-{_all.IndexOf(repository)}-{++_count}");
                    break;
                case 4 when !repository.Hosted.IsArchived:
                    repository.Commit("main", "Not a descriptor", ("src/main.c", $"{++_count}"));
                    break;
                default:
                    if (!repository.Hosted.IsArchived)
                    {
                        _before[repository] = repository.Commit(
                            "main", "Describe", ("catalog-info.yaml", FollowedOrganisation.Component(name, $"team-{++_count}")));
                    }

                    break;
            }
        }
    }
}
