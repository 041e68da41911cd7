using System.Text.Json.Nodes;
using Automation.GitOps.Settings;

namespace Automation.GitOps.Proposals;

/// <summary>An application that a service has to have: one for each cluster of each environment.</summary>
public sealed record PlannedApplication
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The environment.</summary>
    public required DeploymentEnvironment Environment { get; init; }

    /// <summary>The cluster, as the settings name it.</summary>
    public required string Cluster { get; init; }

    /// <summary>The namespace of the workload.</summary>
    public required string Namespace { get; init; }

    /// <summary>The project.</summary>
    public required string Project { get; init; }

    /// <summary>The folder that it deploys.</summary>
    public required string Path { get; init; }

    /// <summary>The cluster as the destination names it: <c>name</c> or <c>server</c>, and its value.</summary>
    public required (string Field, string Value) Target { get; init; }

    /// <summary>The folder of the manifests of its Argo CD.</summary>
    public required string ArgoFolder { get; init; }

    /// <summary>The file that declares it: its own, or that of its ApplicationSet.</summary>
    public required string File { get; init; }

    /// <summary>The file of its project.</summary>
    public string ProjectFile => $"{ArgoFolder}/projects/{Project}.yaml";

    /// <summary>Its destination.</summary>
    public JsonObject Destination() => new() { [Target.Field] = Target.Value, ["namespace"] = Namespace };

    /// <summary>All applications of a service, by environment in the order of promotion, then by cluster.</summary>
    public static IReadOnlyList<PlannedApplication> Of(DeployedService service, GitOpsSettings settings)
    {
        var project = ProjectOf(service, settings);
        return [.. settings.Environments.SelectMany(e => e.Clusters.Select(c => Of(service, settings, e, c, project)))];
    }

    /// <summary>The project of a service.</summary>
    public static string ProjectOf(DeployedService service, GitOpsSettings settings)
    {
        var scope = (settings.ProjectPer == ProjectScope.System ? service.System : null) ?? service.Owner;
        var name = scope is null ? service.Name : DnsLabel.Of(scope);

        // Argo CD's own project, which permits everything.
        return name == "default" ? "default-system" : name;
    }

    private static PlannedApplication Of(DeployedService service, GitOpsSettings settings, DeploymentEnvironment environment, string cluster, string project)
    {
        var suffix = SuffixOf(environment, cluster);
        var name = DnsLabel.Of($"{service.Name}-{suffix}");
        var folder = settings.Topology == Topology.PerCluster ? $"{settings.Applications}/{DnsLabel.Of(cluster)}" : settings.Applications;
        return new PlannedApplication
        {
            Name = name,
            Environment = environment,
            Cluster = cluster,
            Namespace = NamespaceOf(service, environment),
            Project = project,
            Path = OverlayOf(service, settings, environment),
            Target = TargetOf(settings, cluster),
            ArgoFolder = folder,
            File = settings.Layout == Layout.Overlays
                ? $"{folder}/applications/{name}.yaml"
                : $"{folder}/applicationsets/{DnsLabel.Of($"{project}-{environment.Name}")}.yaml",
        };
    }

    /// <summary>What follows the service in the name of an application: always the same, however many clusters the environment has.</summary>
    internal static string SuffixOf(DeploymentEnvironment environment, string cluster) =>
        HasPrefix(environment, cluster) ? DnsLabel.Of(cluster) : $"{DnsLabel.Of(environment.Name)}-{DnsLabel.Of(cluster)}";

    /// <summary>Whether the name of a cluster says the environment already, as <c>production-eu</c> does.</summary>
    internal static bool HasPrefix(DeploymentEnvironment environment, string cluster) =>
        $"{DnsLabel.Of(cluster)}-".StartsWith($"{DnsLabel.Of(environment.Name)}-", StringComparison.Ordinal);

    /// <summary>The folder of an environment.</summary>
    internal static string OverlayOf(DeployedService service, GitOpsSettings settings, DeploymentEnvironment environment) =>
        $"{settings.Services}/{service.Name}/overlays/{environment.Name}";

    /// <summary>The namespace of a service in an environment.</summary>
    internal static string NamespaceOf(DeployedService service, DeploymentEnvironment environment) => DnsLabel.Of(environment.Namespace
        .Replace("{service}", service.Name, StringComparison.Ordinal)
        .Replace("{system}", (service.System ?? service.Owner) is { } system ? DnsLabel.Of(system) : service.Name, StringComparison.Ordinal)
        .Replace("{environment}", environment.Name, StringComparison.Ordinal));

    private static (string Field, string Value) TargetOf(GitOpsSettings settings, string cluster) => settings.Topology switch
    {
        // Argo CD's name for the cluster that it runs in.
        Topology.PerCluster => ("name", "in-cluster"),
        Topology.EksManaged when settings.Clusters.GetValueOrDefault(cluster)?.Server is { Length: > 0 } arn => ("server", arn),
        _ => ("name", cluster),
    };
}
