using Automation.Jobs.Health.Reading;

namespace Automation.Server.Hosting;

/// <summary>Which clusters the server reads, and where it reports their health.</summary>
/// <param name="Clusters">The clusters.</param>
internal sealed record HealthSettings(FollowedClusters Clusters)
{
    public const int DefaultSeconds = 60;
    public const int LeastSeconds = 30;
    public const int MostSeconds = 600;
    public const string DefaultBranch = "health";
    public const string DefaultArgoNamespace = "argocd";

    private const string AllContexts = "*";

    /// <summary>The pause between two readings.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(DefaultSeconds);

    /// <summary>The branch of the catalog repository that gets the report.</summary>
    public string Branch { get; init; } = DefaultBranch;

    /// <summary>The namespace of Argo CD.</summary>
    public string ArgoNamespace { get; init; } = DefaultArgoNamespace;

    /// <summary>The only namespaces that are read; empty for all that may be read.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>Whether claims of volumes and disruption budgets are read, too.</summary>
    public bool WithVolumes { get; init; }

    /// <summary>Whether deployments are shown in the repositories of the services.</summary>
    public bool ShowsDeployments { get; init; }

    /// <summary>Whether merged pull requests of the GitOps repository get a comment.</summary>
    public bool CommentsOnMerged { get; init; }

    /// <summary>The clusters of the settings; null with a problem.</summary>
    /// <param name="contexts">The contexts, separated by commas, or * for all; null for none.</param>
    /// <param name="kubeconfig">The kubeconfig files, as the variable KUBECONFIG has them; null if they are not set.</param>
    /// <param name="inCluster">The name of the cluster that the server runs in; null to read others only.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static FollowedClusters? ClustersOf(string? contexts, string? kubeconfig, string? inCluster, List<string> problems)
    {
        if (contexts is not null && kubeconfig is null)
        {
            problems.Add("Health__Contexts needs a kubeconfig: set Health__Kubeconfig to its path.");
            return null;
        }

        try
        {
            return FollowedClusters.Open(
                (kubeconfig ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
                contexts == AllContexts ? null : (contexts ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                inCluster);
        }
        catch (InvalidDataException e)
        {
            problems.Add($"Health__Contexts: {e.Message}");
            return null;
        }
    }
}
