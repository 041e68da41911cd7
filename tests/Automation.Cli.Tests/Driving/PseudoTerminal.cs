using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Automation.Cli.Tests.Driving;

/// <summary>A terminal without a screen (pty(7)): what is written to it is collected. Linux only.</summary>
internal sealed class PseudoTerminal : IDisposable
{
    private const int ReadWriteWithoutControl = 0x102;      // O_RDWR | O_NOCTTY
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly SafeFileHandle _kept;
    private readonly int _master;
    private readonly Task _reading;
    private readonly List<byte> _written = [];
    private int _seen;

    public PseudoTerminal()
    {
        var name = new byte[64];
        var master = _master = Checked(posix_openpt(ReadWriteWithoutControl));
        Checked(grantpt(master));
        Checked(unlockpt(master));
        Checked(ptsname_r(master, name, name.Length));
        Path = Encoding.ASCII.GetString(name, 0, Array.IndexOf(name, (byte)0));

        // Reading ends when nobody has the other side open: this does, until the program has ended.
        // It must not become the terminal of the tests themselves, if they lead a session: then Ctrl+C would not reach the program.
        _kept = new SafeFileHandle(Checked(open(Path, ReadWriteWithoutControl)), ownsHandle: true);
        _reading = Task.Factory.StartNew(() => Read(master), TaskCreationOptions.LongRunning);
    }

    /// <summary>The device that the program writes to.</summary>
    public string Path { get; }

    /// <summary>Waits until a text is on the screen, after what was waited for before, and then presses keys.</summary>
    public void Answer(string text, string keys)
    {
        var wanted = Encoding.UTF8.GetBytes(text);
        lock (_written)
        {
            int at;
            while ((at = CollectionsMarshal.AsSpan(_written)[_seen..].IndexOf(wanted)) < 0)
            {
                if (!Monitor.Wait(_written, Patience))
                {
                    throw new TimeoutException($"The program does not show '{text}', but: {Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(_written))}");
                }
            }

            _seen += at + wanted.Length;
        }

        using var keyboard = new FileStream(new SafeFileHandle(_master, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        keyboard.Write(Encoding.UTF8.GetBytes(keys));
    }

    /// <summary>What was written to it; nobody may write any more.</summary>
    public string Written()
    {
        _kept.Dispose();
        _reading.GetAwaiter().GetResult();
        return Encoding.UTF8.GetString([.. _written]);
    }

    /// <inheritdoc/>
    public void Dispose() => _kept.Dispose();

    private void Read(int master)
    {
        using var stream = new FileStream(new SafeFileHandle(master, ownsHandle: true), FileAccess.Read, bufferSize: 0);
        var piece = new byte[4096];
        try
        {
            for (int length; (length = stream.Read(piece)) > 0;)
            {
                lock (_written)
                {
                    _written.AddRange(piece.AsSpan(0, length));
                    Monitor.PulseAll(_written);
                }
            }
        }
        catch (IOException)
        {
            // EIO: the other side is closed.
        }
    }

    private static int Checked(int result) => result >= 0 ? result : throw new IOException($"There is no terminal: error {Marshal.GetLastPInvokeError()}.");

#pragma warning disable IDE1006, SYSLIB1054 // The names are C's.
    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int posix_openpt(int flags);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int grantpt(int descriptor);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int unlockpt(int descriptor);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ptsname_r(int descriptor, byte[] name, nint length);
#pragma warning restore IDE1006, SYSLIB1054
}
