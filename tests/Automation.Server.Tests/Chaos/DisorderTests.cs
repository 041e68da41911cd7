using Automation.Server.Ledger;
using Automation.Server.Tests.PullRequests;
using Automation.Testing.GitHub;
using Automation.Testing.GitHub.Workloads;
using Delivery = Automation.Testing.GitHub.Webhooks.Delivery;

namespace Automation.Server.Tests.Chaos;

/// <summary>GitHub promises neither order nor that an event comes once: what is seen in the end does not depend on it.</summary>
public sealed class DisorderTests
{
    private const int Pulls = 6;
    private const int Acts = 60;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Duplicated_shuffled_and_old_events_last(int seed)
    {
        await using var app = await InstalledApp.StartAsync(
            new FakeGitHubOptions { Seed = seed, ChecksContract = false }, settings: InChaos.Quick, clock: new HurriedClock());
        var work = new Workload(app.GitHub, seed) { Closes = true };
        var opened = work.Open(Pulls, repositories: 2);
        var acted = Enumerable.Range(0, Acts).Select(_ => work.Act()).ToList();
        List<Delivery> sent = [.. opened, .. opened, .. acted, .. acted.Where((_, i) => i % 2 == 0)];
        var chance = new Random(seed);
        chance.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(sent));

        // Redelivered events keep their number; what another hook or a retry sends again has another.
        await app.SettleAllAsync(sent.Select((d, i) => i % 3 == 0 ? d with { Guid = Guid.NewGuid() } : d));
        await app.SettleAllAsync(opened.Concat(acted.Take(Acts / 4)).Select(d => d with { Guid = Guid.NewGuid() }));

        app.Server.List()
            .Where(d => d.State is not (DeliveryState.Done or DeliveryState.Ignored))
            .Select(d => $"{d.Event} {d.State}: {d.Outcome}")
            .ShouldBeEmpty();
        work.Mistakes(InChaos.ReportMarker).ShouldBeEmpty();
    }
}
