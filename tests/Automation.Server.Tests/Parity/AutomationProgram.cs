using System.Diagnostics;

namespace Automation.Server.Tests.Parity;

/// <summary><c>automation</c> as a process of its own.</summary>
internal static class AutomationProgram
{
    /// <summary>Runs it; returns what it prints. Findings are no failure here.</summary>
    public static async Task<string> RunAsync(string folder, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "automation.dll"), .. arguments]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("GITHUB_", StringComparison.Ordinal) || n.StartsWith("INPUT_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBeInRange(0, 1, $"{string.Join(' ', arguments)}\n{output}\n{await errors}");
        return output;
    }
}
