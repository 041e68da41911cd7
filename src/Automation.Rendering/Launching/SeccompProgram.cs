using System.Runtime.InteropServices;

namespace Automation.Rendering.Launching;

/// <summary>
/// The filter of system calls of a tool, as a program of classic BPF (kernel documentation, "Seccomp BPF"): no sockets, no tracing of other processes, no
/// mounts, no namespaces, no io_uring (which does all of these), no new session, and only the calls of the machine's own architecture.
/// </summary>
internal static class SeccompProgram
{
    private const ushort Load = 0x20;
    private const ushort JumpIfEqual = 0x15;
    private const ushort JumpIfAtLeast = 0x35;
    private const ushort JumpIfAnyBit = 0x45;
    private const ushort Return = 0x06;

    private const uint Allow = 0x7FFF0000;
    private const uint KillProcess = 0x80000000;
    private const uint Error = 0x00050000;
    private const uint NotPermitted = Error | 1;
    private const uint AccessDenied = Error | 13;
    private const uint NotImplemented = Error | 38;

    // Offsets in struct seccomp_data.
    private const uint Number = 0;
    private const uint Machine = 4;
    private const uint FirstArgument = 16;

    private const uint Unix = 1;

    // Calls of the x32 ABI have this bit.
    private const uint X32 = 0x40000000;

    // CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET.
    private const uint Namespaces = 0x7E020000;

    // Since Linux 5.1, numbers are the same everywhere: pidfd_send_signal, io_uring_*, open_tree, move_mount, fsopen, fsconfig, fsmount, fspick, pidfd_getfd,
    // process_madvise, mount_setattr.
    private static readonly uint[] DeniedEverywhere = [424, 425, 426, 427, 428, 429, 430, 431, 432, 433, 438, 440, 442];

    private const uint Clone3 = 435;

    /// <summary>The program for an architecture; null for one that is not known.</summary>
    public static BpfInstruction[]? For(Architecture architecture) => architecture switch
    {
        Architecture.X64 => Of(new Calls(
            Machine: 0xC000003E,
            Socket: 41,
            SocketPair: 53,
            NewProcess: 56,
            [
                62, 101, 109, 112, 135, 155, 161, 163, 165, 166, 167, 168, 169, 175, 176, 246, 248, 249, 250, 272, 298, 303, 304, 308, 310, 311, 312, 313,
                    320, 321,
                323,
            ]), hasX32: true),
        Architecture.Arm64 => Of(new Calls(
            Machine: 0xC00000B7,
            Socket: 198,
            SocketPair: 199,
            NewProcess: 220,
            [
                129, 117, 154, 157, 92, 41, 51, 89, 40, 39, 224, 225, 142, 105, 106, 104, 217, 218, 219, 97, 241, 264, 265, 268, 270, 271, 272, 273, 294,
                    280, 282,
            ]), hasX32: false),
        _ => null,
    };

    // Denied, in this order: kill, ptrace, setpgid, setsid, personality, pivot_root, chroot, acct, mount, umount2, swapon, swapoff, reboot, init_module,
    // delete_module,
    // kexec_load, add_key, request_key, keyctl, unshare, perf_event_open, name_to_handle_at, open_by_handle_at, setns, process_vm_readv, process_vm_writev,
    // kcmp,
    // finit_module, kexec_file_load, bpf, userfaultfd.
    private static BpfInstruction[] Of(Calls calls, bool hasX32)
    {
        List<BpfInstruction> program =
        [
            new(Load, 0, 0, Machine),
            new(JumpIfEqual, 1, 0, calls.Machine),
            new(Return, 0, 0, KillProcess),
            new(Load, 0, 0, Number),
        ];
        if (hasX32)
        {
            program.AddRange([new(JumpIfAtLeast, 0, 1, X32), new(Return, 0, 0, KillProcess)]);
        }

        foreach (var denied in calls.Denied.Concat(DeniedEverywhere))
        {
            program.AddRange([new(JumpIfEqual, 0, 1, denied), new(Return, 0, 0, NotPermitted)]);
        }

        // Its flags are in memory, where a filter cannot look: programs fall back to clone.
        program.AddRange([new(JumpIfEqual, 0, 1, Clone3), new(Return, 0, 0, NotImplemented)]);
        program.AddRange([new(JumpIfEqual, 0, 1, calls.Socket), new(Return, 0, 0, AccessDenied)]);
        program.AddRange(
        [
            new(JumpIfEqual, 0, 4, calls.SocketPair),
            new(Load, 0, 0, FirstArgument),
            new(JumpIfEqual, 0, 1, Unix),
            new(Return, 0, 0, Allow),
            new(Return, 0, 0, AccessDenied),
            new(JumpIfEqual, 0, 3, calls.NewProcess),
            new(Load, 0, 0, FirstArgument),
            new(JumpIfAnyBit, 0, 1, Namespaces),
            new(Return, 0, 0, NotPermitted),
            new(Return, 0, 0, Allow),
        ]);
        return [.. program];
    }

    private sealed record Calls(uint Machine, uint Socket, uint SocketPair, uint NewProcess, uint[] Denied);
}

/// <summary><c>struct sock_filter</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct BpfInstruction(ushort Code, byte IfTrue, byte IfFalse, uint Operand);
