using System.Runtime.InteropServices;

namespace Automation.Cli.Hosting;

/// <summary>Turns Ctrl-C and the runner's SIGTERM into a cancellation, once: a second one ends the process at once.</summary>
internal static class Interruption
{
    private static readonly CancellationTokenSource Source = new();
    private static readonly PosixSignalRegistration[] Registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel),
    ];

    /// <summary>The token that is signalled; reading it starts the watch.</summary>
    public static CancellationToken Token => Registrations.Length > 0 ? Source.Token : CancellationToken.None;

    private static void Cancel(PosixSignalContext context)
    {
        context.Cancel = !Source.IsCancellationRequested;
        Source.Cancel();
    }
}
