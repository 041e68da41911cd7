namespace Automation.Fleet;

/// <summary>The programs of a fleet: published ones that a variable names, or those that were built beside this one.</summary>
public static class Programs
{
    /// <summary><c>automation-server</c>.</summary>
    public static IReadOnlyList<string> Server => Find("AUTOMATION_SERVER", "Automation.Server", "automation-server.dll");

    /// <summary>The published <c>automation-server</c> of an earlier version, which a fleet starts with; null to start with the one to test.</summary>
    public static string? ServerBefore { get; } =
        Environment.GetEnvironmentVariable("AUTOMATION_SERVER_BEFORE") is { Length: > 0 } program ? Path.GetFullPath(program) : null;

    /// <summary><c>automation</c>.</summary>
    public static IReadOnlyList<string> Automation => Find("AUTOMATION_PROGRAM", "Automation.Cli", "automation.dll");

    /// <summary>The fake GitHub.</summary>
    public static IReadOnlyList<string> GitHub => Find("AUTOMATION_FAKE_GITHUB", "Automation.FakeGitHub", "Automation.FakeGitHub.dll");

    /// <summary>The stand-in for Azure Service Bus.</summary>
    public static IReadOnlyList<string> ServiceBus => Find("AUTOMATION_SERVICE_BUS", "Automation.ServiceBusStandIn", "Automation.ServiceBusStandIn.dll");

    /// <summary>The assembly that gives a server the clock of a simulation when it starts.</summary>
    public static string SimulatedTime => typeof(Automation.SimulatedTime.SharedClock).Assembly.Location;

    /// <summary>The folder of PostgreSQL's programs (Debian's package); null if it is not installed.</summary>
    public static string? Postgres { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(d => Path.Combine(d, "bin")).LastOrDefault()
        : null;

    /// <summary>The library that gives a process another clock; null if it is not installed.</summary>
    public static string? FakeTime { get; } = Directory.Exists("/usr/lib")
        ? Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu").Select(d => Path.Combine(d, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(File.Exists)
        : null;

    // artifacts/bin/PROJECT/CONFIGURATION/, as Directory.Build.props has it.
    private static string[] Find(string variable, string project, string assembly)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } program)
        {
            return [Path.GetFullPath(program)];
        }

        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var built = Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, assembly);
        return File.Exists(built)
            ? ["dotnet", built]
            : throw new FleetException($"{built} does not exist: build the solution, or name a published program in {variable}.");
    }
}
