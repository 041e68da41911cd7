using System.Runtime.InteropServices;
using Automation.Fleet;
using Automation.Load;

// 0: measured; 2: usage; 3: this machine lacks something.
if (LoadOptions.Parse(args, out var problem) is not { } options)
{
    Console.Error.WriteLine(problem);
    Console.Error.WriteLine(LoadOptions.Usage);
    return 2;
}

using var stop = new CancellationTokenSource();
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
try
{
    await new LoadRun(options, Console.Out).RunAsync(stop.Token);
    return 0;
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
