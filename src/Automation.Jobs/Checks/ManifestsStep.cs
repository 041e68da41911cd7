using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Rules;
using Automation.GitOps.Schemas;
using Automation.GitOps.Secrets;
using Automation.GitOps.Settings;
using Automation.GitOps.Validation;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Jobs.GitOps;
using Automation.Jobs.GitOps.Settings;
using Automation.Jobs.Review;

namespace Automation.Jobs.Checks;

/// <summary>
/// Validates the manifests of a GitOps repository, in layers. It is one if it has <c>.automation/gitops.yml</c>. Where a check may not read all of them, those
/// that the change touches are validated.
/// </summary>
/// <param name="settings">The effective configuration.</param>
/// <param name="baseline">The findings that were accepted.</param>
/// <param name="snapshot">The repository's files.</param>
/// <param name="other">The other side of the change; null if there is none.</param>
internal sealed class ManifestsStep(AutomationSettings settings, Baseline baseline, RepositorySnapshot snapshot, RepositorySnapshot? other)
{
    private const long LargestFile = 5L << 20;

    // What an application can be rendered from: manifests, values, charts and kustomizations.
    private static readonly string[] Endings = [".yaml", ".yml", ".json", ".tpl", ".tgz", ".lock", "/NOTES.txt", "/Kustomization", "/.helmignore"];

    private static readonly NotChecked TooMany = new(
        "the manifests that this change leaves alone, and what it deploys",
        "reading all manifests exceeds the budget of one check. 'automation check' in a workflow reads all of them, or the organisation can raise the budget "
            + "in the configuration of its `.github` repository");

    /// <summary>The head of the base branch, whose policy applies; null if that of the snapshot does.</summary>
    public FileTree? Policy { get; init; }

    /// <summary>Definitions of kinds besides those of Argo CD.</summary>
    public IReadOnlyList<KindSchema> Definitions { get; init; } = [];

    /// <summary>Which comments that accept findings take effect.</summary>
    public AcceptancePolicy Acceptances { get; init; } = AcceptancePolicy.Everything;

    /// <summary>Whether one of two sides is a GitOps repository.</summary>
    public static bool IsGitOps(RepositorySnapshot snapshot, RepositorySnapshot? other) =>
        new[] { snapshot, other }.Any(s => s?.Tree.Find(GitOpsSettings.Path) is { Kind: FileKind.File });

    /// <summary>The findings; null if the repository is not a GitOps repository.</summary>
    /// <param name="descriptors">The files that are descriptors or skeletons, by their paths in the repository.</param>
    public CheckedManifests? Run(IEnumerable<string> descriptors, CancellationToken cancellationToken) =>
        !IsGitOps(snapshot, other) ? null : FaultRules.Guard(
            () => Validated(descriptors.ToHashSet(StringComparer.Ordinal), cancellationToken),
            fault => new CheckedManifests(
                CheckedTree.Empty with { Findings = [FaultRules.Of(snapshot.Show(GitOpsSettings.Path), fault)] }, IsWhole: false));

    private CheckedManifests Validated(HashSet<string> descriptors, CancellationToken cancellationToken)
    {
        List<FileEntry> listed = [.. snapshot.Tree.List(cancellationToken).Where(f => f.Kind == FileKind.File)];
        List<string> manifests = [.. listed.Select(f => f.Path).Where(p => IsYaml(p) && !IsHidden(p) && !descriptors.Contains(p))];
        var (read, isWhole) = Readable(listed, manifests, cancellationToken);
        var own = GitOpsSettingsReader.In(snapshot.Tree, snapshot.Show, cancellationToken);
        var enforced = Policy is null ? null : GitOpsSettingsReader.In(Policy, snapshot.Show, cancellationToken);
        var inForce = enforced is { Source: not null } ? enforced : own;
        var report = new ValidateManifests(
            SchemaSet.With(Definitions), inForce.Source is null || inForce.IsBroken ? null : WithFactsOf(own, inForce))
        {
            Own = snapshot is { IsWhole: true, Repository: { } repository } ? (snapshot.Tree, repository) : null,
        }
            .Run(read.Select(p => new ManifestInput(snapshot.Show(p), p, snapshot.Tree, IsNamed: false)), cancellationToken);

        var review = new FindingReview(settings, baseline, rule => isWhole || ManifestRules.All.All(r => r.Id != rule)) { Acceptances = Acceptances };
        var (kept, sources) = (new List<Finding>(own.Findings), new Dictionary<string, SourceText>(StringComparer.Ordinal));
        var (suppressed, byComments, byBaseline) = (0, new List<Finding>(), new List<Finding>());
        if (own is { Findings.Count: > 0, Source: { } configuration })
        {
            sources[configuration.Path] = configuration;
        }

        foreach (var file in report.Findings.GroupBy(f => f.File, StringComparer.Ordinal))
        {
            var source = report.Sources.GetValueOrDefault(file.Key) ?? SourceText.Of(file.Key, "");
            var reviewed = review.Of(source, snapshot.TreePathOf(file.Key), file);
            kept.AddRange(reviewed.Kept.Select(f => SecretCover.Of(f, source)).OrderBy(f => f.Span.Start));
            suppressed += reviewed.Accepted.Count;
            byComments.AddRange(reviewed.ByComments);
            byBaseline.AddRange(reviewed.ByBaseline.Select(f => SecretCover.Of(f, source)));
            sources[source.Path] = ManifestSecrets.In(source, cancellationToken).Shown;
        }

        return new CheckedManifests(
            new CheckedTree(
                kept, [], sources, report.Files + 1, suppressed,
                [.. report.NotChecked.Where(n => n != ValidateManifests.None), .. isWhole ? Array.Empty<NotChecked>() : [TooMany]])
            {
                AcceptedByComments = byComments,
                AcceptedByBaseline = byBaseline,
            },
            isWhole);
    }

    // The policy is that of the base branch; the clusters are those that the change leaves.
    private GitOpsSettings WithFactsOf(GitOpsSettingsReading own, GitOpsSettingsReading inForce) =>
        own.IsBroken ? inForce.Of(snapshot.Repository) : inForce.Of(snapshot.Repository) with { Clusters = own.Settings.Clusters };

    // What the change touches has to be read; the rest if the budget allows all of it.
    private (IEnumerable<string> Read, bool IsWhole) Readable(List<FileEntry> listed, List<string> manifests, CancellationToken cancellationToken)
    {
        if (snapshot.Reads is not { } reads)
        {
            return (manifests, true);
        }

        var sides = new SideDifference(snapshot, other, cancellationToken);
        var changed = reads.Foresee(snapshot.Tree, manifests.Where(p => sides.AnyChanged([p])), _ => LargestFile, cancellationToken);
        var rest = listed.Where(f => f.Size <= LargestFile && !IsHidden(f.Path) && Endings.Any(e => $"/{f.Path}".EndsWith(e, StringComparison.Ordinal)));
        return reads.TryFetch([.. rest], cancellationToken) ? (manifests, true) : (changed.Order(StringComparer.Ordinal), false);
    }

    private static bool IsYaml(string path) => path.EndsWith(".yaml", StringComparison.Ordinal) || path.EndsWith(".yml", StringComparison.Ordinal);

    // Folders of settings, such as GitHub's. Files such as '.argocd-source.yaml' are of Argo CD.
    private static bool IsHidden(string path) =>
        path.LastIndexOf('/') is > 0 and var slash && (path[0] == '.' || path[..slash].Contains("/.", StringComparison.Ordinal));
}

/// <summary>The findings about the manifests of a side.</summary>
/// <param name="Tree">The findings, reviewed.</param>
/// <param name="IsWhole">Whether all files were read.</param>
internal sealed record CheckedManifests(CheckedTree Tree, bool IsWhole);
