using Automation.Cli.Hosting;
using Automation.Jobs.Health.Reading;
using Automation.Kubernetes.Access;
using Automation.Kubernetes.Reading;

namespace Automation.Cli.Health;

/// <summary>Which clusters are read, and what of them.</summary>
internal sealed record ClusterSelection
{
    private const int MostClusters = 200;

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

    private List<ClusterAccess> Clusters(Terminal terminal)
    {
        var clusters = new List<ClusterAccess>();
        if (InCluster is { } name)
        {
            clusters.Add(ClusterAccess.InCluster(name));
        }

        if (clusters.Count == 0 || Contexts.Count > 0 || AllContexts)
        {
            clusters.AddRange(OfContexts(KnownContexts(terminal)));
        }

        return clusters.Count > MostClusters ? throw new UsageException($"These are {clusters.Count} clusters; one report reads {MostClusters} at most.")
            : clusters.GroupBy(c => c.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice
                ? throw new UsageException($"Two contexts are the cluster '{twice.Key}': name one of them with --context NAME=CONTEXT.")
                : clusters;
    }

    private IEnumerable<ClusterAccess> OfContexts(IReadOnlyList<KubeContext> contexts)
    {
        if (AllContexts)
        {
            return contexts.Select(c => ClusterAccess.OfContext(c));
        }

        if (Contexts.Count > 0)
        {
            return Contexts.Select(w => Named(contexts, w));
        }

        return contexts.FirstOrDefault(c => c.IsCurrent) is { } current ? [ClusterAccess.OfContext(current)]
            : throw new UsageException("The kubeconfig has no current context: name one with --context, or give a folder with --state.");
    }

    // A context can have '=' in its own name.
    private static ClusterAccess Named(IReadOnlyList<KubeContext> contexts, string text)
    {
        if (contexts.FirstOrDefault(c => c.Name == text) is { } whole)
        {
            return ClusterAccess.OfContext(whole);
        }

        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && contexts.FirstOrDefault(c => c.Name == text[(equals + 1)..]) is { } context
            ? ClusterAccess.OfContext(context, text[..equals])
            : throw new UsageException($"The kubeconfig has no context '{(equals > 0 ? text[(equals + 1)..] : text)}'.");
    }

    private IReadOnlyList<KubeContext> KnownContexts(Terminal terminal)
    {
        string[] files = Kubeconfig is { } one ? [terminal.FullPath(one)]
            : terminal.Variable("KUBECONFIG") is { Length: > 0 } list
                ? [.. list.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(terminal.FullPath)]
            : [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config")];
        if (files.FirstOrDefault(f => !File.Exists(f)) is { } missing)
        {
            throw new UsageException($"There is no kubeconfig at {missing}: name one with --kubeconfig, or give a folder with --state.");
        }

        try
        {
            return ClusterAccess.ContextsOf(files);
        }
        catch (InvalidDataException e)
        {
            throw new UsageException(e.Message);
        }
    }
}
