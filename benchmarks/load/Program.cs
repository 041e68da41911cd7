using Automation.Fleet;
using Automation.Load;

// 0: measured; 2: usage; 3: this machine lacks something.
if (LoadOptions.Parse(args, out var problem) is not { } options)
{
    Console.Error.WriteLine(problem);
    Console.Error.WriteLine(LoadOptions.Usage);
    return FleetProgram.Usage;
}

return await FleetProgram.RunAsync(async stop =>
{
    await (options switch
    {
        { Acts: > 0 } => new CostRun(options, Console.Out).RunAsync(stop),
        { Backlog: > 0 } => new BacklogRun(options, Console.Out).RunAsync(stop),
        _ => new LoadRun(options, Console.Out).RunAsync(stop),
    });
    return 0;
});
