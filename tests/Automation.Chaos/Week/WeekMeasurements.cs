using System.Globalization;
using Automation.Fleet;
using Microsoft.Data.Sqlite;

namespace Automation.Chaos.Week;

/// <summary>A figure at a time of the week.</summary>
/// <param name="Hour">Hours since the start.</param>
/// <param name="Series">What it is about.</param>
/// <param name="Value">The figure.</param>
internal sealed record WeekSample(double Hour, string Series, double Value);

/// <summary>Takes figures: the memory of each process, the files of the servers, the rows of the ledger, what waits in it.</summary>
internal sealed class WeekMeasurements(RunningFleet fleet)
{
    private const double Megabyte = 1024 * 1024;
    private static readonly string[] Tables =
        ["deliveries", "payloads", "work", "earlier_runs", "audit", "redeliveries", "verdicts", "run_records", "work_events", "dirty_sources", "marks"];

    private static readonly string[] States = ["received", "queued", "dead", "work-waiting", "work-running"];

    private readonly List<string> _tables = [];

    public List<WeekSample> Memory { get; } = [];

    public List<WeekSample> Disk { get; } = [];

    public List<WeekSample> Rows { get; } = [];

    public List<WeekSample> Queue { get; } = [];

    public async Task TakeAsync(double hour, CancellationToken cancellationToken)
    {
        foreach (var process in fleet.Servers.Select(s => s.Process!).Append(fleet.GitHub.Process).Where(p => !p.HasExited))
        {
            Memory.Add(new WeekSample(hour, process.Name, process.Memory / Megabyte));
        }

        if (fleet.Database is { IsRunning: true } database)
        {
            Memory.Add(new WeekSample(hour, "postgresql", database.Usage().Memory / Megabyte));
            Disk.Add(new WeekSample(hour, "ledger", (await database.QueryAsync("SELECT pg_database_size('ledger')", cancellationToken))[0] / Megabyte));
        }

        foreach (var server in fleet.Servers)
        {
            var files = Files(server.Data).ToList();
            Disk.Add(new WeekSample(hour, $"{server.Name}: data", Sum(files.Where(f => !IsLedger(f)))));
            if (files.Where(IsLedger).ToList() is { Count: > 0 } ledger)
            {
                Disk.Add(new WeekSample(hour, "ledger", Sum(ledger)));
            }

            Disk.Add(new WeekSample(hour, $"{server.Name}: log", Sum([new FileInfo(Path.Combine(fleet.Folder, $"{server.Name}.log"))])));
        }

        foreach (var (table, rows) in await RowsAsync(cancellationToken))
        {
            Rows.Add(new WeekSample(hour, table, rows));
        }

        if (fleet.Servers.FirstOrDefault(s => s.Works && !s.Process!.HasExited) is { } worker)
        {
            foreach (var state in States)
            {
                if (await worker.MetricAsync("automation_queue_depth", $"state=\"{state}\"", cancellationToken) is { } depth)
                {
                    Queue.Add(new WeekSample(hour, state, depth));
                }
            }
        }
    }

    private async Task<List<(string Table, double Rows)>> RowsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return fleet.Topology.HasDatabase ? await OfPostgresAsync(cancellationToken) : await OfFileAsync(cancellationToken);
        }
        catch (Exception e) when (e is SqliteException or FleetException)
        {
            // The database or its disk is what is broken now.
            return [];
        }
    }

    private async Task<List<(string Table, double Rows)>> OfPostgresAsync(CancellationToken cancellationToken)
    {
        if (fleet.Database is not { IsRunning: true } database)
        {
            return [];
        }

        var rows = new List<(string, double)>();
        async Task<double> NumberAsync(string text) => (await database.QueryAsync(text, cancellationToken))[0];
        foreach (var table in await NamesAsync(async t => await NumberAsync($"SELECT count(*) FROM pg_class WHERE relname = '{t}'") > 0))
        {
            rows.Add((table, await NumberAsync($"SELECT count(*) FROM {table}")));
        }

        return rows;
    }

    private async Task<List<(string Table, double Rows)>> OfFileAsync(CancellationToken cancellationToken)
    {
        var file = Path.Combine(fleet.Servers[0].Data, "ledger.db");
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        async Task<double> NumberAsync(string text)
        {
            command.CommandText = text;
            return Convert.ToDouble(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
        }

        var rows = new List<(string, double)>();
        foreach (var table in await NamesAsync(async t => await NumberAsync($"SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '{t}'") > 0))
        {
            rows.Add((table, await NumberAsync($"SELECT count(*) FROM {table}")));
        }

        return rows;
    }

    private async Task<List<string>> NamesAsync(Func<string, Task<bool>> exists)
    {
        if (_tables.Count == 0)
        {
            foreach (var table in Tables)
            {
                if (await exists(table))
                {
                    _tables.Add(table);
                }
            }
        }

        return _tables;
    }

    private static IEnumerable<FileInfo> Files(string folder) => new DirectoryInfo(folder).EnumerateFiles(
        "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true });

    private static bool IsLedger(FileInfo file) => file.Name.StartsWith("ledger", StringComparison.Ordinal);

    private static double Sum(IEnumerable<FileInfo> files) => files.Sum(Length) / Megabyte;

    private static double Length(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (IOException)
        {
            // It was there when its folder was listed.
            return 0;
        }
    }
}
