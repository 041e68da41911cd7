using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Automation.Cli.Tests.Driving;

/// <summary>A terminal without a screen (pty(7)): what is written to it is collected. Linux only.</summary>
internal sealed class PseudoTerminal : IDisposable
{
    private const int ReadWriteWithoutControl = 0x102;      // O_RDWR | O_NOCTTY

    private readonly SafeFileHandle _kept;
    private readonly Task<string> _written;

    public PseudoTerminal()
    {
        var name = new byte[64];
        var master = Checked(posix_openpt(ReadWriteWithoutControl));
        Checked(grantpt(master));
        Checked(unlockpt(master));
        Checked(ptsname_r(master, name, name.Length));
        Path = Encoding.ASCII.GetString(name, 0, Array.IndexOf(name, (byte)0));

        // Reading ends when nobody has the other side open: this does, until the program has ended.
        _kept = File.OpenHandle(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        _written = Task.Factory.StartNew(() => Read(master), TaskCreationOptions.LongRunning);
    }

    /// <summary>The device that the program writes to.</summary>
    public string Path { get; }

    /// <summary>What was written to it; nobody may write any more.</summary>
    public string Written()
    {
        _kept.Dispose();
        return _written.GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public void Dispose() => _kept.Dispose();

    private static string Read(int master)
    {
        using var stream = new FileStream(new SafeFileHandle(master, ownsHandle: true), FileAccess.Read, bufferSize: 0);
        using var read = new MemoryStream();
        try
        {
            stream.CopyTo(read);
        }
        catch (IOException)
        {
            // EIO: the other side is closed.
        }

        return Encoding.UTF8.GetString(read.GetBuffer(), 0, (int)read.Length);
    }

    private static int Checked(int result) => result >= 0 ? result : throw new IOException($"There is no terminal: error {Marshal.GetLastPInvokeError()}.");

#pragma warning disable IDE1006, SYSLIB1054 // The names are C's.
    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int posix_openpt(int flags);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int grantpt(int descriptor);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int unlockpt(int descriptor);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ptsname_r(int descriptor, byte[] name, nint length);
#pragma warning restore IDE1006, SYSLIB1054
}
