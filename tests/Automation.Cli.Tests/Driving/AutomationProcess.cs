using System.Diagnostics;
using Automation.Testing;

namespace Automation.Cli.Tests.Driving;

/// <summary>The program as a process of its own, for what only a process has: signals, pipes, bytes.</summary>
internal static class AutomationProcess
{
    private const string Variable = "AUTOMATION_PROGRAM";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>
    /// A published program that all these tests run instead of the one that was built with them (<c>tests/native/run.sh</c>); null without one.
    /// </summary>
    public static string? Published { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } program ? Path.GetFullPath(program) : null;

    /// <summary>The program, and the arguments before its own.</summary>
    public static IReadOnlyList<string> Command { get; } =
        ProgramProcess.Command(Variable, "automation.dll");

    /// <summary>A line of a POSIX shell that makes <c>automation</c> the program; <paramref name="after"/> is run after it.</summary>
    public static string ShellFunction(string after = "") => $"automation() {{ {string.Join(' ', Command.Select(c => $"'{c}'"))} \"$@\"; {after} }}";

    /// <summary>Starts it; the caller ends it.</summary>
    public static Process Start(string folder, params string[] arguments) => Start(Begin(folder, [.. Command, .. arguments]));

    /// <summary>Runs it to its end, with some variables of the environment.</summary>
    public static Outcome Run(string folder, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        var start = Begin(folder, [.. Command, .. arguments]);
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Start(start);
        process.StandardInput.Close();
        return Ended(process);
    }

    /// <summary>A line of a POSIX shell in which <c>automation</c> stands for the program.</summary>
    public static Outcome Shell(string folder, string line, string shell = "/bin/sh")
    {
        using var process = Start(Begin(folder, [shell, "-c", $"{ShellFunction()}\n{line}"]));
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

    /// <summary>How a program is started whose streams the caller has.</summary>
    public static ProcessStartInfo Begin(string folder, IReadOnlyList<string> command)
    {
        var start = ProgramProcess.Begin(folder, command, "GITHUB_", "INPUT_");
        start.RedirectStandardInput = true;
        return start;
    }

    private static Process Start(ProcessStartInfo start) => Process.Start(start)!;
}
