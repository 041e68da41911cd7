using System.Runtime.InteropServices;

namespace Automation.Fleet;

/// <summary>Runs a program that starts a fleet: it stops the fleet on SIGTERM and Ctrl+C, and reports what the machine lacks.</summary>
public static class FleetProgram
{
    /// <summary>The exit code of a usage error.</summary>
    public const int Usage = 2;

    // The machine lacks something, or the program was stopped.
    private const int NotRun = 3;

    /// <summary>Returns the exit code of the run; 3 if it could not run to its end.</summary>
    public static async Task<int> RunAsync(Func<CancellationToken, Task<int>> run)
    {
        using var stop = new CancellationTokenSource();
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        try
        {
            return await run(stop.Token);
        }
        catch (FleetException e)
        {
            Console.Error.WriteLine(e.Message);
            return NotRun;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Console.Error.WriteLine("Stopped.");
            return NotRun;
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }
}
