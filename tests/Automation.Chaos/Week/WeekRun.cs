using System.Globalization;
using Automation.Fleet;
using Automation.SimulatedTime;

namespace Automation.Chaos.Week;

/// <summary>A week of an organisation in simulated time: events happen at their time, and time passes between them.</summary>
internal sealed class WeekRun(WeekOptions options, TextWriter output)
{
    private const int SmallDiskMegabytes = 512;
    private const int KeepDays = 4;

    // The renewal of a worker's lease takes no longer steps than these; a single process has no lease.
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestStepWithLeases = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestSettling = TimeSpan.FromHours(8);

    private readonly WeekReport _report = new(options);
    private readonly List<string> _violations = [];

    /// <summary>Runs it; whether nothing was violated.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var folder = options.Keep ?? Path.Combine(Path.GetTempPath(), $"automation-week-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        var start = TimeProvider.System.GetTimestamp();
        output.WriteLine(
            $"{options.Topology.Name}, seed {options.Seed}, {options.Repositories} repositories, {options.Days} days from {options.Day(0)}, {options.Acts} acts a week");
        await RunAsync(folder, cancellationToken);
        output.WriteLine($"{TimeProvider.System.GetElapsedTime(start).TotalMinutes:0.0} minutes");
        foreach (var violation in _violations)
        {
            output.WriteLine($"VIOLATION  {violation}");
        }

        if (_violations.Count == 0)
        {
            output.WriteLine("  nothing lost, nothing doubled, nothing left over");
            if (options.Keep is null)
            {
                Directory.Delete(folder, recursive: true);
            }

            return true;
        }

        output.WriteLine($"{_violations.Count} violations, seed {options.Seed}. Logs and data: {folder}\nAgain: {options.Replay}");
        return false;
    }

    private async Task RunAsync(string folder, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, "time");
        using var clock = SharedClock.Create(file, options.Start);

        // Inherited by GitHub and the servers: the programs are the published ones.
        Environment.SetEnvironmentVariable(SharedClock.FileVariable, file);
        Environment.SetEnvironmentVariable(SharedClock.NumberVariable, "0");
        Environment.SetEnvironmentVariable("DOTNET_STARTUP_HOOKS", Programs.SimulatedTime);
        Environment.SetEnvironmentVariable("AUTOMATION_WEBHOOK_SECRET", RunningFleet.Secret);
        Environment.SetEnvironmentVariable("AUTOMATION_CALLS_PER_HOUR", options.CallsAnHour.ToString(CultureInfo.InvariantCulture));
        using var disk = options.Topology.HasDatabase
            ? null
            : await SmallDisk.MountAsync(Path.Combine(folder, options.Topology.Members.Last().Name), SmallDiskMegabytes, cancellationToken);
        using var fleet = await RunningFleet.StartAsync(
            options.Topology,
            folder,
            options.Seed,
            gitHub => gitHub.ControlAsync(
                $"/week/found?repositories={options.Repositories - options.OfPartner}&partner={options.OfPartner}", cancellationToken),
            SettingsOf,
            database => database.ExecuteAsync(ClockOf(file), cancellationToken),
            cancellationToken);
        Environment.SetEnvironmentVariable(SharedClock.NumberVariable, $"{SharedClock.MostProcesses - 1}");
        var happening = new WeekEvents(fleet, clock);
        await happening.ArriveAsync(cancellationToken);
        var pacer = new Pacer(clock, options.Topology.HasDatabase ? LongestStepWithLeases : LongestStep);
        var measurements = new WeekMeasurements(fleet);
        foreach (var next in WeekPlan.Create(options, disk is not null))
        {
            pacer.AdvanceTo(next.At, cancellationToken);
            switch (next.Kind)
            {
                case WeekEventKind.Measure:
                    await measurements.TakeAsync(clock.Passed.TotalHours, cancellationToken);
                    break;
                case WeekEventKind.Check:
                    await CheckAsync(fleet, clock, pacer, cancellationToken);
                    await _report.WriteAsync(fleet, measurements, _violations, cancellationToken);
                    break;
                default:
                    if (next.Kind != WeekEventKind.Act)
                    {
                        output.WriteLine($"  {Shown(clock.Passed)} {next.Kind} {next.Target}");
                        _report.Happened(clock.Passed.TotalHours, next);
                    }

                    await happening.HappenAsync(next, cancellationToken);
                    break;
            }
        }

        output.WriteLine($"  {options.Out}");
    }

    private async Task CheckAsync(RunningFleet fleet, SharedClock clock, Pacer pacer, CancellationToken cancellationToken)
    {
        var begin = clock.Passed;
        var worker = fleet.Servers.First(s => s.Works);
        double? waiting = null;
        var failed = 0;
        for (var quiet = 0; quiet < 2;)
        {
            pacer.AdvanceTo(clock.Passed + Settling, cancellationToken);
            waiting = await RunningFleet.WaitingAsync(worker, cancellationToken);
            failed = (await fleet.GitHub.ReadAsync("/week/failed", cancellationToken)).GetInt32();
            quiet = waiting == 0 && failed == 0 ? quiet + 1 : 0;
            if (clock.Passed > begin + LongestSettling)
            {
                _violations.Add($"{Shown(clock.Passed)}: {waiting} deliveries or work items are not over, {failed} deliveries were not received again");
                break;
            }
        }

        output.WriteLine($"  {Shown(clock.Passed)} settled after {(clock.Passed - begin).TotalMinutes:0} minutes");
        var found = await new WeekCheck(fleet, output).RunAsync(clock.Now, TimeSpan.FromDays(KeepDays), cancellationToken);
        foreach (var violation in found)
        {
            output.WriteLine($"  {violation}");
        }

        _violations.AddRange(found.Select(v => $"{Shown(clock.Passed)}: {v}"));
    }

    private Dictionary<string, string> SettingsOf(string name) => new(options.HasProposals
        ? [KeyValuePair.Create("GitOps__Repository", RunningFleet.GitOps)]
        : [])
    {
        [SharedClock.NumberVariable] = $"{1 + options.Topology.Members.Index().First(m => m.Item.Name == name).Index}",
        ["Sweep__EveryMinutes"] = "15",
        ["Redelivery__Minutes"] = "5",
        ["Ledger__KeepDays"] = $"{KeepDays}",
        ["Ledger__KeepDeadDays"] = $"{KeepDays}",
        ["Ledger__KeepAuditDays"] = $"{KeepDays}",
    };

    // The database's own clock is the simulation's as well: a function that is found before PostgreSQL's.
    private static string ClockOf(string file) =>
        $"""
        CREATE SCHEMA simulated;
        CREATE FUNCTION simulated.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE
          AS $$ SELECT to_timestamp(pg_read_file('{SharedClock.TextFile(file)}')::float8) $$;
        ALTER DATABASE ledger SET search_path = public, simulated, pg_catalog;
        """;

    private string Shown(TimeSpan passed) => string.Create(
        CultureInfo.InvariantCulture, $"{options.Day(passed.Days)} {passed.Hours:00}:{passed.Minutes:00}");
}
