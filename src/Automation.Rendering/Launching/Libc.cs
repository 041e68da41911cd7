using System.Runtime.InteropServices;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace Automation.Rendering.Launching;

/// <summary>The calls of Linux that the launcher makes. All arguments are blittable, so that nothing is compiled or allocated for a call.</summary>
internal static unsafe partial class Libc
{
    public const int PrSetDeathSignal = 1;
    public const int PrSetNoNewPrivileges = 38;
    public const int PrSetSeccomp = 22;
    public const int SeccompFilter = 2;
    public const int SigKill = 9;

    public const int OpenReadWrite = 0x2;
    public const int OpenCreate = 0x40;
    public const int OpenWriteOnly = 0x1;
    public const int OpenCloseOnExecute = 0x80000;
    public const int OpenPath = 0x200000;

    [LibraryImport("libc", EntryPoint = "prctl")]
    public static partial int Prctl(int option, nuint second, nuint third, nuint fourth, nuint fifth);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    public static partial int SetLimit(int resource, ResourceLimit* limit);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static partial nint Syscall(nint number, nint first, nint second, nint third, nint fourth);

    [LibraryImport("libc", EntryPoint = "open")]
    public static partial int Open(byte* path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "dup2")]
    public static partial int Duplicate(int from, int to);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "chdir")]
    public static partial int ChangeFolder(byte* path);

    [LibraryImport("libc", EntryPoint = "setpgid")]
    public static partial int SetProcessGroup(int process, int group);

    [LibraryImport("libc", EntryPoint = "getppid")]
    public static partial int ParentProcess();

    [LibraryImport("libc", EntryPoint = "kill")]
    public static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "execve", SetLastError = true)]
    public static partial int Execute(byte* path, byte** arguments, byte** environment);

    /// <summary><c>struct rlimit</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct ResourceLimit
    {
        public ulong Soft;
        public ulong Hard;
    }
}
