using Automation.Fleet;

namespace Automation.Load;

/// <summary>The fleet of a measurement, in a temporary folder that goes with it; a measurement that fails leaves its logs.</summary>
internal static class MeasuredFleet
{
    public static async Task RunAsync(LoadOptions options, Func<RunningFleet, Task> measure, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"automation-load-{Guid.NewGuid():N}");
        using (var fleet = await RunningFleet.StartAsync(
            options.Topology, folder, options.Seed, options.Repositories, _ => new Dictionary<string, string>(), cancellationToken))
        {
            await measure(fleet);
        }

        Directory.Delete(folder, recursive: true);
    }
}
