using Automation.Cli.Commands;
using Automation.Cli.Hosting;

return AutomationCommand.Create(Terminal.Real())
    .Add(new CheckCommand())           // everything a pull request gets
    .Add(new ValidateCommand())        // descriptors only
    .Invoke(args);
