using System.Globalization;
using Automation.Fleet;

namespace Automation.Chaos;

/// <summary>One run: a fleet is started, traffic and faults go by the seed, and when all is quiet the final state is checked.</summary>
internal sealed class ChaosRun(ChaosOptions options, TextWriter output)
{
    private const int SmallDiskMegabytes = 64;
    private const int DeliveriesInMegabyte = 20;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    // GitHub hears nothing and nothing waits, so many times in a row.
    private const int QuietPolls = 4;

    /// <summary>Runs it; whether nothing was violated.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var folder = options.Keep ?? Path.Combine(Path.GetTempPath(), $"automation-chaos-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        return Report(await RunAsync(folder, cancellationToken), folder);
    }

    private async Task<IReadOnlyList<string>> RunAsync(string folder, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        using var disk = await MountAsync(folder, cancellationToken);
        var plan = FaultPlan.Create(options, Possible(disk));
        output.WriteLine($"{options.Topology.Name}, seed {options.Seed}, {options.Deliveries} deliveries, {plan.Count} faults");
        using var fleet = await StartAsync(folder, plan, cancellationToken);
        using var sender = new Sender(fleet);
        await using var faults = new FaultInjection(fleet, plan, TextWriter.Synchronized(output), cancellationToken);
        var traffic = new Traffic(fleet, sender, options);
        var violations = await TroubleAsync(fleet, sender, traffic, faults, cancellationToken);
        output.WriteLine(
            $"  {sender.Accepted.Count} deliveries accepted, {traffic.Duplicates} sent twice, {sender.Refused} times 503, {sender.Unanswered} times no answer, "
            + $"{faults.Done} faults, {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0} s");
        return violations;
    }

    private static async Task<IReadOnlyList<string>> QuietAsync(
        RunningFleet fleet, Traffic traffic, TimeSpan patience, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        var worker = fleet.Servers.First(s => s.Works);
        var (quiet, before, waiting) = (0, -1, (double?)null);
        while (quiet < QuietPolls)
        {
            if (TimeProvider.System.GetElapsedTime(start) > patience)
            {
                return [$"not all work is over after {patience.TotalMinutes} minutes: {waiting} deliveries or work items wait"];
            }

            var isDrained = !await traffic.DrainAsync(cancellationToken);
            waiting = await RunningFleet.WaitingAsync(worker, cancellationToken);
            var requests = await fleet.GitHub.RequestsAsync(cancellationToken);
            quiet = isDrained && waiting == 0 && requests == before ? quiet + 1 : 0;
            before = requests;
            await Task.Delay(Poll, cancellationToken);
        }

        return [];
    }

    private async Task<IReadOnlyList<string>> TroubleAsync(
        RunningFleet fleet, Sender sender, Traffic traffic, FaultInjection faults, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (sender.Accepted.Count < options.Deliveries)
        {
            faults.Begin(sender.Accepted.Count);
            await traffic.StepAsync(cancellationToken);
        }

        var (accepted, sent) = (sender.Accepted.Count, TimeProvider.System.GetElapsedTime(start));
        await faults.EndAsync();
        var late = await QuietAsync(fleet, traffic, options.Patience, cancellationToken);
        var over = TimeProvider.System.GetElapsedTime(start);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  {accepted / sent.TotalSeconds:0.0} accepted a second, all over after {over.TotalSeconds:0} s"));
        await ShowDelaysAsync(fleet, traffic, cancellationToken);
        return [.. sender.Odd, .. late, .. await new FinalStateCheck(fleet, sender, traffic, output).RunAsync(cancellationToken)];
    }

    // From the first delivery about a head to its first concluded check run, faults and deliveries that were refused at first included.
    private async Task ShowDelaysAsync(RunningFleet fleet, Traffic traffic, CancellationToken cancellationToken)
    {
        List<double> delays =
        [
            .. (await fleet.GitHub.CompletionsAsync(0, cancellationToken)).Runs.Where(c => traffic.Sent.ContainsKey(c.HeadSha)).GroupBy(c => c.HeadSha)
                .Select(g => (g.Min(c => c.At) - traffic.Sent[g.Key]).TotalSeconds).Order(),
        ];
        double At(double share) => delays.Count == 0 ? 0 : delays[(int)(share * (delays.Count - 1))];
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  from the first delivery to the check, {delays.Count} heads: {At(0.5):0.00} s (p50), {At(0.99):0.00} s (p99), {At(1):0.00} s at most"));
    }

    private async Task<RunningFleet> StartAsync(string folder, IReadOnlyList<PlannedFault> plan, CancellationToken cancellationToken)
    {
        var proposing = new Dictionary<string, string> { ["GitOps__Repository"] = RunningFleet.GitOps };
        var clock = new Dictionary<string, string>(proposing);
        if (plan.Any(f => f.Kind == FaultKind.ClockJump))
        {
            // The file says that the clock is right, until the plan says otherwise.
            await File.WriteAllTextAsync(FaultInjection.ClockFile(folder), "+0\n", cancellationToken);
            clock["LD_PRELOAD"] = Programs.FakeTime!;
            clock["FAKETIME_TIMESTAMP_FILE"] = FaultInjection.ClockFile(folder);
            clock["FAKETIME_CACHE_DURATION"] = "1";
            clock["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";

            // Without it, waits by that clock end at once where the library takes it for a mistake of an older libc.
            clock["FAKETIME_FORCE_MONOTONIC_FIX"] = "0";
        }

        var last = options.Topology.Members.Last().Name;
        return await RunningFleet.StartAsync(
            options.Topology, folder, options.Seed, options.Repositories, name => name == last ? clock : proposing, cancellationToken);
    }

    private async Task<SmallDisk?> MountAsync(string folder, CancellationToken cancellationToken) => options.Topology.HasDatabase
        ? null
        : await SmallDisk.MountAsync(
            Path.Combine(folder, options.Topology.Members.Last().Name), SmallDiskMegabytes + (options.Deliveries / DeliveriesInMegabyte), cancellationToken);

    private List<FaultKind> Possible(SmallDisk? disk)
    {
        var all = new List<FaultKind> { FaultKind.Kill };
        if (options.Topology.HasDatabase)
        {
            all.Add(FaultKind.KillDatabase);
        }

        if (options.Topology.CreateBroker is not null)
        {
            all.Add(FaultKind.KillBroker);
        }

        if (options.OnlyKills)
        {
            return all;
        }

        all.AddRange([FaultKind.Pause, FaultKind.GitHub, FaultKind.Cut, FaultKind.Swallow, FaultKind.Delay]);
        if (!options.Topology.HasDatabase)
        {
            Add(FaultKind.DiskFull, disk is null ? "no file system in memory can be mounted here (it needs root)" : null);
        }

        Add(
            FaultKind.ClockJump,
            options.IsShort ? "work that a clock ahead has put off would take longer than a short plan"
                : Programs.FakeTime is null ? "libfaketime is not installed (Debian: apt-get install faketime)" : null);
        return all;

        void Add(FaultKind kind, string? obstacle)
        {
            if (obstacle is null)
            {
                all.Add(kind);
            }
            else
            {
                output.WriteLine($"skipped: {kind}: {obstacle}");
            }
        }
    }

    private bool Report(IReadOnlyList<string> violations, string folder)
    {
        foreach (var violation in violations)
        {
            output.WriteLine($"VIOLATION  {violation}");
        }

        if (violations.Count == 0)
        {
            output.WriteLine("  nothing lost, nothing doubled");
            if (options.Keep is null)
            {
                Directory.Delete(folder, recursive: true);
            }

            return true;
        }

        output.WriteLine($"{violations.Count} violations, seed {options.Seed}. Logs and data: {folder}\nAgain: {options.Replay}");
        return false;
    }
}
