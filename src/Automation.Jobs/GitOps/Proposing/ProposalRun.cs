using System.Security.Cryptography;
using System.Text;
using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.Core.Trees;
using Automation.GitOps.Proposals;
using Automation.GitOps.Rendering;
using Automation.GitOps.Schemas;
using Automation.GitOps.Settings;
using Automation.Jobs.Sources;
using Automation.Reporting.Model;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.GitOps.Proposing;

/// <summary>What proposals are made from: one state of the GitOps repository, and one of the catalog.</summary>
/// <param name="Tree">The GitOps repository.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="Catalog">The stitched catalog.</param>
public sealed record ProposalInput(FileTree Tree, GitOpsSettings Settings, StoredCatalog Catalog)
{
    /// <summary>The address by which manifests name the GitOps repository.</summary>
    public required string Address { get; init; }

    /// <summary>The organisation whose teams CODEOWNERS names; null where it is not known.</summary>
    public string? Organisation { get; init; }

    /// <summary>Who or what asks for the proposals.</summary>
    public string RequestedBy { get; init; } = "";

    /// <summary>The content that a file had when it was generated, by its id in git; null where the repository no longer has it.</summary>
    public Func<string, string?> ObjectAt { get; init; } = _ => null;

    /// <summary>The definitions by which generated manifests are validated.</summary>
    public SchemaSet Schemas { get; init; } = SchemaSet.BuiltIn;

    /// <summary>The tools that render what a change does to the objects in the clusters; null if that is not compared.</summary>
    public IRenderTools? Tools { get; init; }

    /// <summary>Whether a change needs no further look, because its pull request is as an earlier run left it.</summary>
    public Func<PlannedChange, bool> IsSettled { get; init; } = _ => false;

    /// <summary>The GitOps repository, by which manifests may name it; null if it is not known.</summary>
    public RepositorySlug? Repository { get; init; }
}

/// <summary>What the plans of one run share: the deployments that exist, the services of the catalog, and the generator.</summary>
internal sealed class ProposalRun
{
    private const int IntentLength = 20;

    public ProposalRun(ProposalInput input)
    {
        Input = input;
        Known = new KnownDeployments(input.Tree, input.Settings);
        Services = new DeployableServices(input.Catalog, input.Settings);
        var template = input.Settings.Template is { } folder ? new FolderTemplate(input.Tree, folder.Trim('/')) : DeploymentTemplate.BuiltIn;
        Generate = new GenerateDeployment(input.Settings, template, input.Address);
    }

    public ProposalInput Input { get; }

    public GitOpsSettings Settings => Input.Settings;

    public KnownDeployments Known { get; }

    public DeployableServices Services { get; }

    public GenerateDeployment Generate { get; }

    /// <summary>The branch of a service's pull request: always the same one, so that a later run finds it.</summary>
    public static string BranchOf(string service) => $"automation/gitops/deploy/{service}";

    /// <summary>A hash of an action and its files: two proposals with the same hash ask for the same, regardless of other files of the branch.</summary>
    public static string IntentOf(ProposalAction action, IEnumerable<KeyValuePair<string, string>> files)
    {
        var text = new StringBuilder($"{action}\n");
        foreach (var (path, content) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            text.Append($"{path} {BlobId.Of(content)}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..IntentLength];
    }

    /// <summary>The owner of a service as CODEOWNERS names it; null where that is not known.</summary>
    public string? HandleOf(EntityRef owner)
    {
        // A group that the catalog does not have may have no team: an owner in CODEOWNERS that does not exist fails the check.
        if (CatalogReports.Document(owner, Input.Catalog) is not { } document)
        {
            return null;
        }

        var annotations = (document["metadata"] as YamlMapping)?["annotations"] as YamlMapping;
        return (owner.Kind, Text("github.com/team-slug"), Text("github.com/user-login")) switch
        {
            ("group", { } team, _) => $"@{team}",
            ("group", null, _) when owner.Namespace == EntityRef.DefaultNamespace && Input.Organisation is { } organisation => $"@{organisation}/{owner.Name}",
            ("user", _, { } login) => $"@{login}",
            ("user", _, null) => $"@{owner.Name}",
            _ => null,
        };

        // A handle with a space would be two owners.
        string? Text(string name) =>
            annotations?[name] is YamlScalar { Type: YamlType.String, Text: { Length: > 0 } text } && !text.Any(char.IsWhiteSpace) ? text : null;
    }

    /// <summary>How Argo CD and the files are arranged: a sentence.</summary>
    public string Arrangement()
    {
        var topology = Settings.Topology switch
        {
            Topology.PerCluster => "Each cluster has its own Argo CD (per-cluster)",
            Topology.EksManaged => "Argo CD is managed by EKS, which names clusters by ARN (eks-managed)",
            _ => "One Argo CD deploys to all clusters (hub-and-spoke)",
        };
        return Settings.Layout == Layout.Overlays
            ? $"{topology}; each application has a file (overlays)."
            : $"{topology}; ApplicationSets generate the applications (generated-from-folders).";
    }

    /// <summary>The sentence about merging.</summary>
    public static string MergeSentence(MergePolicy policy, string strictest) => policy == MergePolicy.Automatic
        ? "GitHub merges it when its checks pass, because all of its environments allow that."
        : $"A person merges it after a review: '{strictest}' requires that.";
}
