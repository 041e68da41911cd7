using Automation.Cli.GitOps;
using Automation.Cli.Hosting;

namespace Automation.Cli.Action;

/// <summary>The inputs of the action that proposes deployments.</summary>
internal static class ProposeInputs
{
    /// <summary>The names of the inputs, as <c>actions/propose-gitops/action.yml</c> declares them.</summary>
    public static readonly IReadOnlyList<string> Names =
        ["repository", "catalog", "component", "promote-from", "promote-to", "waves", "dry-run", "token"];

    /// <summary>Reads the inputs; an invalid value is a usage error.</summary>
    public static ProposeInput Read(Terminal terminal)
    {
        string? Input(string name) =>
            Names.Contains(name) ? ActionInputs.Named(terminal, name) : throw new ArgumentException($"The action has no input '{name}'.");

        var component = Input("component");
        return new ProposeInput(Input("catalog") ?? throw new UsageException("The input 'catalog' is empty: name a folder with the stitched catalog."))
        {
            Entity = component,
            Repository = Input("repository") ?? throw new UsageException("The input 'repository' is empty: name the GitOps repository, OWNER/REPO."),
            IsPullRequest = true,
            IsPromotion = Input("promote-to") is not null,
            From = Input("promote-from"),
            To = Input("promote-to"),
            Waves = Input("waves")?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
            IsDryRun = ActionInputs.Switch("dry-run", Input("dry-run")),
            Token = Input("token"),
            RequestedBy = component is null ? "" : terminal.Variable("GITHUB_ACTOR") ?? "",
            Progress = terminal.Output.WriteLine,
        };
    }
}
