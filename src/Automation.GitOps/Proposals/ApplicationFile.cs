using System.Text.Json.Nodes;
using Automation.Core;
using Automation.GitOps.Model;
using Automation.GitOps.Objects;
using Automation.GitOps.Settings;

namespace Automation.GitOps.Proposals;

/// <summary>The file of an Application.</summary>
/// <param name="service">The service.</param>
/// <param name="settings">The settings.</param>
/// <param name="repository">The address of the GitOps repository.</param>
internal sealed class ApplicationFile(DeployedService service, GitOpsSettings settings, string repository)
{
    /// <summary>The revision of a source in the GitOps repository: its default branch.</summary>
    public const string Revision = "HEAD";

    /// <summary>Its text.</summary>
    public string Write(PlannedApplication application)
    {
        var labels = EntityLabels.Of(service);
        labels[EntityLabel.Environment] = application.Environment.Name;
        labels[EntityLabels.ManagedBy] = EntityLabels.Us;
        var metadata = new JsonObject
        {
            ["name"] = application.Name,
            ["namespace"] = settings.ArgoNamespace,
            ["labels"] = labels,
            ["annotations"] = EntityLabels.AnnotationsOf(service, application.Name),
        };
        if (Finalizers(application.Environment) is { } finalizers)
        {
            metadata["finalizers"] = finalizers;
        }

        return Written(new JsonObject
        {
            ["apiVersion"] = Application.ApiVersion,
            ["kind"] = "Application",
            ["metadata"] = metadata,
            ["spec"] = new JsonObject
            {
                ["project"] = application.Project,
                ["source"] = new JsonObject { ["repoURL"] = repository, ["targetRevision"] = Revision, ["path"] = application.Path },
                ["destination"] = application.Destination(),
                ["syncPolicy"] = SyncPolicy(application.Environment),
            },
        });
    }

    /// <summary>Where objects that git no longer has are deleted, the workload of a removed application is, too.</summary>
    public static JsonArray? Finalizers(DeploymentEnvironment environment) => environment.Prune ? new JsonArray(Application.ResourcesFinalizer) : null;

    /// <summary>The sync policy of an environment.</summary>
    public static JsonObject SyncPolicy(DeploymentEnvironment environment)
    {
        var policy = new JsonObject();
        if (environment.Automated)
        {
            policy["automated"] = new JsonObject { ["prune"] = environment.Prune, ["selfHeal"] = environment.SelfHeal };
        }

        var options = new JsonArray();
        if (!OverlayFiles.HasOwnNamespace(environment))
        {
            options.Add((JsonNode)"CreateNamespace=true");
        }

        options.Add((JsonNode)"ApplyOutOfSyncOnly=true");
        policy["syncOptions"] = options;
        return policy;
    }

    /// <summary>An object of our own making as text.</summary>
    internal static string Written(JsonObject value) =>
        ObjectYaml.Write(value) ?? throw new InvalidOperationException("An object that is made here is within the limits of YAML.");
}
