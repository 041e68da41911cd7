using System.Globalization;
using System.IO.MemoryMappedFiles;
using System.Text;

namespace Automation.SimulatedTime;

/// <summary>
/// Simulated time in a file that is mapped into the memory of several processes. One of them moves it; it outlives those that are killed. Each process has
/// a number, under which its clock can be wrong, and under which it reports that it has done what is due.
/// </summary>
public sealed class SharedClock : IDisposable
{
    /// <summary>The variable that names the file.</summary>
    public const string FileVariable = "AUTOMATION_SIMULATED_CLOCK";

    /// <summary>The variable that has the number of the process.</summary>
    public const string NumberVariable = "AUTOMATION_SIMULATED_PROCESS";

    /// <summary>How many processes there can be.</summary>
    public const int MostProcesses = 64;

    private const int Word = sizeof(long);
    private const int Elapsed = 0;
    private const int Start = 1;
    private const int Skews = 8;
    private const int Idle = Skews + MostProcesses;
    private const int Numbers = Idle + MostProcesses;
    private const int Waits = Numbers + MostProcesses;
    private const int Bytes = (Waits + MostProcesses) * Word;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly FileStream? _text;

    private SharedClock(MemoryMappedFile file, FileStream? text) => (_file, _view, _text) = (file, file.CreateViewAccessor(0, Bytes), text);

    /// <summary>How much time has passed since the start.</summary>
    public TimeSpan Passed => TimeSpan.FromTicks(Volatile(Elapsed));

    /// <summary>The time of a clock that is right.</summary>
    public DateTimeOffset Now => new(Volatile(Start) + Volatile(Elapsed), TimeSpan.Zero);

    /// <summary>Creates the clock, beside a file with its time as text, in seconds since 1970.</summary>
    public static SharedClock Create(string path, DateTimeOffset start)
    {
        File.WriteAllBytes(path, new byte[Bytes]);
        var text = new FileStream(TextFile(path), FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        var clock = new SharedClock(MemoryMappedFile.CreateFromFile(path), text);
        clock._view.Write(Start * Word, start.UtcTicks);
        clock.Advance(TimeSpan.Zero);
        return clock;
    }

    /// <summary>Opens a clock that exists.</summary>
    public static SharedClock Open(string path) =>
        new(MemoryMappedFile.CreateFromFile(new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite), null, 0,
            MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false), null);

    /// <summary>The file with the time as text.</summary>
    public static string TextFile(string path) => path + ".txt";

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan by)
    {
        _view.Write(Elapsed * Word, Volatile(Elapsed) + by.Ticks);

        // Always as long: a reader sees one time or the other.
        var seconds = (Now.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / (double)TimeSpan.TicksPerSecond;
        _text!.Position = 0;
        _text.Write(Encoding.ASCII.GetBytes(seconds.ToString("00000000000.000000", CultureInfo.InvariantCulture)));
    }

    /// <summary>How much the clock of a process is ahead.</summary>
    public TimeSpan SkewOf(int process) => TimeSpan.FromTicks(Volatile(Skews + process));

    /// <summary>Makes the clock of a process wrong.</summary>
    public void Skew(int process, TimeSpan ahead) => _view.Write((Skews + process) * Word, ahead.Ticks);

    /// <summary>A process goes by the clock from here on.</summary>
    public void Join(int process) => _view.Write((Numbers + process) * Word, (long)Environment.ProcessId);

    /// <summary>The process has done all that was due at a time, and waits; perhaps in the middle of work, which a long step would seem to make slow.</summary>
    public void ReportIdle(int process, TimeSpan at, bool isInWork = false)
    {
        _view.Write((Waits + process) * Word, isInWork ? 1L : 0L);
        _view.Write((Idle + process) * Word, at.Ticks);
    }

    /// <summary>Whether any process that waits is in the middle of work.</summary>
    public bool AnyIsInWork() => Enumerable.Range(0, MostProcesses).Any(p => Volatile(Waits + p) == 1 && IsRunning(Volatile(Numbers + p)));

    /// <summary>Whether a process has done all that is due now, or has ended. One that gets no processor has not.</summary>
    public bool IsIdle(int process) =>
        Volatile(Numbers + process) is var number && (number == 0 || Volatile(Idle + process) == Volatile(Elapsed) || !IsRunning(number));

    /// <summary>The same for all.</summary>
    public bool AllAreIdle() => Enumerable.Range(0, MostProcesses).All(IsIdle);

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
        _text?.Dispose();
    }

    private static bool IsRunning(long number) => Directory.Exists($"/proc/{number}");

    private long Volatile(int word) => _view.ReadInt64(word * Word);
}
