using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Automation.Testing;

namespace Automation.Server.Tests.Driving;

/// <summary>The program as a process of its own: for what only a process has, such as its death.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = RunningServer.Patience;

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<Uri> _listens = new();
    private readonly Process _process;

    private ServerProcess(Process process) => _process = process;

    /// <summary>Its output, and its exit code if it has ended.</summary>
    public string Log => string.Join('\n', _process.HasExited ? _lines.Append($"It has ended with exit code {_process.ExitCode}.") : _lines);

    /// <summary>The most memory it ever held, and what it holds now, in MB; none where the system does not say.</summary>
    public (long Peak, long Now)? Memory()
    {
        var status = $"/proc/{_process.Id}/status";
        return File.Exists(status) && File.ReadAllLines(status) is var lines ? (Megabytes(lines, "VmHWM:"), Megabytes(lines, "VmRSS:")) : null;
    }

    /// <summary>Starts it on a free port; returns once it listens.</summary>
    public static async Task<(ServerProcess Process, Uri Address)> StartAsync(string data, params (string Name, string Value)[] settings)
    {
        var process = Start(["--urls", "http://127.0.0.1:0", "--data", data], settings);
        return (process, await process._listens.Task.WaitAsync(Patience));
    }

    /// <summary>Starts a command that waits for somebody; what it says is in <see cref="Log"/>.</summary>
    public static ServerProcess Start(string[] arguments, params (string Name, string Value)[] settings)
    {
        var process = Create(arguments, settings);
        process.OutputDataReceived += process.Said;
        process.ErrorDataReceived += process.Said;
        process._process.BeginOutputReadLine();
        process._process.BeginErrorReadLine();
        return process;
    }

    /// <summary>How long its threads have run.</summary>
    public TimeSpan ProcessorTime => ProcessorTimeOf(_process);

    /// <summary>How long the threads of a process have run.</summary>
    public static TimeSpan ProcessorTimeOf(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    /// <summary>Waits for its end.</summary>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>Runs a command to its end.</summary>
    public static (int ExitCode, string Output) Run(string[] arguments, params (string Name, string Value)[] settings)
    {
        using var process = Create(arguments, settings);
        var errors = process._process.StandardError.ReadToEndAsync();
        var output = process._process.StandardOutput.ReadToEnd();
        process._process.WaitForExit(Patience).ShouldBeTrue();
        return (process._process.ExitCode, output + errors.GetAwaiter().GetResult());
    }

    /// <summary>As <c>kill -9</c> does.</summary>
    public void Kill()
    {
        ProgramProcess.Kill(_process);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private event DataReceivedEventHandler OutputDataReceived
    {
        add => _process.OutputDataReceived += value;
        remove => _process.OutputDataReceived -= value;
    }

    private event DataReceivedEventHandler ErrorDataReceived
    {
        add => _process.ErrorDataReceived += value;
        remove => _process.ErrorDataReceived -= value;
    }

    private static ServerProcess Create(string[] arguments, (string Name, string Value)[] settings)
    {
        var command = ProgramProcess.Command("AUTOMATION_SERVER", "automation-server.dll");
        var start = ProgramProcess.Begin(Path.GetTempPath(), [.. command, .. arguments], "GitHub__");
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return new ServerProcess(Process.Start(start)!);
    }

    // "VmHWM:     12345 kB": https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
    private static long Megabytes(string[] status, string name) =>
        long.Parse(
            Array.Find(status, l => l.StartsWith(name, StringComparison.Ordinal))!.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
            CultureInfo.InvariantCulture) / 1024;

    private void Said(object sender, DataReceivedEventArgs line)
    {
        const string Listens = "Now listening on: ";
        if (line.Data is not { } text)
        {
            // The process may be disposed by now, and then has no exit code.
            _listens.TrySetException(new InvalidOperationException($"It ended before it listened: {string.Join('\n', _lines)}"));
            return;
        }

        _lines.Enqueue(text);
        if (text.IndexOf(Listens, StringComparison.Ordinal) is >= 0 and var at)
        {
            _listens.TrySetResult(new Uri(text[(at + Listens.Length)..].Trim()));
        }
    }
}
