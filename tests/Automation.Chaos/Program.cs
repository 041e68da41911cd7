using System.Runtime.InteropServices;
using Automation.Chaos;
using Automation.Fleet;

// 0: all as it has to be; 1: a violation; 2: usage; 3: this machine lacks something.
if (ChaosOptions.Parse(args, out var problem) is not { } options)
{
    Console.Error.WriteLine(problem);
    Console.Error.WriteLine(ChaosOptions.Usage);
    return 2;
}

using var stop = new CancellationTokenSource();
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
try
{
    return await new ChaosRun(options, Console.Out).RunAsync(stop.Token) ? 0 : 1;
}
catch (FleetException e)
{
    Console.Error.WriteLine(e.Message);
    return 3;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.Error.WriteLine("Stopped.");
    return 3;
}

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}
