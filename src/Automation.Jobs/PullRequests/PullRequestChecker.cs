using System.Collections.Frozen;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Discovery;
using Automation.Descriptors.Validation;
using Automation.GitHub.Access;
using Automation.GitHub.Budgets;
using Automation.GitHub.PullRequests;
using Automation.GitHub.Trees;
using Automation.Jobs.Checks;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Jobs.Sources;
using Automation.Owners;
using Automation.Owners.Reading;

namespace Automation.Jobs.PullRequests;

/// <summary>
/// Checks a pull request with data from GitHub: its files at three commits, the organisation's configuration, the catalog. All within a budget.
/// </summary>
/// <param name="access">The repository.</param>
/// <param name="people">The same repository, with permission to read people.</param>
/// <param name="reading">The installation, to read the organisation's configuration.</param>
/// <param name="host">The host that the repository is on.</param>
/// <param name="catalog">The catalog; null if none is configured.</param>
/// <param name="cache">Keeps what is read.</param>
/// <param name="large">The turn of large checks.</param>
/// <param name="meter">What the check may cost.</param>
internal sealed class PullRequestChecker(
    RepositoryAccess access,
    RepositoryAccess people,
    InstallationAccess reading,
    string host,
    CatalogFiles? catalog,
    BlobCache cache,
    SemaphoreSlim large,
    BudgetMeter meter)
{
    /// <summary>The repository of an organisation whose configuration its others inherit.</summary>
    private const string OrganisationRepository = ".github";

    /// <summary>How many files of a repository without descriptors are searched for entities: each takes a call, once.</summary>
    private const int MostLookedInto = 10;

    private static readonly NotChecked NoCatalog = new("references to other repositories", "no catalog is configured: set Catalog__Repository on the server");
    private static readonly NotChecked NoMergeBase = new(
        "what the merge base has", "the branches have no commit in common; the head of the base branch is compared instead");

    // What every check reads, independent of the configuration.
    private static readonly FrozenSet<string> PolicyFiles =
        FrozenSet.ToFrozenSet([.. CodeownersLookup.Places(Dialect.GitHub), .. SettingsFile.Paths, .. KindAllowance.Files], StringComparer.Ordinal);

    private readonly RepositorySlug _slug = new(host, access.Repository.Owner, access.Repository.Name);

    private bool _isShadow;

    /// <summary>Checks it; null if its base branch does not exist.</summary>
    public async Task<CheckedPullRequest?> RunAsync(PullRequestFacts pull, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, meter.Time);
        try
        {
            return await ReadAndCheckAsync(pull, either.Token);
        }
        catch (OperationCanceledException) when (meter.Time.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return CheckedPullRequest.Unfinished([BudgetNotes.OutOfTime(meter.Budget), .. BudgetNotes.Of(meter)]) with { IsShadow = _isShadow };
        }
    }

    private async Task<CheckedPullRequest?> ReadAndCheckAsync(PullRequestFacts pull, CancellationToken cancellationToken)
    {
        var tips = await TipsAsync(pull, cancellationToken);
        if (tips.Base is not { } baseSha)
        {
            return null;
        }

        var inherited = await InheritedAsync(tips.Organisation, cancellationToken);
        var organisation = Configured.OfOrganisation(inherited);
        (meter.Budget, _isShadow) = (organisation.Budget, organisation.Checks == CheckMode.Shadow);
        var mergeBase = await new PullRequestReading(access).MergeBaseAsync(pull, baseSha);

        // The base first: what is listed of it is trusted, and trees that both share are listed once.
        var policy = await TreeAsync(baseSha, cancellationToken);
        var start = mergeBase is null || mergeBase == baseSha ? policy : await TreeAsync(mergeBase, cancellationToken);
        var head = pull.HeadSha == baseSha ? policy : await TreeAsync(pull.HeadSha, cancellationToken);
        using var reads = new PullRequestReads(start, head, meter, large);
        var templates = new[] { start, head }.Distinct().SelectMany(t => Templates(t, cancellationToken)).ToHashSet(StringComparer.Ordinal);
        bool IsLikely(string path) => DescriptorFiles.Default.Includes(path) || templates.Contains(path);
        await reads.FetchFirstAsync(policy, PolicyFiles.Contains, IsLikely, cancellationToken);

        var (around, note) = await CatalogAsync(tips.Catalog, cancellationToken);
        var (owners, unasked) = await new OwnersStep(access, people, meter).RunAsync(head, start, cancellationToken);
        var check = new CheckChange(new RepositorySnapshot(head, "", _slug) { Reads = reads })
        {
            Policy = policy,
            Base = start,
            Inherited = inherited,
            Catalog = around,
            OwnersOnGitHub = owners,
            MostLookedInto = MostLookedInto,
            Notes = [.. mergeBase is null ? [NoMergeBase] : Array.Empty<NotChecked>(), .. unasked],
        };

        // Unforeseen files are fetched while the check waits for them, which must not block a shared thread.
        var (configured, report) = await Task.Factory.StartNew(
            () => check.Run(cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return new CheckedPullRequest(configured, report is null ? null : report with
        {
            NotChecked = [.. BudgetNotes.Of(meter), .. WithoutCatalog(report.NotChecked, note)],
            CatalogChange = report.CatalogChange is { } change ? change with { Catalog = catalog?.Repository.ToString() } : null,
        }, head)
        { IsShadow = _isShadow };
    }

    // One line about the catalog: that of the references which it would have, where there are some.
    private static IEnumerable<NotChecked> WithoutCatalog(IReadOnlyList<NotChecked> notChecked, NotChecked? note) =>
        note is null ? notChecked
        : notChecked.Any(n => n.LacksCatalog) ? notChecked.Select(n => n.LacksCatalog ? n with { Why = note.Why } : n)
        : [.. notChecked, note];

    private async Task<(string? Base, string? Organisation, string? Catalog)> TipsAsync(PullRequestFacts pull, CancellationToken cancellationToken)
    {
        var organisation = access.Repository with { Name = OrganisationRepository };
        var isSameOwner = catalog is not null && string.Equals(catalog.Repository.Owner, access.Repository.Owner, StringComparison.OrdinalIgnoreCase);
        var (tip, others) = await new BranchTips(reading).ReadAsync(
            access.Repository, pull.BaseRef, isSameOwner ? [organisation, catalog!.Repository] : [organisation], cancellationToken);
        return (tip, access.Repository.Name == OrganisationRepository ? null : others[0], isSameOwner ? others[1] : null);
    }

    private Task<GitHubTree> TreeAsync(string commit, CancellationToken cancellationToken) =>
        GitHubTree.OpenAsync(access, commit, cache, cancellationToken, meter);

    private static IEnumerable<string> Templates(GitHubTree tree, CancellationToken cancellationToken)
    {
        var files = tree.List(cancellationToken);
        return TemplateFetches.Candidates(files, files.Select(f => f.Path).Where(DescriptorFiles.Default.Includes));
    }

    private async Task<SourceText?> InheritedAsync(string? tip, CancellationToken cancellationToken)
    {
        var organisation = access.Repository with { Name = OrganisationRepository };
        return tip is null || await new RepositoryFiles(reading, cache).OpenAsync(organisation, tip, meter, cancellationToken) is not { } files ? null
            : SettingsFile.In(files, path => $"{organisation}/{path}", cancellationToken).Source;
    }

    private async Task<(KnownCatalog? Catalog, NotChecked? Note)> CatalogAsync(string? tip, CancellationToken cancellationToken) =>
        catalog is null ? (null, NoCatalog) : await catalog.ReadAsync((reading, tip), _slug, cancellationToken);
}
