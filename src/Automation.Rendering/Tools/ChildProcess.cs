using System.Diagnostics;
using Automation.Rendering.Launching;

namespace Automation.Rendering.Tools;

/// <summary>A child process that is ended with all of its children.</summary>
internal static class ChildProcess
{
    /// <summary>Runs a command without environment; its exit code, or null if it took too long. The calling thread waits.</summary>
    /// <remarks>The child ends with this thread (PR_SET_PDEATHSIG), so that it does not outlive a killed program.</remarks>
    public static int? Run(IReadOnlyList<string> command, IReadOnlyList<string> arguments, TimeSpan time, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command[0], [.. command.Skip(1), .. arguments]);
        start.Environment.Clear();

        // The launcher is a .NET program: it needs neither a debugger's socket nor translations.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using var process = Process.Start(start)!;
        using var registration = cancellationToken.Register(() => End(process));
        var hasEnded = process.WaitForExit(time);
        End(process);
        process.WaitForExit();
        cancellationToken.ThrowIfCancellationRequested();
        return hasEnded ? process.ExitCode : null;
    }

    // The whole group, also after the tool itself has ended: its number is not given to another process while a member is left.
    private static void End(Process process)
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                _ = Libc.Kill(-process.Id, Libc.SigKill);
            }

            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: !OperatingSystem.IsLinux());
            }
        }
        catch (InvalidOperationException)
        {
            // It has ended in the meantime.
        }
    }
}
