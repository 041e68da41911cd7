using Automation.Fleet;

namespace Automation.Load;

/// <summary>Measures what one act costs: the same act again and again at a steady rate, without what the fleet costs while nothing happens.</summary>
internal sealed class CostRun(LoadOptions options, TextWriter output)
{
    private const int WarmUpActs = 40;

    // A session of PostgreSQL that does nothing reports its counts after ten seconds.
    private static readonly TimeSpan Reported = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(60);

    public Task RunAsync(CancellationToken cancellationToken) =>
        MeasuredFleet.RunAsync(options, fleet => MeasureAsync(fleet, cancellationToken), cancellationToken);

    private async Task MeasureAsync(RunningFleet fleet, CancellationToken cancellationToken)
    {
        await RepeatAsync(fleet, Act.Open, WarmUpActs, cancellationToken);
        await RepeatAsync(fleet, Act.Push, WarmUpActs, cancellationToken);
        await Task.Delay(Reported, cancellationToken);
        var before = await Spent.ReadAsync(fleet, cancellationToken);
        await Task.Delay(Idle, cancellationToken);
        var idle = (await Spent.ReadAsync(fleet, cancellationToken) - before) / Idle.TotalSeconds;
        var costs = new List<ActCost>();
        foreach (var act in new[] { Act.Open, Act.PushToPullRequest, Act.Push })
        {
            costs.Add(await MeasureAsync(fleet, act, idle, cancellationToken));
            output.WriteLine(costs[^1]);
        }

        await new CostReport(options, idle, costs).WriteAsync(cancellationToken);
    }

    private async Task<ActCost> MeasureAsync(RunningFleet fleet, Act act, Spent idle, CancellationToken cancellationToken)
    {
        var (before, start) = (await Spent.ReadAsync(fleet, cancellationToken), DateTimeOffset.UtcNow);
        var deliveries = await RepeatAsync(fleet, act, options.Acts, cancellationToken);
        await Task.Delay(Reported, cancellationToken);
        var spent = await Spent.ReadAsync(fleet, cancellationToken) - before - (idle * (DateTimeOffset.UtcNow - start).TotalSeconds);
        return new ActCost(act, (double)deliveries / options.Acts, spent / options.Acts);
    }

    // Returns how many deliveries it caused.
    private async Task<int> RepeatAsync(RunningFleet fleet, Act act, int times, CancellationToken cancellationToken)
    {
        using var sender = new Sender(fleet);
        var loop = new OpenLoop(fleet, sender);
        await loop.RunAsync(TrafficModel.Steady(options.Rate, act, times), cancellationToken);
        await loop.DrainAllAsync(cancellationToken);
        return sender.Accepted.Count;
    }
}

/// <summary>What an act costs.</summary>
/// <param name="Act">The act.</param>
/// <param name="Deliveries">How many deliveries it causes, those of the server's own writes included.</param>
/// <param name="Spent">What all of them take.</param>
internal sealed record ActCost(Act Act, double Deliveries, Spent Spent);

/// <summary>What a fleet has used since its start.</summary>
/// <param name="Calls">Requests to GitHub.</param>
/// <param name="Writes">Those of them that write.</param>
/// <param name="Intake">Seconds of CPU of the servers that only receive.</param>
/// <param name="Work">Seconds of CPU of the servers that work.</param>
/// <param name="Database">Seconds of CPU of the database.</param>
/// <param name="Rows">Rows that were inserted, updated or deleted.</param>
/// <param name="Transactions">Transactions, of reading too.</param>
/// <param name="LogBytes">Bytes of the database's write-ahead log.</param>
internal sealed record Spent(
    double Calls, double Writes, double Intake, double Work, double Database, double Rows, double Transactions, double LogBytes)
{
    private const string Counts =
        """
        SELECT tup_inserted + tup_updated + tup_deleted, xact_commit, pg_current_wal_lsn() - '0/0'::pg_lsn
        FROM pg_stat_database WHERE datname = 'ledger'
        """;

    public static Spent operator +(Spent a, Spent b) => a.With(b, (x, y) => x + y);

    public static Spent operator -(Spent a, Spent b) => a.With(b, (x, y) => x - y);

    public static Spent operator *(Spent a, double factor) => a.With(a, (x, _) => x * factor);

    public static Spent operator /(Spent a, double divisor) => a.With(a, (x, _) => x / divisor);

    public static async Task<Spent> ReadAsync(RunningFleet fleet, CancellationToken cancellationToken)
    {
        double[] counts = fleet.Database is { } database ? await database.QueryAsync(Counts, cancellationToken) : [0, 0, 0];
        return new Spent(
            await fleet.GitHub.RequestsAsync(cancellationToken),
            await fleet.GitHub.WritesAsync(cancellationToken),
            fleet.Servers.Where(s => !s.Works).Sum(s => s.Process!.ProcessorTime.TotalSeconds),
            fleet.Servers.Where(s => s.Works).Sum(s => s.Process!.ProcessorTime.TotalSeconds),
            fleet.Database?.Usage().Cpu.TotalSeconds ?? 0,
            counts[0],
            counts[1],
            counts[2]);
    }

    private Spent With(Spent other, Func<double, double, double> of) => new(
        of(Calls, other.Calls),
        of(Writes, other.Writes),
        of(Intake, other.Intake),
        of(Work, other.Work),
        of(Database, other.Database),
        of(Rows, other.Rows),
        of(Transactions, other.Transactions),
        of(LogBytes, other.LogBytes));
}
