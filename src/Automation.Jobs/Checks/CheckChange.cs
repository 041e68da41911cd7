using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Jobs.GitOps;
using Automation.Jobs.Ownership;
using Automation.Jobs.Sources;
using Automation.Reporting.Model;

namespace Automation.Jobs.Checks;

/// <summary>
/// All checks of a pull request, from each entry point: a terminal, a job of GitHub Actions or a webhook. Policy (configuration, CODEOWNERS) comes from
/// the head of the base branch; the effect of the change is compared with the merge base.
/// </summary>
/// <param name="head">The files after the change.</param>
public sealed class CheckChange(RepositorySnapshot head)
{
    /// <summary>How many folders a report names, so that it stays readable.</summary>
    private const int NamedFolders = 5;

    private static readonly NotChecked BrokenAtBase = new("the repository's own configuration", "it has errors on the base branch, so it was not used");

    /// <summary>The tip of the base branch; null if there is nothing to compare with.</summary>
    public FileTree? Policy { get; init; }

    /// <summary>The commit that the change started from; null if there is nothing to compare with.</summary>
    public FileTree? Base { get; init; }

    /// <summary>What was not available, and is therefore not checked.</summary>
    public IReadOnlyList<NotChecked> Notes { get; init; } = [];

    /// <summary>The organisation's configuration; null if there is none.</summary>
    public SourceText? Inherited { get; init; }

    /// <summary>Whether accepted findings are left out; not if a new baseline is written.</summary>
    public bool WithBaseline { get; init; } = true;

    /// <summary>The entities of all repositories; null if they are not known.</summary>
    public KnownCatalog? Catalog { get; init; }

    /// <summary>GitHub's data about the owners in CODEOWNERS; null if it is not available, as in a terminal or a job.</summary>
    public OwnersOnGitHub? OwnersOnGitHub { get; init; }

    /// <summary>What the check of a GitOps repository uses; null if nothing is rendered.</summary>
    public GitOpsInputs? GitOps { get; init; }

    /// <summary>As in <see cref="CheckRepository.MostSearched"/>; fewer if each file takes a call.</summary>
    public int MostSearched { get; init; } = NoDescriptors.MostFiles;

    /// <summary>The effective configuration, and the report, which is null if the configuration is invalid and nothing was checked.</summary>
    public (Configured Configured, Report? Report) Run(CancellationToken cancellationToken)
    {
        var policy = Policy ?? head.Tree;
        var isOwn = policy == head.Tree;
        var configured = Configured.Read(Inherited, policy, head.Show, WithBaseline, cancellationToken);
        var isBrokenAtBase = configured.IsBroken && !isOwn;

        // An invalid configuration on the base branch must not block the change that fixes it. The organisation's configuration applies.
        var inForce = isBrokenAtBase ? Configured.Read(Inherited, InMemoryTree.Of(), head.Show, withBaseline: false, cancellationToken) : configured;
        if (inForce.IsBroken)
        {
            return (inForce, null);
        }

        var (catalog, recognized) = Catalog is null
            ? (null, null)
            : new ProbableOwnSource(head.Repository, Base is null ? [head.Tree] : [Base, head.Tree]).In(Catalog, cancellationToken);
        var check = new CheckRepository(inForce.Settings, inForce.Baseline, catalog?.Known)
        {
            Enforced = isOwn ? null : head with { Tree = policy },
            Around = catalog,
            OwnersOnGitHub = OwnersOnGitHub,
            MostSearched = MostSearched,
            GitOps = GitOps,
            AcceptedByAuthors = Configured.OfOrganisation(Inherited).PullRequests.Accept,
        };
        var report = check.Run(head, Base is null ? null : head with { Tree = Base }, cancellationToken);
        var own = isOwn ? configured : Configured.Read(null, head.Tree, head.Show, WithBaseline, cancellationToken);
        return (inForce, report with
        {
            Findings =
            [
                .. own.Findings.Select(f => Marked(f, isOwn ? [] : configured.Findings)).Concat(report.Findings).OrderBy(f => f.File, StringComparer.Ordinal),
            ],
            Files = report.Files + own.Findings.Select(f => f.File).Distinct(StringComparer.Ordinal).Count(),
            Sources = report.Sources.Concat(own.Sources.Select(s => KeyValuePair.Create(s.Path, s))).DistinctBy(s => s.Key).ToDictionary(),
            NotChecked =
            [
                .. report.NotChecked,
                .. Notes,
                .. recognized is null ? Array.Empty<NotChecked>() : [recognized],
                .. Unread(),
                .. isBrokenAtBase ? [BrokenAtBase] : Array.Empty<NotChecked>(),
            ],
        });
    }

    // Errors in the configuration of the base branch are not caused by this change.
    private static Finding Marked(Finding finding, IReadOnlyList<Finding> before) =>
        before.Any(b => (b.Rule, b.File, b.Pointer, b.Message) == (finding.Rule, finding.File, finding.Pointer, finding.Message))
            ? finding with { PreExisting = true }
            : finding;

    private IEnumerable<NotChecked> Unread() =>
        head.Tree.Unreadable.GroupBy(u => u.Reason, u => head.Show(u.Path), StringComparer.Ordinal).Select(g => new NotChecked(Folders([.. g]), g.Key));

    private static string Folders(List<string> folders) => folders switch
    {
        [var one] => $"the folder {one}",
        _ => $"{folders.Count:N0} folders: {string.Join(", ", folders.Take(NamedFolders))}{(folders.Count > NamedFolders ? ", …" : "")}",
    };
}
