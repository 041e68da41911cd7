using Automation.Core;

namespace Automation.GitOps.Proposals;

/// <summary>A component of the catalog that is deployed.</summary>
/// <param name="Ref">Its ref.</param>
public sealed record DeployedService(EntityRef Ref)
{
    /// <summary>The annotation that, with the value <c>false</c>, keeps a component out of the GitOps repository.</summary>
    public const string OptOut = "automation/gitops";

    /// <summary>The annotation with the image of a component, such as <c>ghcr.io/acme/orders:1.4.0</c>.</summary>
    public const string Image = "automation/image";

    /// <summary>The annotation and label by which Backstage finds a component's objects.</summary>
    public const string KubernetesId = "backstage.io/kubernetes-id";

    /// <summary>Its owner; null where it has none.</summary>
    public EntityRef? Owner { get; init; }

    /// <summary>Its system; null where it has none.</summary>
    public EntityRef? System { get; init; }

    /// <summary>Its <c>spec.type</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary>The page of its repository; null where it is not known.</summary>
    public Uri? Repository { get; init; }

    /// <summary>Whether the catalog does not have it yet, because its registration is to be merged first.</summary>
    public bool IsAwaited { get; init; }

    /// <summary>The name of the catalog's source that defines it; empty where it is not known.</summary>
    public string Source { get; init; } = "";

    /// <summary>Its annotations.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Its name in the cluster, and the name of its folder.</summary>
    public string Name { get; } = DnsLabel.Of(Ref);

    /// <summary>The value by which Backstage finds its objects.</summary>
    public string KubernetesIdValue =>
        Annotations.TryGetValue(KubernetesId, out var given) && DnsLabel.IsLabelValue(given) ? given
        : DnsLabel.IsLabelValue(Ref.Name) ? Ref.Name : Name;

    /// <summary>Whether it opted out.</summary>
    public bool IsOptedOut => Annotations.TryGetValue(OptOut, out var value) && value.Equals("false", StringComparison.OrdinalIgnoreCase);

    /// <summary>Its image and tag. Without a declared one, the image is that of GitHub's registry for its repository, of the newest build.</summary>
    public (string Name, string Tag, bool IsDigest) ImageName()
    {
        const string newest = "latest";
        if (Annotations.TryGetValue(Image, out var given) && given.Length > 0 && !given.Any(char.IsWhiteSpace))
        {
            var digest = given.IndexOf('@', StringComparison.Ordinal);
            var colon = given.LastIndexOf(':');
            return digest > 0 ? (given[..digest], given[(digest + 1)..], true)
                : colon > given.LastIndexOf('/') ? (given[..colon], given[(colon + 1)..], false)
                : (given, newest, false);
        }

        var path = Repository?.AbsolutePath.Trim('/').ToLowerInvariant();
        return (path is { Length: > 0 } && Repository!.Host == "github.com" ? $"ghcr.io/{path}" : Name, newest, false);
    }
}
