using Automation.Cli.Health;
using Automation.Cli.Hosting;
using Automation.Cli.Options;

namespace Automation.Cli.Action;

/// <summary>The inputs of the action that reports health.</summary>
internal static class HealthInputs
{
    /// <summary>The names of the inputs, as <c>actions/report-health/action.yml</c> declares them.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "catalog", "catalog-repository", "branch", "kubeconfig", "contexts", "namespaces", "argocd-namespace", "with-volumes", "state", "at", "forget",
        "deployments", "gitops", "token",
    ];

    /// <summary>Reads the inputs; an invalid value is a usage error.</summary>
    public static HealthReportInput Read(Terminal terminal)
    {
        string? Input(string name) =>
            Names.Contains(name) ? ActionInputs.Named(terminal, name) : throw new ArgumentException($"The action has no input '{name}'.");
        string[] Lines(string name) => Input(name)?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

        var contexts = Lines("contexts");
        var clusters = new ClusterSelection
        {
            State = Lines("state"),
            Kubeconfig = Input("kubeconfig"),
            Contexts = contexts,
            AllContexts = contexts.Length == 0,
            Namespaces = Lines("namespaces"),
            ArgoNamespace = Input("argocd-namespace") ?? "",
            WithVolumes = ActionInputs.Switch("with-volumes", Input("with-volumes")),
            At = TimeOption.Of(Input("at")),
        };
        var catalog = Input("catalog") ?? throw new UsageException("The input 'catalog' is empty: name a folder with the stitched catalog.");
        return new HealthReportInput(catalog, clusters)
        {
            To = StitchInputs.Repository(terminal, Input("catalog-repository")),
            Branch = Input("branch") ?? HealthReportInput.UsualBranch,
            Forgotten = Lines("forget"),
            ShowsDeployments = ActionInputs.Switch("deployments", Input("deployments")),
            GitOps = Input("gitops"),
            Token = Input("token"),
        };
    }
}
