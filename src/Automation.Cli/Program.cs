using Automation.Cli.Commands;
using Automation.Cli.Hosting;

return await AutomationCommand.Create(Terminal.Real())
    .Add(new ValidateCommand())        // descriptors only
    .InvokeAsync(args);
