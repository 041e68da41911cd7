using System.Text.Json.Nodes;
using Automation.Core;

namespace Automation.GitOps.Proposals;

/// <summary>Labels and annotations that tie an object to its entity of the catalog.</summary>
public static class EntityLabels
{
    /// <summary>The label of what is written here (Kubernetes, "Recommended Labels").</summary>
    public const string ManagedBy = "app.kubernetes.io/managed-by";

    /// <summary>Its value.</summary>
    public const string Us = "automation";

    // Backstage's plugin for Argo CD finds an application by it.
    private const string ArgoName = "argocd/app-name";

    /// <summary>The labels of all objects of a service.</summary>
    public static JsonObject Of(DeployedService service)
    {
        var labels = new JsonObject { [DeployedService.KubernetesId] = service.KubernetesIdValue };
        Add(labels, EntityLabel.Owner, service.Owner);
        Add(labels, EntityLabel.System, service.System);
        return labels;
    }

    /// <summary>The annotations of all objects of a service.</summary>
    public static JsonObject AnnotationsOf(DeployedService service)
    {
        var annotations = new JsonObject { [EntityLabel.Entity] = service.Ref.ToString() };
        if (service.Owner is { } owner)
        {
            annotations[EntityLabel.Owner] = owner.ToString();
        }

        return annotations;
    }

    /// <summary>The same for an application.</summary>
    public static JsonObject AnnotationsOf(DeployedService service, string application)
    {
        var annotations = new JsonObject { [ArgoName] = application };
        foreach (var (name, value) in AnnotationsOf(service))
        {
            annotations[name] = value!.DeepClone();
        }

        return annotations;
    }

    private static void Add(JsonObject labels, string name, EntityRef? value)
    {
        if (value is not null)
        {
            labels[name] = DnsLabel.IsLabelValue(value.Name) ? value.Name : DnsLabel.Of(value.Name);
        }
    }
}
