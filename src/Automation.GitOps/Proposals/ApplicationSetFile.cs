using System.Text.Json.Nodes;
using Automation.Core;
using Automation.GitOps.Model;
using Automation.GitOps.Objects;
using Automation.GitOps.Settings;

namespace Automation.GitOps.Proposals;

/// <summary>
/// The file of an ApplicationSet: one for each project and environment, with an entry for each service. The project is written out, because a folder that a
/// team owns must not choose it (Argo CD, "ApplicationSet: security").
/// </summary>
/// <param name="settings">The settings.</param>
/// <param name="repository">The address of the GitOps repository.</param>
internal sealed class ApplicationSetFile(GitOpsSettings settings, string repository)
{
    // GitOps Bridge: the label with which Terraform marks the clusters of an environment.
    private const string EnvironmentLabel = "environment";

    private static readonly string[] Generators = ["spec", "generators"];

    /// <summary>The file with the entry of a service for one environment.</summary>
    /// <param name="text">The file as it is; null where there is none.</param>
    /// <param name="service">The service.</param>
    /// <param name="applications">Its applications in this file: one for each cluster.</param>
    public string With(string? text, DeployedService service, IReadOnlyList<PlannedApplication> applications)
    {
        var (first, entry) = (applications[0], Entry(service, applications));
        if (text is null || Find(text, NameOf(first)) is not { } edit)
        {
            var added = New(first, entry);
            return string.IsNullOrWhiteSpace(text) ? added : $"{text.TrimEnd()}\n---\n{added}";
        }

        edit = Rendered(edit, first, entry);
        var entries = (edit.Json["spec"]?["generators"] as JsonArray ?? []).ToList();
        return entries.FindIndex(e => e is JsonObject known && PathOf(known) == first.Path) is >= 0 and var index
            ? JsonNode.DeepEquals(entries[index], entry) ? edit.Text : edit.With([.. Generators, $"{index}"], entry)
            : edit.WithItem(Generators, entry);
    }

    // The settings of the environment may have changed since. A set that people took over, by removing the label, keeps what they wrote.
    private ObjectEdit Rendered(ObjectEdit edit, PlannedApplication application, JsonObject entry)
    {
        if (!IsOurs(edit.Json) || Find(New(application, entry), NameOf(application)) is not { } fresh)
        {
            return edit;
        }

        foreach (var field in (string[])["template", "syncPolicy"])
        {
            if (fresh.Json["spec"]?[field] is { } value && !JsonNode.DeepEquals(edit.Json["spec"]?[field], value))
            {
                edit = Find(edit.With(["spec", field], value), NameOf(application)) ?? edit;
            }
        }

        return edit;
    }

    private static bool IsOurs(JsonObject set) => set.Object("metadata").Object("labels").Text(EntityLabels.ManagedBy) == EntityLabels.Us;

    /// <summary>The file without the entry of a folder; null where nothing is left of a set that was made here.</summary>
    public static string? Without(string text, string set, string path)
    {
        if (Find(text, set) is not { } edit)
        {
            return text;
        }

        var without = edit.WithoutItems(Generators, e => e is JsonObject entry && PathOf(entry) == path);
        return Find(without, set) is { Json: var json } && !json.Object("spec").Objects("generators").Any()
            && IsOurs(json)
            ? null
            : without;
    }

    /// <summary>The name of the set of an application.</summary>
    public static string NameOf(PlannedApplication application) => DnsLabel.Of($"{application.Project}-{application.Environment.Name}");

    private static ObjectEdit? Find(string text, string set) =>
        ObjectEdit.Find(text, o => o.Kind == "ApplicationSet" && o.Group == "argoproj.io" && o.Name == set);

    private static string? PathOf(JsonObject entry) => entry.Object("matrix").Objects("generators")
        .SelectMany(g => g.Object("git").Objects("directories")).Select(d => d.Text("path")).FirstOrDefault(p => p is not null);

    private JsonObject Entry(DeployedService service, IReadOnlyList<PlannedApplication> applications) => new()
    {
        ["matrix"] = new JsonObject
        {
            ["generators"] = new JsonArray(
                new JsonObject
                {
                    ["git"] = new JsonObject
                    {
                        ["repoURL"] = repository,
                        ["revision"] = ApplicationFile.Revision,
                        ["directories"] = new JsonArray(new JsonObject { ["path"] = applications[0].Path }),
                        ["values"] = Values(service, applications[0]),
                    },
                },
                Clusters(applications)),
        },
    };

    private static JsonObject Values(DeployedService service, PlannedApplication application)
    {
        var labels = EntityLabels.Of(service);
        return new JsonObject
        {
            ["service"] = service.Name,
            ["namespace"] = application.Namespace,
            ["entity"] = service.Ref.ToString(),
            ["kubernetesId"] = service.KubernetesIdValue,
            ["owner"] = labels[EntityLabel.Owner]?.DeepClone() ?? "none",
        };
    }

    // The clusters by the label that Terraform writes, where the settings declare that it gives exactly these; else one by one.
    private JsonObject Clusters(IReadOnlyList<PlannedApplication> applications) => IsBridged(applications[0].Environment)
        ? new JsonObject
        {
            ["clusters"] = new JsonObject
            {
                ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { [EnvironmentLabel] = applications[0].Environment.Name } },
            },
        }
        : new JsonObject
        {
            ["list"] = new JsonObject
            {
                ["elements"] = new JsonArray([.. applications.Select(a => (JsonNode)new JsonObject
                {
                    ["cluster"] = a.Target.Value,
                    ["target"] = PlannedApplication.SuffixOf(a.Environment, a.Cluster),
                })]),
            },
        };

    private bool IsBridged(DeploymentEnvironment environment) =>
        settings.Topology != Topology.PerCluster
        && environment.Clusters.All(c => DnsLabel.Of(c) == c)
        && environment.Clusters.Select(c => PlannedApplication.HasPrefix(environment, c)).Distinct().Count() == 1
        && environment.Clusters.Order(StringComparer.Ordinal).SequenceEqual(
            settings.Clusters.Where(c => c.Value.Labels.GetValueOrDefault(EnvironmentLabel) == environment.Name).Select(c => c.Key)
                .Order(StringComparer.Ordinal),
            StringComparer.Ordinal);

    private string New(PlannedApplication application, JsonObject entry)
    {
        var (environment, isBridged) = (application.Environment, IsBridged(application.Environment));
        var target = !isBridged ? "{{ .target }}"
            : PlannedApplication.HasPrefix(environment, application.Cluster) ? "{{ .nameNormalized }}"
            : $"{DnsLabel.Of(environment.Name)}-{{{{ .nameNormalized }}}}";
        var cluster = !isBridged ? "{{ .cluster }}" : application.Target.Field == "server" ? "{{ .server }}" : "{{ .name }}";
        var name = $"{{{{ .values.service }}}}-{target}";
        var metadata = new JsonObject
        {
            ["name"] = name,
            ["labels"] = new JsonObject
            {
                [DeployedService.KubernetesId] = "{{ .values.kubernetesId }}",
                [EntityLabel.Owner] = "{{ .values.owner }}",
                [EntityLabel.Environment] = environment.Name,
            },
            ["annotations"] = new JsonObject { ["argocd/app-name"] = name, [EntityLabel.Entity] = "{{ .values.entity }}" },
        };
        if (ApplicationFile.Finalizers(environment) is { } finalizers)
        {
            metadata["finalizers"] = finalizers;
        }

        return ApplicationFile.Written(new JsonObject
        {
            ["apiVersion"] = Application.ApiVersion,
            ["kind"] = "ApplicationSet",
            ["metadata"] = new JsonObject
            {
                ["name"] = NameOf(application),
                ["namespace"] = settings.ArgoNamespace,
                ["labels"] = new JsonObject { [EntityLabels.ManagedBy] = EntityLabels.Us },
            },
            ["spec"] = new JsonObject
            {
                ["goTemplate"] = true,
                ["goTemplateOptions"] = new JsonArray("missingkey=error"),
                ["generators"] = new JsonArray(entry),
                ["syncPolicy"] = new JsonObject { ["applicationsSync"] = "create-update", ["preserveResourcesOnDeletion"] = true },
                ["template"] = new JsonObject
                {
                    ["metadata"] = metadata,
                    ["spec"] = new JsonObject
                    {
                        ["project"] = application.Project,
                        ["source"] = new JsonObject
                        {
                            ["repoURL"] = repository,
                            ["targetRevision"] = ApplicationFile.Revision,
                            ["path"] = "{{ .path.path }}",
                        },
                        ["destination"] = new JsonObject { [application.Target.Field] = cluster, ["namespace"] = "{{ .values.namespace }}" },
                        ["syncPolicy"] = ApplicationFile.SyncPolicy(environment),
                    },
                },
            },
        });
    }
}
