using Automation.Chaos;
using Automation.Fleet;

// 0: all as it has to be; 1: a violation; 2: usage; 3: this machine lacks something.
if (ChaosOptions.Parse(args, out var problem) is not { } options)
{
    Console.Error.WriteLine(problem);
    Console.Error.WriteLine(ChaosOptions.Usage);
    return FleetProgram.Usage;
}

return await FleetProgram.RunAsync(async stop => await new ChaosRun(options, Console.Out).RunAsync(stop) ? 0 : 1);
