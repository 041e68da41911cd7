using System.Diagnostics;

namespace Automation.Git.Tests;

/// <summary>What .NET has no call for.</summary>
internal static class PosixCalls
{
    public const string NeedsPosix = "This system has no pipes in its file system.";

    public static void RequireFileModes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "Root may read everything.");
    }

    public static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    public static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);

    public static void MakePipe(string path)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), NeedsPosix);
        Shell("mkfifo \"$0\"", path);
    }

    public static void Shell(string script, string argument)
    {
        using var shell = Process.Start("sh", ["-c", script, argument]);
        shell.WaitForExit();
        shell.ExitCode.ShouldBe(0);
    }
}
