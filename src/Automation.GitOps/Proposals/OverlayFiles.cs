using System.Text.Json.Nodes;
using Automation.Core;
using Automation.GitOps.Settings;

namespace Automation.GitOps.Proposals;

/// <summary>What the folder of an environment has besides the deployment template.</summary>
internal static class OverlayFiles
{
    private const string Kustomize = "kustomize.config.k8s.io/v1beta1";

    /// <summary>The name of the file that Kustomize reads.</summary>
    public const string Kustomization = "kustomization.yaml";

    /// <summary>The file of the namespace.</summary>
    public const string Namespace = "namespace.yaml";

    /// <summary>Whether each service has a namespace of its own in an environment: then the service's files declare it.</summary>
    public static bool HasOwnNamespace(DeploymentEnvironment environment) => environment.Namespace.Contains("{service}", StringComparison.Ordinal);

    /// <summary>The kustomization of the base.</summary>
    /// <param name="resources">The files of the base.</param>
    public static string Base(DeployedService service, IEnumerable<string> resources) => ApplicationFile.Written(new JsonObject
    {
        ["apiVersion"] = Kustomize,
        ["kind"] = "Kustomization",
        ["resources"] = new JsonArray([.. resources.Select(r => (JsonNode)r)]),
        ["labels"] = Labels(EntityLabels.Of(service)),
        ["commonAnnotations"] = EntityLabels.AnnotationsOf(service),
    });

    /// <summary>The kustomization of an environment.</summary>
    /// <param name="resources">Further files of the environment.</param>
    public static string Overlay(DeployedService service, DeploymentEnvironment environment, IEnumerable<string> resources)
    {
        var (image, tag, isDigest) = service.ImageName();
        var own = HasOwnNamespace(environment) ? [Namespace] : Array.Empty<string>();
        return ApplicationFile.Written(new JsonObject
        {
            ["apiVersion"] = Kustomize,
            ["kind"] = "Kustomization",
            ["namespace"] = PlannedApplication.NamespaceOf(service, environment),
            ["resources"] = new JsonArray([.. resources.Prepend("../../base").Concat(own).Select(r => (JsonNode)r)]),
            ["labels"] = Labels(new JsonObject { [EntityLabel.Environment] = environment.Name }),
            ["images"] = new JsonArray(new JsonObject { ["name"] = service.Name, ["newName"] = image, [isDigest ? "digest" : "newTag"] = tag }),
        });
    }

    /// <summary>The namespace of an environment.</summary>
    public static string NamespaceFile(DeployedService service, DeploymentEnvironment environment)
    {
        var labels = EntityLabels.Of(service);
        labels[EntityLabel.Environment] = environment.Name;
        return ApplicationFile.Written(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Namespace",
            ["metadata"] = new JsonObject
            {
                ["name"] = PlannedApplication.NamespaceOf(service, environment),
                ["labels"] = labels,
                ["annotations"] = EntityLabels.AnnotationsOf(service),
            },
        });
    }

    private static JsonArray Labels(JsonObject pairs) => new(new JsonObject { ["includeTemplates"] = true, ["pairs"] = pairs });
}
