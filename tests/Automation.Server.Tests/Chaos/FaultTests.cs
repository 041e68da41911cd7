using Automation.Server.Ledger;
using Automation.Server.Tests.PullRequests;
using Automation.Testing.GitHub;
using Automation.Testing.GitHub.Workloads;

namespace Automation.Server.Tests.Chaos;

/// <summary>GitHub fails at one call in five, in every way that it does: in the end everything is as if it had not.</summary>
public sealed class FaultTests
{
    private const double Often = 0.2;
    private const int Pulls = 4;
    private const int Acts = 8;

    private static readonly Dictionary<string, Fault> Kinds = new()
    {
        ["latency"] = new Fault.Latency(TimeSpan.FromMilliseconds(20)),
        ["reset before the effect"] = new Fault.ResetBeforeEffect(),
        ["reset after the effect"] = new Fault.ResetAfterEffect(),
        ["500"] = new Fault.ServerError(500),
        ["502"] = new Fault.ServerError(502),
        ["503"] = new Fault.ServerError(503),
        ["429"] = new Fault.TooManyRequests(),
        ["403, a secondary limit"] = new Fault.SecondaryLimit(),
        ["stale reads"] = new Fault.StaleRead(),
    };

    public static TheoryData<string> Faults => [.. Kinds.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public Task One_kind_of_fault(string kind) => ConvergesAsync([(Often, Kinds[kind])]);

    [Fact]
    public Task All_kinds_together() => ConvergesAsync([.. Kinds.Values.Select(f => (Often / Kinds.Count, f))]);

    private static async Task ConvergesAsync((double Probability, Fault Fault)[] faults)
    {
        await using var app = await InstalledApp.StartAsync(
            new FakeGitHubOptions { Seed = 7, ChecksContract = false, RequestsPerHour = int.MaxValue }, settings: InChaos.Quick, clock: new HurriedClock());
        var work = new Workload(app.GitHub, seed: 11);
        foreach (var (probability, fault) in faults)
        {
            app.GitHub.Faults.Sometimes(probability, fault);
        }

        await app.SettleAllAsync(work.Open(Pulls, repositories: 2));
        for (var phase = 0; phase < 3; phase++)
        {
            await app.SettleAllAsync([.. Enumerable.Range(0, Acts).Select(_ => work.Act())]);
        }

        app.Server.List()
            .Where(d => d.State is not (DeliveryState.Done or DeliveryState.Ignored))
            .Select(d => $"{d.Event} {d.State}: {d.Outcome}")
            .ShouldBeEmpty();
        work.Mistakes(InChaos.ReportMarker).ShouldBeEmpty();
    }
}
