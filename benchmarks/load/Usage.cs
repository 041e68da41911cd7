using System.Diagnostics;
using Automation.Fleet;

namespace Automation.Load;

/// <summary>What a process used at a time.</summary>
/// <param name="At">Seconds since the start of the measurement.</param>
/// <param name="Process">Its name in the fleet.</param>
/// <param name="Cores">How many cores it used since the sample before.</param>
/// <param name="Megabytes">The memory it holds.</param>
internal sealed record UsageSample(double At, string Process, double Cores, double Megabytes);

/// <summary>Samples the CPU and the memory of each process of a fleet, and of this one, once a second.</summary>
internal sealed class UsageSampling(RunningFleet fleet)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private const string Self = "load";

    private readonly Dictionary<string, (double At, TimeSpan Cpu)> _before = [];
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>The samples so far.</summary>
    public List<UsageSample> Samples { get; } = [];

    /// <summary>Seconds since the start of the measurement.</summary>
    public double Now => Stopwatch.GetElapsedTime(_start).TotalSeconds;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (!cancellationToken.IsCancellationRequested)
        {
            Take();
            try
            {
                await timer.WaitForNextTickAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void Take()
    {
        Add(fleet.GitHub.Process.Name, fleet.GitHub.Process.ProcessorTime, fleet.GitHub.Process.Memory);
        foreach (var server in fleet.Servers)
        {
            Add(server.Name, server.Process!.ProcessorTime, server.Process.Memory);
        }

        if (fleet.Database is { } database)
        {
            var (cpu, memory) = database.Usage();
            Add("postgresql", cpu, memory);
        }

        using var own = Process.GetCurrentProcess();
        Add(Self, own.TotalProcessorTime, own.WorkingSet64);
    }

    private void Add(string name, TimeSpan cpu, long memory)
    {
        var now = Now;
        if (_before.TryGetValue(name, out var before))
        {
            Samples.Add(new UsageSample(now, name, Math.Max(0, (cpu - before.Cpu).TotalSeconds / (now - before.At)), memory / 1048576.0));
        }

        _before[name] = (now, cpu);
    }
}
