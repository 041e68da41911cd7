using Automation.Fleet;

namespace Automation.Load;

/// <summary>One measurement: steps with doubled rates, until the server does not keep up.</summary>
internal sealed class LoadRun(LoadOptions options, TextWriter output)
{
    private const int WarmUpRate = 4;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestDrain = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    private int _completionsRead;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"automation-load-{Guid.NewGuid():N}");
        using var fleet = await RunningFleet.StartAsync(
            options.Topology, folder, options.Seed, options.Repositories, _ => new Dictionary<string, string>(), cancellationToken);
        var usage = new UsageSampling(fleet);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sampling = usage.RunAsync(enough.Token);
        await StepAsync(fleet, usage, WarmUpRate, WarmUp, cancellationToken);
        var steps = new List<StepResult>();
        for (var rate = options.Rate; steps.Count < options.Steps && (steps.Count == 0 || steps[^1].KeepsUp); rate *= 2)
        {
            steps.Add(await StepAsync(fleet, usage, rate, options.Lasts, cancellationToken));
            var last = steps[^1];
            output.WriteLine($"{rate} acts a second: accepted in {last.Accepts} ms, checked in {last.Checks} ms, done {last.Drained:0.0} s after the last act");
        }

        await enough.CancelAsync();
        await sampling;
        await new LoadReport(options, steps, usage.Samples).WriteAsync(cancellationToken);
        output.WriteLine($"{Path.Combine(options.Out, $"load-{options.Topology.Name}.md")}");
        fleet.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<StepResult> StepAsync(RunningFleet fleet, UsageSampling usage, int rate, TimeSpan lasts, CancellationToken cancellationToken)
    {
        using var sender = new Sender(fleet);
        var loop = new OpenLoop(fleet, sender);
        var from = usage.Now;
        await loop.RunAsync(TrafficModel.Plan(options.Seed + rate, rate, lasts), cancellationToken);
        var seconds = usage.Now - from;
        var drained = await DrainAsync(fleet, loop, usage, cancellationToken);
        var completions = await fleet.GitHub.CompletionsAsync(_completionsRead, cancellationToken);
        _completionsRead = completions.Next;
        var checks = completions.Runs.Where(c => loop.Heads.ContainsKey(c.HeadSha)).GroupBy(c => c.HeadSha).ToDictionary(
            g => g.Key, g => (g.Min(c => c.At) - loop.Heads[g.Key]).TotalMilliseconds);
        return new StepResult(
            rate,
            sender.Accepted.Count,
            seconds,
            drained,
            new Latencies(loop.Accepts),
            new Latencies(checks.Values),
            loop.Heads.Count - checks.Count,
            sender.Refused + sender.Unanswered,
            from,
            usage.Now);
    }

    // Seconds until nothing is left to do; null if that takes too long.
    private static async Task<double?> DrainAsync(RunningFleet fleet, OpenLoop loop, UsageSampling usage, CancellationToken cancellationToken)
    {
        var (start, worker) = (usage.Now, fleet.Servers.First(s => s.Works));
        double? done = null;
        var before = -1;
        while (usage.Now - start < LongestDrain.TotalSeconds)
        {
            var isDrained = !await loop.DrainAsync(cancellationToken);
            var waiting = await RunningFleet.WaitingAsync(worker, cancellationToken);
            var requests = await fleet.GitHub.RequestsAsync(cancellationToken);
            if (isDrained && waiting == 0 && requests == before)
            {
                // It was so a poll ago.
                return done;
            }

            done = usage.Now - start;
            before = requests;
            await Task.Delay(Poll, cancellationToken);
        }

        return null;
    }
}
