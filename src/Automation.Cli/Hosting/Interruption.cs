using System.Runtime.InteropServices;

namespace Automation.Cli.Hosting;

/// <summary>Turns the first Ctrl-C or SIGTERM into a cancellation; the second one ends the process immediately.</summary>
internal static class Interruption
{
    private static readonly CancellationTokenSource Source = new();
    private static readonly PosixSignalRegistration[] Registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel),
    ];

    /// <summary>The token that is cancelled; the first access registers the signal handlers.</summary>
    public static CancellationToken Token => Registrations.Length > 0 ? Source.Token : CancellationToken.None;

    private static void Cancel(PosixSignalContext context)
    {
        context.Cancel = !Source.IsCancellationRequested;
        Source.Cancel();
    }
}
