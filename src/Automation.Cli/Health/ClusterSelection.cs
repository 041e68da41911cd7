using Automation.Cli.Hosting;
using Automation.Jobs.Health.Reading;
using Automation.Kubernetes.Access;
using Automation.Kubernetes.Reading;

namespace Automation.Cli.Health;

/// <summary>Which clusters are read, and what of them.</summary>
internal sealed record ClusterSelection
{
    private const string Usage = "Clusters are given with --context and --kubeconfig, or as a folder with --state.";

    /// <summary>Folders with resources, instead of clusters.</summary>
    public IReadOnlyList<string> State { get; init; } = [];

    /// <summary>The kubeconfig file; null for what the environment says.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>The contexts, also as NAME=CONTEXT; empty for the current one.</summary>
    public IReadOnlyList<string> Contexts { get; init; } = [];

    public bool AllContexts { get; init; }

    /// <summary>The name of the cluster that the program runs in; null to read others only.</summary>
    public string? InCluster { get; init; }

    /// <summary>The only namespaces; empty for all.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>The namespace of Argo CD; empty for no Applications.</summary>
    public string ArgoNamespace { get; init; } = "argocd";

    public bool WithVolumes { get; init; }

    /// <summary>The time that resources are compared with.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Reads them.</summary>
    /// <param name="terminal">Finds files and variables.</param>
    /// <param name="known">The namespaces that the catalog names.</param>
    public async Task<ClusterContents> Read(Terminal terminal, IReadOnlyList<string> known)
    {
        if (State.Count > 0)
        {
            return new StateFolders(At).Read(StateInputs.Expand(terminal, State), terminal.Cancelled);
        }

        var scope = new ReadingScope
        {
            Namespaces = Namespaces,
            KnownNamespaces = known,
            ArgoNamespace = ArgoNamespace.Length > 0 ? ArgoNamespace : null,
            WithOptional = WithVolumes,
        };
        return await new ReadClusters(Clusters(terminal), scope, TimeProvider.System).Run(terminal.Cancelled);
    }

    private IReadOnlyList<ClusterAccess> Clusters(Terminal terminal)
    {
        try
        {
            return new ClusterChoice { Kubeconfigs = Kubeconfigs(terminal), Contexts = Contexts, AllContexts = AllContexts, InCluster = InCluster }.Open();
        }
        catch (InvalidDataException e)
        {
            throw new UsageException($"{e.Message} {Usage}");
        }
    }

    private string[] Kubeconfigs(Terminal terminal) => Kubeconfig is { } one ? [terminal.FullPath(one)]
        : terminal.Variable("KUBECONFIG") is { Length: > 0 } list
            ? [.. list.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(terminal.FullPath)]
        : [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config")];
}
