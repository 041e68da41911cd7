namespace Automation.Kubernetes.Access;

/// <summary>Which clusters are read: contexts of kubeconfig files, and the cluster that the program runs in.</summary>
public sealed record ClusterChoice
{
    private const int MostClusters = 200;

    /// <summary>The kubeconfig files; not read unless a context is wanted.</summary>
    public IReadOnlyList<string> Kubeconfigs { get; init; } = [];

    /// <summary>The contexts, also as NAME=CONTEXT to name the cluster; empty for the current one.</summary>
    public IReadOnlyList<string> Contexts { get; init; } = [];

    /// <summary>Whether every context is read.</summary>
    public bool AllContexts { get; init; }

    /// <summary>The name of the cluster that the program runs in; null to read others only.</summary>
    public string? InCluster { get; init; }

    /// <summary>How each is reached.</summary>
    /// <exception cref="InvalidDataException">It is not possible; the message says what to change.</exception>
    public IReadOnlyList<ClusterAccess> Open()
    {
        var clusters = new List<ClusterAccess>();
        if (InCluster is { } name)
        {
            clusters.Add(ClusterAccess.InCluster(name));
        }

        if (clusters.Count == 0 || Contexts.Count > 0 || AllContexts)
        {
            clusters.AddRange(OfContexts(Known()));
        }

        return clusters.Count > MostClusters ? throw new InvalidDataException($"These are {clusters.Count} clusters; one report reads {MostClusters} at most.")
            : clusters.GroupBy(c => c.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice
                ? throw new InvalidDataException($"Two contexts are the cluster '{twice.Key}': name one of them, as NAME=CONTEXT.")
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

        return contexts.FirstOrDefault(c => c.IsCurrent) is { } current
            ? [ClusterAccess.OfContext(current)]
            : throw new InvalidDataException("The kubeconfig has no current context: name one.");
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
            : throw new InvalidDataException($"The kubeconfig has no context '{(equals > 0 ? text[(equals + 1)..] : text)}'.");
    }

    private IReadOnlyList<KubeContext> Known() => Kubeconfigs.FirstOrDefault(f => !File.Exists(f)) is { } missing
        ? throw new InvalidDataException($"There is no kubeconfig at {missing}.")
        : ClusterAccess.ContextsOf(Kubeconfigs);
}
