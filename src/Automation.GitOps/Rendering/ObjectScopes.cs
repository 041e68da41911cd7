using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.GitOps.Objects;
using Automation.GitOps.Reading;
using Automation.GitOps.Schemas;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.GitOps.Rendering;

/// <summary>Which kinds of objects are in a namespace: the built-in ones, those that are declared, and those that the repository defines.</summary>
/// <param name="declared">Definitions that were given.</param>
/// <param name="repository">The repository, which may define kinds.</param>
public sealed class ObjectScopes(IReadOnlyList<KindSchema> declared, Checkout repository)
{
    private const long LargestDefinition = 5L << 20;

    // The API groups of Kubernetes itself, and their kinds that are not in a namespace (kubectl api-resources of 1.35, and those that were removed before).
    private static readonly Dictionary<string, string[]> BuiltIn = new(StringComparer.Ordinal)
    {
        [""] = ["Namespace", "Node", "PersistentVolume", "ComponentStatus"],
        ["admissionregistration.k8s.io"] =
        [
            "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding",
            "MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding",
        ],
        ["apiextensions.k8s.io"] = ["CustomResourceDefinition"],
        ["apiregistration.k8s.io"] = ["APIService"],
        ["apps"] = [],
        ["authentication.k8s.io"] = ["TokenReview", "SelfSubjectReview"],
        ["authorization.k8s.io"] = ["SelfSubjectAccessReview", "SelfSubjectRulesReview", "SubjectAccessReview"],
        ["autoscaling"] = [],
        ["batch"] = [],
        ["certificates.k8s.io"] = ["CertificateSigningRequest", "ClusterTrustBundle"],
        ["coordination.k8s.io"] = [],
        ["discovery.k8s.io"] = [],
        ["events.k8s.io"] = [],
        ["extensions"] = ["PodSecurityPolicy"],
        ["flowcontrol.apiserver.k8s.io"] = ["FlowSchema", "PriorityLevelConfiguration"],
        ["internal.apiserver.k8s.io"] = ["StorageVersion"],
        ["networking.k8s.io"] = ["IngressClass", "IPAddress", "ServiceCIDR"],
        ["node.k8s.io"] = ["RuntimeClass"],
        ["policy"] = ["PodSecurityPolicy"],
        ["rbac.authorization.k8s.io"] = ["ClusterRole", "ClusterRoleBinding"],
        ["resource.k8s.io"] = ["DeviceClass", "ResourceSlice", "DeviceTaintRule"],
        ["scheduling.k8s.io"] = ["PriorityClass"],
        ["storage.k8s.io"] = ["StorageClass", "VolumeAttachment", "CSIDriver", "CSINode", "VolumeAttributesClass"],
        ["storagemigration.k8s.io"] = ["StorageVersionMigration"],
    };

    private readonly Lazy<Dictionary<(string Group, string Kind), bool>> _defined = new(() => Defined(declared, repository));

    /// <summary>Whether objects of a kind are in a namespace; null where nothing says it.</summary>
    /// <param name="one">The object.</param>
    /// <param name="others">The objects of the same application, which may define its kind.</param>
    public bool? IsNamespaced(KubernetesObject one, IReadOnlyDictionary<(string Group, string Kind), bool> others) =>
        BuiltIn.TryGetValue(one.Group, out var wide) ? !wide.Contains(one.Kind, StringComparer.Ordinal)
        : others.TryGetValue((one.Group, one.Kind), out var here) ? here
        : _defined.Value.TryGetValue((one.Group, one.Kind), out var defined) ? defined
        : null;

    /// <summary>The kinds that objects define.</summary>
    internal static Dictionary<(string Group, string Kind), bool> DefinedBy(IEnumerable<KubernetesObject> objects)
    {
        var kinds = new Dictionary<(string, string), bool>();
        foreach (var spec in objects.Where(o => o.Kind == "CustomResourceDefinition").Select(o => o.Root.Object("spec")))
        {
            if (spec.Text("group") is { } group && spec.Object("names").Text("kind") is { } kind)
            {
                kinds[(group, kind)] = spec.Text("scope") != "Cluster";
            }
        }

        return kinds;
    }

    private static Dictionary<(string Group, string Kind), bool> Defined(IReadOnlyList<KindSchema> declared, Checkout repository)
    {
        var kinds = BuiltInSchemas.All.Concat(declared).GroupBy(k => (k.Group, k.Kind)).ToDictionary(g => g.Key, g => g.Last().IsNamespaced);
        foreach (var path in repository.Below("").Where(e => e.Kind == FileKind.File && IsYaml(e.Path)).Select(e => e.Path))
        {
            if (repository.Read(path, LargestDefinition) is { } bytes && bytes.Span.IndexOf("CustomResourceDefinition"u8) >= 0)
            {
                foreach (var (kind, isNamespaced) in DefinedBy(Definitions(path, bytes)))
                {
                    kinds[kind] = isNamespaced;
                }
            }
        }

        return kinds;
    }

    private static IEnumerable<KubernetesObject> Definitions(string path, ReadOnlyMemory<byte> bytes) =>
        YamlFile.Read(SourceText.Decode(path, bytes.Span), YamlLimits.Source with { NodesOfDocument = 1_000_000 }, YamlDialect.Kubernetes).Documents
            .Where(d => d.Problems.Count == 0)
            .Select(d => d.Root as YamlMapping)
            .OfType<YamlMapping>()
            .Where(m => m["kind"] is YamlScalar { Text: "CustomResourceDefinition" })
            .Select(m => new KubernetesObject((JsonObject)JsonFields.Of(m)!));

    private static bool IsYaml(string path) => path.EndsWith(".yaml", StringComparison.Ordinal) || path.EndsWith(".yml", StringComparison.Ordinal);
}
