using System.Diagnostics;
using System.Text;

namespace Automation.Cli.Tests.Driving;

/// <summary>The program as a process of its own, for what only a process has: signals, pipes, bytes.</summary>
internal static class AutomationProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The built program.</summary>
    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "automation.dll");

    /// <summary>Starts it; the caller ends it.</summary>
    public static Process Start(string folder, params string[] arguments) => Start("dotnet", folder, [Assembly, .. arguments]);

    /// <summary>A line of a POSIX shell in which <c>$automation</c> stands for the program.</summary>
    public static Outcome Shell(string folder, string line, string shell = "/bin/sh")
    {
        using var process = Start(shell, folder, "-c", $"automation() {{ dotnet '{Assembly}' \"$@\"; }}\n{line}");
        process.StandardInput.Close();
        return Ended(process);
    }

    /// <summary>Waits for its end.</summary>
    public static Outcome Ended(Process process)
    {
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException("The program did not end.");
        }

        return new Outcome(process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }

    private static Process Start(string file, string folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("GITHUB_", StringComparison.Ordinal) || n.StartsWith("INPUT_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        // One that is killed would leave what the runtime offers to debuggers in the temporary folder.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return Process.Start(start)!;
    }
}
