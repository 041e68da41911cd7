using Automation.Fleet;

namespace Automation.Load;

/// <summary>One measurement: steps with doubled rates, until the server does not keep up.</summary>
internal sealed class LoadRun(LoadOptions options, TextWriter output)
{
    private const int WarmUpRate = 4;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    public Task RunAsync(CancellationToken cancellationToken) =>
        MeasuredFleet.RunAsync(options, fleet => MeasureAsync(fleet, cancellationToken), cancellationToken);

    private async Task MeasureAsync(RunningFleet fleet, CancellationToken cancellationToken)
    {
        var (usage, concluded) = (new UsageSampling(fleet), new ConcludedChecks(fleet));
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sampling = usage.RunAsync(enough.Token);
        await StepAsync(fleet, usage, concluded, WarmUpRate, WarmUp, cancellationToken);
        var steps = new List<StepResult>();
        for (var rate = options.Rate; steps.Count < options.Steps && (steps.Count == 0 || steps[^1].KeepsUp); rate *= 2)
        {
            steps.Add(await StepAsync(fleet, usage, concluded, rate, options.Lasts, cancellationToken));
            var last = steps[^1];
            output.WriteLine($"{rate} acts a second: accepted in {last.Accepts} ms, checked in {last.Checks} ms, done {last.Drained:0.0} s after the last act");
        }

        await enough.CancelAsync();
        await sampling;
        await new LoadReport(options, steps, usage.Samples).WriteAsync(cancellationToken);
        output.WriteLine($"{Path.Combine(options.Out, $"load-{options.Topology.Name}.md")}");
    }

    private async Task<StepResult> StepAsync(
        RunningFleet fleet, UsageSampling usage, ConcludedChecks concluded, int rate, TimeSpan lasts, CancellationToken cancellationToken)
    {
        using var sender = new Sender(fleet);
        var loop = new OpenLoop(fleet, sender);
        var from = usage.Now;
        await loop.RunAsync(TrafficModel.Plan(options.Seed + rate, rate, lasts), cancellationToken);
        var seconds = usage.Now - from;
        var drained = await loop.DrainAllAsync(cancellationToken);
        var checks = await concluded.OfAsync(loop, cancellationToken);
        return new StepResult(
            rate,
            sender.Accepted.Count,
            seconds,
            drained,
            new Latencies(loop.Accepts),
            checks,
            loop.Heads.Count - checks.Count,
            sender.Refused + sender.Unanswered,
            from,
            usage.Now);
    }
}
