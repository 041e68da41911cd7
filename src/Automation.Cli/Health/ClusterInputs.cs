using System.CommandLine;
using Automation.Cli.Options;

namespace Automation.Cli.Health;

/// <summary>The options for clusters: contexts of kubeconfig files, the cluster that it runs in, or folders with resources.</summary>
internal sealed class ClusterInputs
{
    private readonly Option<string[]> _state = new("--state")
    {
        Description = "A folder with resources as clusters return them, instead of clusters; each folder with files is a cluster",
        HelpName = "DIR",
    };
    private readonly Option<string?> _kubeconfig =
        new("--kubeconfig") { Description = "The kubeconfig file (default: KUBECONFIG, or ~/.kube/config)", HelpName = "FILE" };
    private readonly Option<string[]> _contexts = new("--context")
    {
        Description = "A context of the kubeconfig, also as NAME=CONTEXT to name the cluster; can be repeated (default: the current one)",
        HelpName = "CONTEXT",
    };
    private readonly Option<bool> _all = new("--all-contexts") { Description = "Every context of the kubeconfig" };
    private readonly Option<string?> _inCluster =
        new("--in-cluster") { Description = "The cluster that the program runs in, with the service account of its pod, under this name", HelpName = "NAME" };
    private readonly Option<string[]> _namespaces = new("--namespace")
    {
        Description = "Read only this namespace; can be repeated (default: all that may be read)",
        HelpName = "NAMESPACE",
    };
    private readonly Option<string> _argo = new("--argocd-namespace")
    {
        Description = "The namespace of Argo CD; empty for no Applications",
        HelpName = "NAMESPACE",
        DefaultValueFactory = _ => "argocd",
    };
    private readonly Option<bool> _optional =
        new("--with-volumes") { Description = "Read claims of volumes and disruption budgets too (a permission of its own)" };
    private readonly Option<string?> _at = TimeOption.Create();

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_state, _kubeconfig, _contexts, _all, _inCluster, _namespaces, _argo, _optional, _at])
        {
            command.Add(option);
        }
    }

    /// <summary>What the command line selects.</summary>
    public ClusterSelection Read(ParseResult parsed) => new()
    {
        State = parsed.GetValue(_state) ?? [],
        Kubeconfig = parsed.GetValue(_kubeconfig),
        Contexts = parsed.GetValue(_contexts) ?? [],
        AllContexts = parsed.GetValue(_all),
        InCluster = parsed.GetValue(_inCluster),
        Namespaces = parsed.GetValue(_namespaces) ?? [],
        ArgoNamespace = parsed.GetValue(_argo)!,
        WithVolumes = parsed.GetValue(_optional),
        At = TimeOption.Of(parsed.GetValue(_at)),
    };
}
