using System.CommandLine;
using Automation.Cli.Hosting;

namespace Automation.Cli.GitOps;

/// <summary><c>automation gitops</c>: what Argo CD deploys.</summary>
internal sealed class GitOpsCommand : ITerminalCommand
{
    private static readonly ITerminalCommand[] Parts =
    [
        new GitOpsValidateCommand(),       // what the server and Argo CD would reject
        new GitOpsDiffCommand(),           // what is deployed differently, object by object
        new GitOpsProposeCommand(),        // what components need there
        new GitOpsFetchChartsCommand(),    // charts of chart repositories, over the network
    ];

    public Command For(Terminal terminal)
    {
        var command = new Command("gitops", "Validate, compare and propose manifests of Argo CD.");
        foreach (var part in Parts)
        {
            command.Add(part.For(terminal));
        }

        return command;
    }
}
