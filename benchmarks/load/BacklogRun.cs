using System.Diagnostics;
using Automation.Fleet;

namespace Automation.Load;

/// <summary>
/// Piles up deliveries as fast as they are accepted: a few hundred acts, each announced again and again with other ids. While they are worked off, somebody
/// opens a pull request every two seconds; what is measured is how long its check takes.
/// </summary>
internal sealed class BacklogRun(LoadOptions options, TextWriter output)
{
    private const int ActsOfEachKind = 200;
    private const int SentAtOnce = 64;
    private const double ProbesInSecond = 0.5;
    private const int ProbesInRound = 5;

    // The probes themselves, and what their checks announce.
    private const int OfProbes = 50;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public Task RunAsync(CancellationToken cancellationToken) =>
        MeasuredFleet.RunAsync(options, fleet => MeasureAsync(fleet, cancellationToken), cancellationToken);

    private async Task MeasureAsync(RunningFleet fleet, CancellationToken cancellationToken)
    {
        var worker = fleet.Servers.First(s => s.Works);
        var start = Stopwatch.GetTimestamp();
        await PileUpAsync(fleet, cancellationToken);
        output.WriteLine($"{options.Backlog} deliveries accepted in {Seconds(start):0} s, {await RunningFleet.WaitingAsync(worker, cancellationToken)} wait");

        using var sender = new Sender(fleet);
        var loop = new OpenLoop(fleet, sender);
        var probes = 0;
        while (await RunningFleet.WaitingAsync(worker, cancellationToken) is not <= OfProbes && Stopwatch.GetElapsedTime(start) < Longest)
        {
            await loop.RunAsync(TrafficModel.Steady(ProbesInSecond, Act.Open, ProbesInRound), cancellationToken);
            probes += ProbesInRound;
        }

        var drained = Seconds(start);
        await loop.DrainAllAsync(cancellationToken);
        var checks = await new ConcludedChecks(fleet).OfAsync(loop, cancellationToken);
        output.WriteLine(
            $"worked off after {drained:0} s; {probes} pull requests were opened meanwhile, checked in {checks} ms (p50 / p90 / p99 / max), "
            + $"{loop.Heads.Count - checks.Count} without a check");
    }

    private async Task PileUpAsync(RunningFleet fleet, CancellationToken cancellationToken)
    {
        for (var i = 0; i < ActsOfEachKind; i++)
        {
            await fleet.GitHub.OpenAsync(cancellationToken);
            await fleet.GitHub.PushAsync(cancellationToken);
        }

        var events = await fleet.GitHub.EventsAsync(cancellationToken);
        using var sender = new Sender(fleet);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, options.Backlog),
            new ParallelOptions { MaxDegreeOfParallelism = SentAtOnce, CancellationToken = cancellationToken },
            async (i, token) =>
            {
                var told = events[i % events.Count];
                await sender.DeliverAsync(i < events.Count ? told : told with { Id = Guid.NewGuid().ToString() }, token);
            });
    }

    private static double Seconds(long start) => Stopwatch.GetElapsedTime(start).TotalSeconds;
}
