using System.Diagnostics;
using System.Text;

namespace Automation.Testing;

/// <summary>A program as a process of its own, for what only a process has: signals, pipes, its death.</summary>
public static class ProgramProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The program and the arguments before its own: the published one that a variable names, or the one that was built with the tests.</summary>
    /// <param name="variable">The variable of the environment.</param>
    /// <param name="assembly">The name of the assembly that was built.</param>
    public static IReadOnlyList<string> Command(string variable, string assembly) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } program
            ? [Path.GetFullPath(program)]
            : ["dotnet", Path.Combine(AppContext.BaseDirectory, assembly)];

    /// <summary>How a program is started whose output and errors the caller reads.</summary>
    /// <param name="folder">Its working directory.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="hidden">How variables begin that it does not inherit, in any letter case.</param>
    public static ProcessStartInfo Begin(string folder, IReadOnlyList<string> command, params string[] hidden)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in start.Environment.Keys.Where(n => hidden.Any(h => n.StartsWith(h, StringComparison.OrdinalIgnoreCase))).ToList())
        {
            start.Environment.Remove(name);
        }

        // One that is killed would leave what the runtime offers to debuggers in the temporary folder.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return start;
    }

    /// <summary>As <c>kill -9</c> does; returns once it has ended.</summary>
    public static void Kill(Process process)
    {
        process.Kill();
        if (!process.WaitForExit(Patience))
        {
            throw new TimeoutException("The killed program did not end.");
        }
    }
}
