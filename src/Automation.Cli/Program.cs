using Automation.Cli.Action;
using Automation.Cli.Catalog;
using Automation.Cli.Check;
using Automation.Cli.Completion;
using Automation.Cli.Config;
using Automation.Cli.Deliver;
using Automation.Cli.GitOps;
using Automation.Cli.Health;
using Automation.Cli.Hosting;
using Automation.Cli.Init;
using Automation.Cli.Lsp;
using Automation.Cli.Mcp;
using Automation.Cli.Onboard;
using Automation.Cli.Owners;
using Automation.Cli.Rules;
using Automation.Cli.Templates;
using Automation.Cli.Validate;
using Automation.Rendering.Launching;

// Before anything else: a launcher starts once for each application that is rendered.
if (ToolLauncher.IsRequested(args))
{
    return ToolLauncher.Run(args);
}

return AutomationProgram.In(Terminal.Real()).Invoke(args);

/// <summary>The commands of the program.</summary>
internal static class AutomationProgram
{
    public static AutomationCommand In(Terminal terminal) => AutomationCommand.Create(terminal)
        .Add(new CheckCommand())           // all checks of a pull request
        .Add(new ValidateCommand())        // descriptors only
        .Add(new InitCommand())            // a descriptor for a repository that has none
        .Add(new OnboardCommand())         // the same for every repository of an organisation, by pull requests
        .Add(new OwnersCommand())          // CODEOWNERS: errors, owners of paths, coverage
        .Add(new CatalogCommand())         // the catalog of all repositories: stitch, show, search, compare
        .Add(new TemplateCommand())        // software templates
        .Add(new GitOpsCommand())          // what Argo CD deploys
        .Add(new HealthCommand())          // what runs: is it healthy, and who must act
        .Add(new ExplainCommand())         // a rule's page
        .Add(new RulesCommand())           // all rules
        .Add(new ConfigCommand())          // the effective settings, with their origin
        .Add(new CompletionCommand())      // completion in a shell
        .Add(new DeliverCommand())         // a payload file, signed and sent to a webhook receiver
        .Add(new LspCommand())             // findings in an editor, while a person types
        .Add(new McpCommand(In))           // read-only tools for agents
        .Add(new ActionCommand());         // entry point of the GitHub actions; hidden
}
