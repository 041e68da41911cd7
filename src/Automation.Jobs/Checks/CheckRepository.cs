using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Discovery;
using Automation.Descriptors.References;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Jobs.GitOps;
using Automation.Jobs.Merging;
using Automation.Jobs.Ownership;
using Automation.Jobs.Review;
using Automation.Jobs.Rules;
using Automation.Jobs.Sources;
using Automation.Reporting.Model;

namespace Automation.Jobs.Checks;

/// <summary>
/// Checks both sides of a change with one configuration, and combines the results: what is pre-existing, what merging does to the catalog, and what it
/// deploys. <see cref="CheckChange"/> reads the configuration first.
/// </summary>
/// <param name="settings">The effective configuration; on a pull request that of the base branch.</param>
/// <param name="baseline">The findings that were accepted.</param>
/// <param name="catalog">The entities of all repositories; null if they are not known.</param>
public sealed class CheckRepository(AutomationSettings settings, Baseline baseline, KnownEntities? catalog)
{
    /// <summary>The head of the base branch, whose CODEOWNERS GitHub uses until the change is merged; null if it is not available.</summary>
    public RepositorySnapshot? Enforced { get; init; }

    /// <summary>The catalog in which the merge preview applies the change; null if only the repository itself is available.</summary>
    public KnownCatalog? Around { get; init; }

    /// <summary>GitHub's data about the owners in CODEOWNERS; null if it is not available.</summary>
    public OwnersOnGitHub? OwnersOnGitHub { get; init; }

    /// <summary>The rules that authors may accept in their own change.</summary>
    public IReadOnlyCollection<string> AcceptedByAuthors { get; init; } = [];

    /// <summary>How many files are searched for entities if there is no descriptor.</summary>
    public int MostSearched { get; init; } = NoDescriptors.MostFiles;

    /// <summary>What the check of a GitOps repository uses; null if nothing is rendered.</summary>
    public GitOpsInputs? GitOps { get; init; }

    /// <summary>Checks the head, and marks findings that the base already has.</summary>
    /// <param name="head">The files after the change.</param>
    /// <param name="base">The files of the merge base; null if there is nothing to compare with.</param>
    public Report Run(RepositorySnapshot head, RepositorySnapshot? @base, CancellationToken cancellationToken)
    {
        var enforced = Enforced is null ? null : CodeownersSide.Read(Enforced, settings.Owners.Dialect, cancellationToken);
        var before = @base is null
            ? null
            : CheckOf(null, head, AcceptancePolicy.Everything, offersFixes: false).Run(@base, DescriptorsOf(@base), cancellationToken);
        var descriptors = DescriptorsOf(head);
        var moved = before is null ? MovedFiles.None
            : MovedFiles.Between(@base!, before.Descriptors, head, descriptors.Files.Select(f => head.TreePathOf(f.Source.Path)), settings, cancellationToken);
        var acceptances = before is null ? AcceptancePolicy.Everything : AcceptancePolicy.ForChange(before.AcceptedByComments, moved, AcceptedByAuthors);
        var after = CheckOf(before, @base, acceptances, offersFixes: true).Run(head, descriptors, cancellationToken);
        var turned = before is null
            ? []
            : new TurnedSkeletons(settings, baseline, acceptances).Of(head, before.Descriptors, after.Skeletons, cancellationToken);
        var preExisting = new PreExisting(moved);
        var deployed = before is not { HasAllManifests: true } || after is not { HasAllManifests: true } || GitOps is null
            ? CheckedDeployments.None
            : new DeploymentsStep(settings, baseline, GitOps) { Acceptances = acceptances, Known = after.Findings }.Run(@base!, head, cancellationToken);
        var title = after.HasAllManifests is null ? "The descriptors" : after.Descriptors.Count == 0 ? "The manifests" : "The descriptors and manifests";
        return new Report(title, before is null ? after.Findings : [.. preExisting.Mark(after, before), .. turned, .. deployed.Findings])
        {
            Documents = after.Documents,
            Files = after.Files,
            Skeletons = [.. after.Skeletons.Select(head.Show)],
            Sources = deployed.Sources.Where(s => !after.Sources.ContainsKey(s.Path)).Select(s => KeyValuePair.Create(s.Path, s)).Concat(after.Sources)
                .ToDictionary(StringComparer.Ordinal),
            Suppressed = after.Suppressed + deployed.Suppressed,
            NotChecked = [.. after.NotChecked, .. deployed.NotChecked, .. !after.LacksDescriptor ? [] : NoDescriptor(head, after, cancellationToken)],
            Ownership = before is null ? after.Ownership : preExisting.Mark(after.Ownership, before.Ownership),
            CatalogChange = before is null || after.IsWithoutCatalog(before)
                ? null
                : new MergePreview(Around).Run(@base!, before, head, after, cancellationToken),
            GitOps = deployed.Diff,
            LacksDescriptor = after.LacksDescriptor,
            ComparedWithBase = before is not null,
            FailOn = settings.FailOn.Least(),
        };

        DescriptorSet DescriptorsOf(RepositorySnapshot side) => new DescriptorSearch(side, settings, cancellationToken).Run();

        TreeCheck CheckOf(CheckedTree? earlier, RepositorySnapshot? other, AcceptancePolicy allowed, bool offersFixes) => new(settings, baseline, catalog)
        {
            Other = other,
            Enforced = enforced,
            OwnersOnGitHub = OwnersOnGitHub,
            Before = earlier?.Entities,
            OffersFixes = offersFixes,
            Acceptances = allowed,
            ManifestPolicy = Enforced?.Tree,
            Definitions = GitOps?.Definitions ?? [],
            TakesPeople = Around is not KnownCatalog.Stitched { Own: { } own, Reader: var reader } || reader.Source(own.Name) is not { TakesPeople: false },
        };
    }

    private IEnumerable<NotChecked> NoDescriptor(RepositorySnapshot head, CheckedTree after, CancellationToken cancellationToken) =>
        [
            new(
                head.Shown.Length == 0 ? "descriptors" : $"descriptors in {head.Shown}",
                NoDescriptors.Why(head.Tree, after.Skeletons.Count > 0, MostSearched, cancellationToken)),
        ];
}

/// <summary>Reports descriptors that a change makes template skeletons: otherwise they would disappear from the check and the catalog unnoticed.</summary>
internal sealed class TurnedSkeletons(AutomationSettings settings, Baseline baseline, AcceptancePolicy acceptances)
{
    private const string Message = "This file was a descriptor and is a template skeleton now, so nothing in it is checked "
        + "and the catalog keeps its last valid version. Write real values in place of the expressions, "
        + "or move the skeleton to its own folder. To remove the entities, delete the file.";

    /// <param name="head">The files after the change.</param>
    /// <param name="descriptors">The descriptors at the base.</param>
    /// <param name="skeletons">The skeletons of the head.</param>
    public IEnumerable<Finding> Of(RepositorySnapshot head, IEnumerable<string> descriptors, IEnumerable<string> skeletons, CancellationToken cancellationToken)
    {
        var review = new FindingReview(settings, baseline, rule => rule == SkeletonRules.Turned.Id) { Acceptances = acceptances };
        return skeletons.Intersect(descriptors, StringComparer.Ordinal).Order(StringComparer.Ordinal).SelectMany(path =>
            review.Of(TextOf(head, path, cancellationToken), path, [new Finding(SkeletonRules.Turned, Message, head.Show(path), SourceSpan.FileStart)])
                .Kept.Where(f => f.Rule == SkeletonRules.Turned || f.Rule == SuppressionRules.NotInForce || f.Rule == SuppressionRules.NewAcceptance));
    }

    private SourceText TextOf(RepositorySnapshot head, string path, CancellationToken cancellationToken) =>
        head.Tree.Read(path, settings.Descriptors.LimitsFor(path).FileBytes, cancellationToken) is FileContent.Whole { Bytes: var bytes }
            ? SourceText.Decode(head.Show(path), bytes.Span)
            : SourceText.Of(head.Show(path), "");
}
