using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Automation.Cli.Tests.Driving;

/// <summary>
/// Ctrl+C in the first moment that a program listens for it, before it does anything: it is stopped at each call of the system until then (ptrace(2)), so that
/// nothing depends on which of the two is quicker. Linux only.
/// </summary>
internal static class EarlyInterrupt
{
    private const int Interrupt = 2, Terminate = 15;        // SIGINT, SIGTERM
    private const int Trap = 5, CallTrap = Trap | 0x80;     // SIGTRAP; with PTRACE_O_TRACESYSGOOD, a call of the system
    private const int NextCall = 24, Detach = 17, Seize = 0x4206, Stop = 0x4207;
    private const int MarksCalls = 1;                       // PTRACE_O_TRACESYSGOOD
    private const int AllThreads = 0x40000000;              // __WALL

    /// <summary>
    /// What a shell runs: the program below it, once it has a line. The program is not a child of this process, because .NET takes whatever stops a child of its
    /// own for its end. Where the tests themselves ignore Ctrl+C, as in the background of a shell, the program does not.
    /// </summary>
    public const string Command = "(read -r _; exec env --default-signal=INT \"$0\" \"$@\"); exit $?";

    /// <summary>Follows the program that a shell runs, and interrupts it.</summary>
    public static void Send(Process shell)
    {
        var process = Below(shell.Id);
        Checked(ptrace(Seize, process, 0, MarksCalls));
        Checked(ptrace(Stop, process, 0, 0));
        var status = Stopped(process);
        shell.StandardInput.Write('\n');
        shell.StandardInput.Flush();
        // Two more stops after it listens, so that nothing of what it does then is half done; its main thread waits there until the others have seen the
        // signal.
        for (var more = 2; more > 0; more -= Signal(status) == 0 && Handles(process, Interrupt) && Handles(process, Terminate) ? 1 : 0)
        {
            Checked(ptrace(NextCall, process, 0, Signal(status)));
            status = Stopped(process);
        }

        Checked(kill(process, Interrupt));
        for (var quiet = 0; quiet < 20; quiet = IsQuiet(process) ? quiet + 1 : 0)
        {
            Thread.Sleep(5);
        }

        Checked(ptrace(Detach, process, 0, 0));
    }

    private static int Below(int shell)
    {
        var children = "";
        SpinWait.SpinUntil(() => (children = File.ReadAllText($"/proc/{shell}/task/{shell}/children")).Length > 0);
        return int.Parse(children, CultureInfo.InvariantCulture);
    }

    private static bool Handles(int process, int signal) => (Mask(process, "SigCgt:") & (1UL << (signal - 1))) != 0;

    // No other thread runs, and the signal waits for none.
    private static bool IsQuiet(int process) =>
        (Mask(process, "ShdPnd:") & (1UL << (Interrupt - 1))) == 0
        && Directory.GetDirectories($"/proc/{process}/task").All(t => File.ReadAllText($"{t}/stat").Split(") ")[^1][0] is 'S' or 't');

    // In /proc/PID/status: signals, as a mask.
    private static ulong Mask(int process, string signals) =>
        Convert.ToUInt64(File.ReadLines($"/proc/{process}/status").First(l => l.StartsWith(signals, StringComparison.Ordinal))[signals.Length..].Trim(), 16);

    private static int Stopped(int process)
    {
        Checked(waitpid(process, out var status, AllThreads));
        return (status & 0xff) == 0x7f ? status : throw new InvalidOperationException("The program ended before it listened for Ctrl+C.");
    }

    // A stop that is not a signal of its own is an event (the bits above), or a call of the system.
    private static int Signal(int status) => status >> 16 != 0 || (status >> 8) is CallTrap or Trap ? 0 : status >> 8;

    private static void Checked(nint result)
    {
        if (result < 0)
        {
            throw new InvalidOperationException($"The program cannot be followed: error {Marshal.GetLastPInvokeError()}.");
        }
    }

#pragma warning disable IDE1006, SYSLIB1054 // The names are C's.
    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint ptrace(nint request, nint process, nint address, nint data);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int waitpid(int process, out int status, int options);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int process, int signal);
#pragma warning restore IDE1006, SYSLIB1054
}
