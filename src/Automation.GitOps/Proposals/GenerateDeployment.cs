using System.Text.Json.Nodes;
using Automation.Core.Trees;
using Automation.GitOps.Settings;

namespace Automation.GitOps.Proposals;

/// <summary>What a service has to have in the GitOps repository.</summary>
/// <param name="Service">The service.</param>
public sealed record GeneratedDeployment(DeployedService Service)
{
    /// <summary>Its own files by their paths.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <summary>The record of them, at <see cref="RecordPath"/>.</summary>
    public required DeploymentRecord Record { get; init; }

    /// <summary>The path of the record.</summary>
    public required string RecordPath { get; init; }

    /// <summary>Its applications.</summary>
    public required IReadOnlyList<PlannedApplication> Applications { get; init; }

    /// <summary>What a person should know: sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>Generates what services have to have in the GitOps repository: the same bytes for the same service, settings and template.</summary>
/// <param name="settings">The settings of the GitOps repository.</param>
/// <param name="template">The deployment template.</param>
/// <param name="repository">The address by which manifests name the GitOps repository.</param>
public sealed class GenerateDeployment(GitOpsSettings settings, DeploymentTemplate template, string repository)
{
    /// <summary>The folder of a service.</summary>
    public string FolderOf(string service) => $"{settings.Services}/{service}";

    /// <summary>The path of the record of a service.</summary>
    public string RecordOf(string service) => $"{FolderOf(service)}/{DeploymentRecord.FileName}";

    /// <summary>What is missing in the settings; null where deployments can be generated.</summary>
    public string? Incomplete =>
        settings.Environments.Count == 0 ? "it declares no environment: add 'environments', in the order of promotion"
        : settings.Environments.FirstOrDefault(e => e.Clusters.Count == 0) is { } empty ? $"the environment '{empty.Name}' has no cluster: add 'clusters' to it"
        : settings.Environments.GroupBy(e => DnsLabel.Of(e.Name), StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } same
            ? $"the environments {string.Join(" and ", same.Select(e => $"'{e.Name}'"))} have the same name in a cluster: rename one"
        : settings.Environments.SelectMany(e => e.Clusters.Select(c => PlannedApplication.SuffixOf(e, c))).GroupBy(s => s, StringComparer.Ordinal)
            .FirstOrDefault(g => g.Count() > 1) is { } twice
            ? $"two clusters give applications the same name, which ends with '{twice.Key}': rename an environment or a cluster"
        : Unaddressed() is { } cluster ? $"the cluster '{cluster}' has no 'server': EKS's Argo CD names clusters by ARN"
        : null;

    /// <summary>Generates the files of a service.</summary>
    /// <exception cref="DeploymentTemplateException">The template cannot be rendered.</exception>
    public GeneratedDeployment Run(DeployedService service, CancellationToken cancellationToken)
    {
        var applications = PlannedApplication.Of(service, settings);
        var (folder, files) = (FolderOf(service.Name), new SortedDictionary<string, string>(StringComparer.Ordinal));
        var values = Values(service);
        var rendered = template.Render(TemplatePart.Base, values, cancellationToken);
        Add($"{folder}/base", rendered, () => OverlayFiles.Base(service, Resources(rendered)));
        foreach (var environment in settings.Environments)
        {
            var part = template.Render(TemplatePart.Environment, Values(service, environment), cancellationToken);
            var overlay = PlannedApplication.OverlayOf(service, settings, environment);
            Add(overlay, part, () => OverlayFiles.Overlay(service, environment, Resources(part)));
            if (OverlayFiles.HasOwnNamespace(environment) && !part.ContainsKey(OverlayFiles.Kustomization))
            {
                files[$"{overlay}/{OverlayFiles.Namespace}"] = OverlayFiles.NamespaceFile(service, environment);
            }
        }

        if (settings.Layout == Layout.Overlays)
        {
            var file = new ApplicationFile(service, settings, repository);
            foreach (var application in applications)
            {
                files[application.File] = file.Write(application);
            }
        }

        return new GeneratedDeployment(service)
        {
            Files = files,
            RecordPath = RecordOf(service.Name),
            Record = RecordFor(service, applications, files),
            Applications = applications,
            Notes = [.. Notes(service)],
        };

        void Add(string below, IReadOnlyDictionary<string, string> part, Func<string> kustomization)
        {
            foreach (var (path, text) in part)
            {
                if (RepositoryPath.Segments(path) is null)
                {
                    throw new DeploymentTemplateException($"The path '{path}' of the deployment template leaves its folder, or is no path.");
                }

                files[$"{below}/{path}"] = text;
            }

            if (!part.ContainsKey(OverlayFiles.Kustomization))
            {
                files[$"{below}/{OverlayFiles.Kustomization}"] = kustomization();
            }
        }
    }

    /// <summary>The files that several services share, with what a service needs in them.</summary>
    /// <param name="deployment">The service.</param>
    /// <param name="read">The present text of a file; null where there is none.</param>
    /// <returns>The files that change.</returns>
    public IReadOnlyDictionary<string, string> Share(GeneratedDeployment deployment, Func<string, string?> read)
    {
        var changed = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var project = new ProjectFile(settings, repository);
        foreach (var application in deployment.Applications)
        {
            Change(application.ProjectFile, text => project.With(text, application));
        }

        if (settings.Layout == Layout.GeneratedFromFolders)
        {
            var set = new ApplicationSetFile(settings, repository);
            foreach (var group in deployment.Applications.GroupBy(a => (a.File, a.Path)))
            {
                Change(group.Key.File, text => set.With(text, deployment.Service, [.. group]));
            }
        }

        return changed;

        void Change(string path, Func<string?, string> change)
        {
            var before = changed.TryGetValue(path, out var earlier) ? earlier : read(path);
            var after = change(before);
            if (after != before)
            {
                changed[path] = after;
            }
        }
    }

    /// <summary>The files that several services share, without what applications of a service needed in them; null deletes a file.</summary>
    /// <param name="applications">The applications that are taken away.</param>
    /// <param name="kept">What is still needed.</param>
    /// <param name="read">The present text of a file; null where there is none.</param>
    public static IReadOnlyDictionary<string, string?> Unshare(
        IReadOnlyList<RecordedApplication> applications, IReadOnlyList<RecordedApplication> kept, Func<string, string?> read)
    {
        var changed = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (var application in applications)
        {
            if (!kept.Any(k => k.ProjectFile == application.ProjectFile && k.Target == application.Target && k.Namespace == application.Namespace))
            {
                Change(application.ProjectFile, text => ProjectFile.Without(text, application.Project, application.Destination()));
            }

            if (application.Set is { } set && !kept.Any(k => k.File == application.File && k.Path == application.Path))
            {
                Change(application.File, text => ApplicationSetFile.Without(text, set, application.Path));
            }
        }

        return changed;

        void Change(string path, Func<string, string?> change)
        {
            var before = changed.TryGetValue(path, out var earlier) ? earlier : read(path);
            if (before is not null && change(before) is var after && after != before)
            {
                changed[path] = after;
            }
        }
    }

    private string? Unaddressed() => settings.Topology == Topology.EksManaged
        ? settings.Environments.SelectMany(e => e.Clusters).FirstOrDefault(c => string.IsNullOrEmpty(settings.Clusters.GetValueOrDefault(c)?.Server))
        : null;

    // What Kustomize can read as resources: manifests, and none of its own settings.
    private static IEnumerable<string> Resources(IReadOnlyDictionary<string, string> files) => files.Keys
        .Where(p => p != OverlayFiles.Kustomization && p.EndsWith(".yaml", StringComparison.Ordinal) && !p.StartsWith("patches/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private DeploymentRecord RecordFor(
        DeployedService service, IReadOnlyList<PlannedApplication> applications, SortedDictionary<string, string> files) => new(service.Ref)
        {
            Source = service.Source,
            Owner = service.Owner?.ToString(),
            System = service.System?.ToString(),
            Template = template.Version,
            Applications = [.. applications.Select(a => RecordedApplication.Of(a, settings.Layout == Layout.GeneratedFromFolders))],
            Files = new SortedDictionary<string, string>(files.ToDictionary(f => f.Key, f => BlobId.Of(f.Value)), StringComparer.Ordinal),
        };

    private static IEnumerable<string> Notes(DeployedService service)
    {
        var (image, tag, _) = service.ImageName();
        if (tag == "latest")
        {
            yield return $"The image is `{image}:latest`: set a version in `images` of the overlays, or name one in the annotation `{DeployedService.Image}` "
                + "of the component.";
        }

        if (service.Owner is null)
        {
            yield return "The component has no owner in the catalog, so that no one is asked to review its folder.";
        }
    }

    private JsonObject Values(DeployedService service, DeploymentEnvironment? environment = null)
    {
        var (image, tag, _) = service.ImageName();
        var values = new JsonObject
        {
            ["name"] = service.Name,
            ["entity"] = service.Ref.ToString(),
            ["kubernetesId"] = service.KubernetesIdValue,
            ["owner"] = service.Owner?.ToString() ?? "",
            ["system"] = service.System?.ToString() ?? "",
            ["type"] = service.Type,
            ["repository"] = service.Repository?.AbsoluteUri ?? "",
            ["image"] = new JsonObject { ["name"] = image, ["tag"] = tag },
            ["labels"] = EntityLabels.Of(service),
            ["annotations"] = new JsonObject(service.Annotations.OrderBy(a => a.Key, StringComparer.Ordinal)
                .Select(a => KeyValuePair.Create(a.Key, (JsonNode?)a.Value))),
        };
        if (environment is not null)
        {
            values["environment"] = environment.Name;
            values["namespace"] = PlannedApplication.NamespaceOf(service, environment);
            values["clusters"] = new JsonArray([.. environment.Clusters.Select(Facts)]);
        }

        return values;
    }

    // What Terraform writes to the secret of a cluster (GitOps Bridge), as far as the settings declare it.
    private JsonNode Facts(string cluster)
    {
        var facts = settings.Clusters.GetValueOrDefault(cluster) ?? new ClusterFacts();
        return new JsonObject { ["name"] = cluster, ["labels"] = Map(facts.Labels), ["annotations"] = Map(facts.Annotations) };

        static JsonObject Map(IReadOnlyDictionary<string, string> map) =>
            new(map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value)));
    }
}
