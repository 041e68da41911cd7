using Automation.Chaos;
using Automation.Chaos.Week;
using Automation.Fleet;

if (WeekOptions.IsAsked(args))
{
    if (WeekOptions.Parse(args, out var mistake) is not { } week)
    {
        Console.Error.WriteLine(mistake);
        Console.Error.WriteLine(WeekOptions.Usage);
        return FleetProgram.Usage;
    }

    return await FleetProgram.RunAsync(async stop => await new WeekRun(week, Console.Out).RunAsync(stop) ? 0 : 1);
}

// 0: all as it has to be; 1: a violation; 2: usage; 3: this machine lacks something.
if (ChaosOptions.Parse(args, out var problem) is not { } options)
{
    Console.Error.WriteLine(problem);
    Console.Error.WriteLine(ChaosOptions.Usage);
    return FleetProgram.Usage;
}

return await FleetProgram.RunAsync(async stop => await new ChaosRun(options, Console.Out).RunAsync(stop) ? 0 : 1);
