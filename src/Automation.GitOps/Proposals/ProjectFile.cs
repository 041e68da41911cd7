using System.Text.Json.Nodes;
using Automation.GitOps.Model;
using Automation.GitOps.Objects;
using Automation.GitOps.Settings;

namespace Automation.GitOps.Proposals;

/// <summary>The file of an AppProject, which several services share: each adds what it needs and takes away nothing else.</summary>
/// <param name="settings">The settings.</param>
/// <param name="repository">The address of the GitOps repository.</param>
internal sealed class ProjectFile(GitOpsSettings settings, string repository)
{
    private static readonly string[] Repositories = ["spec", "sourceRepos"];
    private static readonly string[] Destinations = ["spec", "destinations"];
    private static readonly string[] ClusterKinds = ["spec", "clusterResourceWhitelist"];

    /// <summary>The file with what an application needs.</summary>
    /// <param name="text">The file as it is; null where there is none.</param>
    /// <param name="application">The application.</param>
    public string With(string? text, PlannedApplication application)
    {
        if (text is null || Find(text, application.Project) is not { } edit)
        {
            var added = New(application);
            return string.IsNullOrWhiteSpace(text) ? added : $"{text.TrimEnd()}\n---\n{added}";
        }

        var project = new AppProject(new KubernetesObject(edit.Json));
        if (!project.SourceRepos.Any(p => p == "*" || p == repository))
        {
            edit = Again(edit.WithItem(Repositories, repository), application.Project);
        }

        if (!project.Destinations.Any(d => Permits(d, application)))
        {
            edit = Again(edit.WithItem(Destinations, application.Destination()), application.Project);
        }

        if (OverlayFiles.HasOwnNamespace(application.Environment) && !PermitsNamespaces(edit.Json))
        {
            edit = Again(edit.WithItem(ClusterKinds, NamespaceKind()), application.Project);
        }

        return edit.Text;
    }

    /// <summary>The file without a destination that only an application needed; null where nothing is left of a project that was made here.</summary>
    public static string? Without(string text, string project, JsonObject destination)
    {
        if (Find(text, project) is not { } edit)
        {
            return text;
        }

        var without = edit.WithoutItems(Destinations, d => d is JsonObject other && JsonNode.DeepEquals(other, destination));
        return Find(without, project) is { Json: var json } && !json.Object("spec").Objects("destinations").Any()
            && json.Object("metadata").Object("labels").Text(EntityLabels.ManagedBy) == EntityLabels.Us
            ? null
            : without;
    }

    private static ObjectEdit? Find(string text, string project) =>
        ObjectEdit.Find(text, o => o.Kind == "AppProject" && o.Group == "argoproj.io" && o.Name == project);

    private static ObjectEdit Again(string text, string project) =>
        Find(text, project) ?? throw new InvalidOperationException("An edit keeps the object that it changes.");

    private static bool Permits(Destination destination, PlannedApplication application) =>
        (application.Target.Field == "name" ? destination.Name : destination.Server) is { } cluster
        && (cluster == "*" || cluster == application.Target.Value)
        && (destination.Namespace == "*" || destination.Namespace == application.Namespace);

    private static bool PermitsNamespaces(JsonObject project) => project.Object("spec").Objects("clusterResourceWhitelist")
        .Any(k => k["group"]?.ToString() is "" or "*" && k["kind"]?.ToString() is "Namespace" or "*");

    private static JsonObject NamespaceKind() => new() { ["group"] = "", ["kind"] = "Namespace" };

    private string New(PlannedApplication application)
    {
        var spec = new JsonObject
        {
            ["description"] = settings.ProjectPer == ProjectScope.System ? $"The services of {application.Project}." : $"What {application.Project} deploys.",
            ["sourceRepos"] = new JsonArray(repository),
            ["destinations"] = new JsonArray(application.Destination()),
        };
        if (OverlayFiles.HasOwnNamespace(application.Environment))
        {
            spec["clusterResourceWhitelist"] = new JsonArray(NamespaceKind());
        }

        return ApplicationFile.Written(new JsonObject
        {
            ["apiVersion"] = Application.ApiVersion,
            ["kind"] = "AppProject",
            ["metadata"] = new JsonObject
            {
                ["name"] = application.Project,
                ["namespace"] = settings.ArgoNamespace,
                ["labels"] = new JsonObject { [EntityLabels.ManagedBy] = EntityLabels.Us },
            },
            ["spec"] = spec,
        });
    }
}
