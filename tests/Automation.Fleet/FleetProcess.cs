using System.Diagnostics;

namespace Automation.Fleet;

/// <summary>A process whose output goes to a file, also over restarts.</summary>
public sealed class FleetProcess : IDisposable
{
    private const int LastLines = 20;
    private const int PatienceMilliseconds = 60_000;

    private readonly Process _process;
    private readonly string _log;

    private FleetProcess(string name, Process process, string log) => (Name, _process, _log) = (name, process, log);

    /// <summary>What it is called in the fleet.</summary>
    public string Name { get; }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>The CPU time of its threads.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The memory it holds, in bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>The last lines of its output.</summary>
    public string Tail => File.Exists(_log) ? string.Join('\n', File.ReadLines(_log).TakeLast(LastLines)) : "";

    /// <summary>Starts a program.</summary>
    /// <param name="name">What it is called in the fleet.</param>
    /// <param name="log">The file that gets its output.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="variables">What it has in its environment beside what this process has.</param>
    public static FleetProcess Start(string name, string log, IReadOnlyList<string> command, IReadOnlyDictionary<string, string> variables)
    {
        // The shell becomes the program: it has the same number, and its output needs no reader here.
        var start = new ProcessStartInfo("sh", ["-c", "log=$0; exec \"$@\" >> \"$log\" 2>&1 < /dev/null", log, .. command])
        {
            WorkingDirectory = Path.GetDirectoryName(log)!,
        };
        foreach (var (variable, value) in variables)
        {
            start.Environment[variable] = value;
        }

        // One that is killed would leave what the runtime offers to debuggers in the temporary folder.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return new FleetProcess(name, Process.Start(start)!, log);
    }

    /// <summary>As <c>kill -9</c> does; returns once it has ended.</summary>
    public void Kill()
    {
        _process.Kill();
        if (!_process.WaitForExit(PatienceMilliseconds))
        {
            throw new FleetException($"{Name} was killed and did not end.");
        }
    }

    /// <summary>Asks it to end, as a deployment does; returns once it has ended.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Signal("TERM");
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(PatienceMilliseconds);
        try
        {
            await _process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new FleetException($"{Name} was asked to end and did not: {Tail}");
        }
    }

    /// <summary>Sends a signal, such as STOP or CONT.</summary>
    public void Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString()]);
        kill.WaitForExit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }
}
