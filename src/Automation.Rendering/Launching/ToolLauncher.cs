using System.Runtime.InteropServices;
using System.Text;

namespace Automation.Rendering.Launching;

/// <summary>
/// Makes this process a tool that can do little: it sets limits, gives up privileges, filters system calls, and then executes the tool in its own place. It
/// works where a container gives no namespaces, as a user without rights, and as root (docs/adr/0018-gitops-is-rendered-here.md).
/// </summary>
public static unsafe class ToolLauncher
{
    /// <summary>The exit code when the tool was not executed; the reason is on the last line of its errors.</summary>
    internal const int NotStarted = 125;

    private const int LimitCpu = 0;
    private const int LimitFileSize = 1;
    private const int LimitData = 2;
    private const int LimitCore = 4;
    private const int LimitFiles = 7;
    private const int LimitAddresses = 9;

    // Programs in Go reserve addresses that they never use; data is what counts.
    private const ulong Addresses = 16UL << 30;
    private const ulong OpenFiles = 256;

    private const nint CloseRange = 436;
    private const nint CloseOnExecute = 4;

    // The variable with the path of Helm, for this program in the place of Helm 3.
    private const string HelmVariable = "AUTOMATION_RENDER_HELM";

    /// <summary>Whether a program was started to be a launcher.</summary>
    public static bool IsRequested(string[] arguments) => arguments is [LaunchRequest.Marker, ..] || Environment.GetEnvironmentVariable(HelmVariable)
        is not null;

    /// <summary>Executes the tool in the place of this process; returns only if that fails.</summary>
    public static int Run(string[] arguments)
    {
        if (Environment.GetEnvironmentVariable(HelmVariable) is { } helm)
        {
            return RunHelm(helm, arguments);
        }

        if (!OperatingSystem.IsLinux() || LaunchRequest.Parse(arguments) is not { } request)
        {
            return NotStarted;
        }

        using var output = new LaunchStrings(request);
        if (!Redirect(output))
        {
            return NotStarted;
        }

        // Compiles the call where calls are compiled: there is no memory for it later.
        Libc.Execute(output.Folder, null, null);
        var fault = Confine(request);
        if (fault is null)
        {
            Libc.Execute(output.Tool, output.Arguments, output.Variables);
            fault = $"{request.Tool} cannot be executed (error {Marshal.GetLastPInvokeError()}): it has to be the program itself, not a script that starts it";
        }

        using var errors = new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(2, false), FileAccess.Write);
        errors.Write(Encoding.UTF8.GetBytes(fault));
        return NotStarted;
    }

    // Kustomize before 5.8 wants Helm 3 by its version, although what it asks of Helm afterwards is the same in Helm 4. It is confined already.
    private static int RunHelm(string helm, string[] arguments)
    {
        if (arguments is ["version", ..])
        {
            using var answer = new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(1, false), FileAccess.Write);
            answer.Write("v3.0.0"u8);
            return 0;
        }

        using var strings = new LaunchStrings(new LaunchRequest
        {
            Scratch = Environment.GetEnvironmentVariable("TMPDIR") is { } temporary ? Path.GetDirectoryName(temporary)! : "",
            Tool = helm,
            Arguments = arguments,
            Memory = 0,
            Seconds = 0,
            FileSize = 0,
        });
        Libc.Execute(strings.Tool, strings.Arguments, strings.Variables);
        return NotStarted;
    }

    private static bool Redirect(LaunchStrings strings)
    {
        // A group of its own, so that its children end with it; and its end, should this program's parent be killed.
        _ = Libc.SetProcessGroup(0, 0);
        var parent = Libc.ParentProcess();
        _ = Libc.Prctl(Libc.PrSetDeathSignal, Libc.SigKill, 0, 0, 0);
        if (Libc.ParentProcess() != parent)
        {
            return false;
        }

        return Replace(strings.Null, Libc.OpenReadWrite, 0)
            && Replace(strings.Output, Libc.OpenWriteOnly | Libc.OpenCreate, 1)
            && Replace(strings.Errors, Libc.OpenWriteOnly | Libc.OpenCreate, 2)
            && Libc.ChangeFolder(strings.Folder) == 0;
    }

    private static bool Replace(byte* path, int flags, int descriptor)
    {
        var opened = Libc.Open(path, flags | Libc.OpenCloseOnExecute, 0x180);
        return opened >= 0 && Libc.Duplicate(opened, descriptor) == descriptor;
    }

    // Why the process could not be confined; null if it is.
    private static string? Confine(LaunchRequest request)
    {
        if (Libc.Prctl(Libc.PrSetNoNewPrivileges, 1, 0, 0, 0) != 0)
        {
            return "the kernel cannot take privileges from a process";
        }

        string[] programs = request.Other.Length == 0 ? [request.Tool] : [request.Tool, request.Other, Environment.ProcessPath!];
        if (!Landlock.Restrict(request.Scratch, programs) && request.MustBeConfined)
        {
            return "the kernel cannot confine a process to a folder (Landlock), which '--load-restrictor=LoadRestrictionsNone' needs";
        }

        if (SeccompProgram.For(RuntimeInformation.ProcessArchitecture) is not { } program)
        {
            return "system calls cannot be filtered on this architecture";
        }

        Libc.Syscall(CloseRange, 3, int.MaxValue, CloseOnExecute, 0);
        fixed (BpfInstruction* first = program)
        {
            var filter = new FilterProgram { Length = (ushort)program.Length, First = first };
            if (Libc.Prctl(Libc.PrSetSeccomp, Libc.SeccompFilter, (nuint)(&filter), 0, 0) != 0)
            {
                return "the kernel cannot filter system calls";
            }
        }

        // Last: a runtime that compiles has more addresses than the tool may, and gets no more from here on.
        return Limit(LimitCpu, (ulong)request.Seconds) && Limit(LimitFileSize, (ulong)request.FileSize) && Limit(LimitCore, 0) && Limit(LimitFiles, OpenFiles)
            && Limit(LimitData, (ulong)request.Memory) && Limit(LimitAddresses, Addresses)
                ? null
                : "the limits of the process cannot be set";
    }

    private static bool Limit(int resource, ulong most)
    {
        var limit = new Libc.ResourceLimit { Soft = most, Hard = most };
        return Libc.SetLimit(resource, &limit) == 0;
    }

    /// <summary><c>struct sock_fprog</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct FilterProgram
    {
        public ushort Length;
        public BpfInstruction* First;
    }

    /// <summary>The texts of the calls, made before the limits are set.</summary>
    private sealed class LaunchStrings(LaunchRequest request) : IDisposable
    {
        private readonly List<nint> _all = [];

        public byte* Null => Text("/dev/null");

        public byte* Output => Text($"{request.Scratch}/{LaunchRequest.Output}");

        public byte* Errors => Text($"{request.Scratch}/{LaunchRequest.Errors}");

        public byte* Folder => Text($"{request.Scratch}/{LaunchRequest.WorkFolder}");

        public byte* Tool { get; } = (byte*)Marshal.StringToCoTaskMemUTF8(request.Tool);

        public byte** Arguments { get; } = List([request.Tool, .. request.Arguments]);

        // Everything that the tool knows of the machine. Its garbage collector works late: a render is short.
        public byte** Variables { get; } = List(
        [
            $"HOME={request.Scratch}/{LaunchRequest.OutputFolder}",
            $"TMPDIR={request.Scratch}/{LaunchRequest.OutputFolder}",
            "GOGC=400",
            .. request.Other.Length == 0 ? Array.Empty<string>() :
            [
                $"{HelmVariable}={request.Other}",
                "DOTNET_GCHeapHardLimit=4000000",
                "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1",
            ],
        ]);

        public void Dispose() => _all.ForEach(Marshal.FreeCoTaskMem);

        private byte* Text(string text)
        {
            _all.Add(Marshal.StringToCoTaskMemUTF8(text));
            return (byte*)_all[^1];
        }

        private static byte** List(IReadOnlyList<string> texts)
        {
            var list = (byte**)Marshal.AllocCoTaskMem((texts.Count + 1) * sizeof(byte*));
            for (var i = 0; i < texts.Count; i++)
            {
                list[i] = (byte*)Marshal.StringToCoTaskMemUTF8(texts[i]);
            }

            list[texts.Count] = null;
            return list;
        }
    }
}
