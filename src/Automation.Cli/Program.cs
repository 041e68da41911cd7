using Automation.Cli.Commands;
using Automation.Cli.Hosting;

return AutomationCommand.Create(Terminal.Real())
    .Add(new CheckCommand())           // everything a pull request gets
    .Add(new ValidateCommand())        // descriptors only
    .Add(new ActionCommand())          // the same, inside a GitHub Action
    .Invoke(args);
