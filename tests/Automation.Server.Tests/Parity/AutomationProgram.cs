using System.Diagnostics;

namespace Automation.Server.Tests.Parity;

/// <summary>
/// <c>automation</c> as a process of its own; its actions in the image that <c>AUTOMATION_IMAGE</c> names, where one is named (tests/container/run.sh).
/// </summary>
internal static class AutomationProgram
{
    private static readonly string? Image = Environment.GetEnvironmentVariable("AUTOMATION_IMAGE");
    private static readonly string[] Engine = (Environment.GetEnvironmentVariable("AUTOMATION_ENGINE") ?? "podman run --rm").Split(' ');

    /// <summary>Runs it; returns what it prints. Findings are no failure here.</summary>
    public static Task<string> RunAsync(string folder, IReadOnlyDictionary<string, string> variables, params string[] arguments) =>
        RunAsync(
            new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "automation.dll"), .. arguments]) { WorkingDirectory = folder },
            variables);

    /// <summary>Runs an action in a checkout; what lies beside the checkout can be read, too.</summary>
    public static Task<string> RunActionAsync(string name, string checkout, IReadOnlyDictionary<string, string> variables)
    {
        if (Image is null)
        {
            return RunAsync(checkout, variables, "action", name);
        }

        var around = Path.GetDirectoryName(checkout)!;
        var options = variables.SelectMany(v => new[] { "--env", $"{v.Key}={v.Value}" });
        return RunAsync(
            new ProcessStartInfo(
                Engine[0], [.. Engine[1..], "--network", "host", "--volume", $"{around}:{around}", "--workdir", checkout, .. options, Image, "action", name]),
            variables);
    }

    private static async Task<string> RunAsync(ProcessStartInfo start, IReadOnlyDictionary<string, string> variables)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        foreach (var name in start.Environment.Keys.Where(
            n => n.StartsWith("GITHUB_", StringComparison.Ordinal) || n.StartsWith("INPUT_", StringComparison.Ordinal))
            .ToList())
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
        process.ExitCode.ShouldBeInRange(0, 1, $"{string.Join(' ', start.ArgumentList)}\n{output}\n{await errors}");
        return output;
    }
}
