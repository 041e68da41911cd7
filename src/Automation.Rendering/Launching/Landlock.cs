using System.Runtime.InteropServices;
using System.Text;

namespace Automation.Rendering.Launching;

/// <summary>Confines a process to some files, where the kernel can (kernel documentation, "Landlock: unprivileged access control").</summary>
internal static unsafe class Landlock
{
    private const nint CreateRuleset = 444;
    private const nint AddRule = 445;
    private const nint RestrictSelf = 446;
    private const nint AskVersion = 1;
    private const nint PathBeneath = 1;

    private const ulong Execute = 1;
    private const ulong WriteFile = 2;
    private const ulong ReadFile = 4;
    private const ulong ReadFolder = 8;

    // Where a program that is not linked statically finds its libraries.
    private static readonly string[] Libraries = ["/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache"];

    /// <summary>Whether the kernel has it.</summary>
    public static bool IsAvailable => Version > 0;

    private static nint Version => Libc.Syscall(CreateRuleset, 0, 0, AskVersion, 0);

    /// <summary>Allows a folder whole, programs to be read and executed, and nothing else; false where the kernel refuses.</summary>
    public static bool Restrict(string folder, IEnumerable<string> programs)
    {
        var version = Version;
        if (version < 1)
        {
            return false;
        }

        // Each version knows more rights on files; the fourth connections, the sixth signals and abstract sockets.
        var all = version switch
        {
            1 => (1UL << 13) - 1,
            2 => (1UL << 14) - 1,
            < 5 => (1UL << 15) - 1,
            _ => (1UL << 16) - 1,
        };
        var attributes = new RulesetAttributes { Files = all, Network = version >= 4 ? 3UL : 0, Scopes = version >= 6 ? 3UL : 0 };
        nint size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
        var ruleset = Libc.Syscall(CreateRuleset, (nint)(&attributes), size, 0, 0);
        if (ruleset < 0)
        {
            return false;
        }

        var isComplete = Add(ruleset, folder, all & ~Execute) && Add(ruleset, "/dev/null", ReadFile | WriteFile);
        foreach (var program in programs)
        {
            isComplete &= Add(ruleset, program, ReadFile | Execute);
        }

        foreach (var library in Libraries)
        {
            Add(ruleset, library, library.EndsWith(".cache", StringComparison.Ordinal) ? ReadFile : ReadFile | ReadFolder | Execute);
        }

        return isComplete && Libc.Syscall(RestrictSelf, ruleset, 0, 0, 0) == 0;
    }

    private static bool Add(nint ruleset, string path, ulong rights)
    {
        var bytes = Encoding.UTF8.GetBytes(path + "\0");
        fixed (byte* name = bytes)
        {
            var descriptor = Libc.Open(name, Libc.OpenPath | Libc.OpenCloseOnExecute, 0);
            if (descriptor < 0)
            {
                return false;
            }

            var rule = new PathBeneathAttributes { Rights = rights, Descriptor = descriptor };
            var isAdded = Libc.Syscall(AddRule, ruleset, PathBeneath, (nint)(&rule), 0) == 0;
            _ = Libc.Close(descriptor);
            return isAdded;
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct RulesetAttributes
    {
        public ulong Files;
        public ulong Network;
        public ulong Scopes;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct PathBeneathAttributes
    {
        public ulong Rights;
        public int Descriptor;
    }
}
