using System.Runtime.InteropServices;

namespace Automation.Git.Disk;

/// <summary>Distinguishes pipes, sockets and devices from ordinary files. Opening a pipe waits for its writer; opening a device may do anything.</summary>
/// <remarks>
/// .NET cannot do this. On Linux this calls <c>statx</c>, whose layout is the kernel's and the same everywhere. Elsewhere nothing is
/// special, which is still safe: special files have no length, and a file without length is never opened (<see cref="DirectoryTree"/>).
/// </remarks>
internal static class SpecialFile
{
    // linux/fcntl.h and linux/stat.h
    private const int CurrentDirectory = -100;
    private const int NoFollow = 0x100;
    private const uint OnlyType = 0x1;
    private const int StatusSize = 256;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;

    /// <summary>Whether <paramref name="path"/>, which is neither folder nor link, is special.</summary>
    public static bool Is(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            var status = new byte[StatusSize];
            return StatX(CurrentDirectory, path, NoFollow, OnlyType, status) == 0
                && (BitConverter.ToUInt16(status, ModeOffset) & TypeMask) != Regular;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;   // A C library older than statx (2018).
        }
    }

    [DllImport("libc", EntryPoint = "statx", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int StatX(int directory, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, [Out] byte[] status);
}
