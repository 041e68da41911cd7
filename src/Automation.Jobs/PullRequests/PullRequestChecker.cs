using System.Collections.Frozen;
using Automation.Core.Findings;
using Automation.Core.Trees;
using Automation.Descriptors.Discovery;
using Automation.Descriptors.Validation;
using Automation.GitHub.Access;
using Automation.GitHub.Budgets;
using Automation.GitHub.PullRequests;
using Automation.GitHub.Trees;
using Automation.GitOps.Rendering;
using Automation.GitOps.Settings;
using Automation.Jobs.Checks;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Jobs.GitOps;
using Automation.Jobs.Sources;
using Automation.Owners;
using Automation.Owners.Reading;
using Automation.Reporting.Model;

namespace Automation.Jobs.PullRequests;

/// <summary>
/// Checks a pull request with data from GitHub: its files at three commits, the organisation's configuration, the catalog. All within a budget.
/// </summary>
/// <param name="people">The same repository, with permission to read people.</param>
/// <param name="reading">The installation, to read the organisation's configuration.</param>
/// <param name="host">The host that the repository is on.</param>
/// <param name="catalog">The catalog; null if none is configured.</param>
/// <param name="cache">The cache of files and trees.</param>
/// <param name="large">The lock of large checks.</param>
/// <param name="meter">The budget of the check.</param>
/// <param name="tools">The tools that render applications of GitOps repositories.</param>
internal sealed class PullRequestChecker(
    RepositoryAccess access,
    RepositoryAccess people,
    InstallationAccess reading,
    string host,
    CatalogFiles? catalog,
    BlobCache cache,
    SemaphoreSlim large,
    BudgetMeter meter,
    IRenderTools tools)
{
    /// <summary>How many files of a repository without descriptors are searched for entities: each takes one call.</summary>
    private const int MostSearched = 10;

    private static readonly NotChecked NoCatalog = new("references to other repositories", "no catalog is configured: set Catalog__Repository on the server");
    private static readonly NotChecked NoMergeBase = new(
        "the merge base", "the branches have no commit in common; the head of the base branch is used instead");

    // The files that every check reads, regardless of the configuration.
    private static readonly FrozenSet<string> PolicyFiles = FrozenSet.ToFrozenSet(
        [.. CodeownersLookup.Places(Dialect.GitHub), .. SettingsFile.Paths, .. KindAllowance.Files, GitOpsSettings.Path], StringComparer.Ordinal);

    private readonly RepositorySlug _slug = new(host, access.Repository.Owner, access.Repository.Name);

    private readonly OrganisationConfiguration _organisation = new(access.Repository, reading, cache, meter);

    private bool _isShadow;

    /// <summary>Checks a pull request; null if its base branch does not exist.</summary>
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

        var inherited = await _organisation.ReadAsync(tips.Organisation, cancellationToken);
        var organisation = Configured.OfOrganisation(inherited);
        (meter.Budget, _isShadow) = (organisation.Budget, organisation.Checks == CheckMode.Shadow);
        var mergeBase = await new PullRequestReading(access).MergeBaseAsync(pull, baseSha);

        // The base first: its listing is trusted, and trees that both sides share are listed once.
        var policy = await TreeAsync(baseSha, null, cancellationToken);
        var start = mergeBase is null || mergeBase == baseSha ? policy : await TreeAsync(mergeBase, policy, cancellationToken);
        var head = pull.HeadSha == baseSha ? policy : await TreeAsync(pull.HeadSha, start, cancellationToken);
        using var reads = new PullRequestReads(start, head, meter, large);
        var templates = new[] { start, head }.Distinct().SelectMany(t => TemplateFetches.Named(t.List(cancellationToken))).ToHashSet(StringComparer.Ordinal);
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
            MostSearched = MostSearched,
            GitOps = new GitOpsInputs(tools) { Branch = pull.BaseRef },
            Notes = [.. mergeBase is null ? [NoMergeBase] : Array.Empty<NotChecked>(), .. unasked],
        };

        // Other files are fetched while the check waits for them, which must not block a shared thread.
        var (configured, report) = await Task.Factory.StartNew(
            () => check.Run(cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return new CheckedPullRequest(configured, report is null ? null : report with
        {
            NotChecked = [.. BudgetNotes.Of(meter), .. WithoutCatalog(report.NotChecked, note)],
            CatalogChange = report.CatalogChange is { } change ? change with { Catalog = catalog?.Repository.ToString() } : null,
        }, head)
        { IsShadow = _isShadow };
    }

    // One note about the catalog: the one about references, if there are any to look up.
    private static IEnumerable<NotChecked> WithoutCatalog(IReadOnlyList<NotChecked> notChecked, NotChecked? note) =>
        note is null ? notChecked
        : notChecked.Any(n => n.LacksCatalog) ? notChecked.Select(n => n.LacksCatalog ? n with { Why = note.Why } : n)
        : [.. notChecked, note];

    private async Task<(string? Base, string? Organisation, string? Catalog)> TipsAsync(PullRequestFacts pull, CancellationToken cancellationToken)
    {
        var organisation = _organisation.Repository;
        var isSameOwner = catalog is not null && string.Equals(catalog.Repository.Owner, access.Repository.Owner, StringComparison.OrdinalIgnoreCase);
        var (tip, others) = await new BranchTips(reading).ReadAsync(
            access.Repository, pull.BaseRef, isSameOwner ? [organisation, catalog!.Repository] : [organisation], cancellationToken);
        return (tip, access.Repository == organisation ? null : others[0], isSameOwner ? others[1] : null);
    }

    private Task<GitHubTree> TreeAsync(string commit, GitHubTree? before, CancellationToken cancellationToken) =>
        GitHubTree.OpenAsync(access, commit, cache, cancellationToken, meter, before);

    private async Task<(KnownCatalog? Catalog, NotChecked? Note)> CatalogAsync(string? tip, CancellationToken cancellationToken) =>
        catalog is null ? (null, NoCatalog) : await catalog.ReadAsync((reading, tip), _slug, cancellationToken);
}

/// <summary>The result of the check of a pull request.</summary>
/// <param name="Configured">The effective configuration.</param>
/// <param name="Report">The report; null if the configuration is invalid and nothing was checked.</param>
/// <param name="Head">The files that were checked.</param>
internal sealed record CheckedPullRequest(Configured Configured, Report? Report, FileTree Head)
{
    /// <summary>Whether it is in shadow mode: the check run is neutral, and nothing else is written.</summary>
    public bool IsShadow { get; init; }

    /// <summary>The result if the time is up.</summary>
    /// <param name="notes">The notes about that, and about other exceeded budgets.</param>
    public static CheckedPullRequest Unfinished(IReadOnlyList<NotChecked> notes) => new(
        new Configured(AutomationSettings.Default, Baseline.Empty, [], []), new Report("The descriptors", []) { NotChecked = notes }, InMemoryTree.Of());
}

/// <summary>
/// The notes of a report about exceeded budgets. If added or changed files were not read, the check fails: otherwise a large enough change would pass.
/// </summary>
internal static class BudgetNotes
{
    public static IEnumerable<NotChecked> Of(BudgetMeter meter) =>
        meter.Unread.Select(u => new NotChecked(What(u), Why(u, meter.Budget)) { Fails = u.IsOfChange });

    /// <summary>Reports a timeout before there was a result.</summary>
    public static NotChecked OutOfTime(CheckBudget budget) =>
        new("this change", $"reading and validating it took longer than the {budget.Seconds:N0} seconds that one check may take (`budget.seconds`). {Advice}")
        {
            Fails = true,
        };

    private const string Advice = "Split the change, or ask the organisation to raise this budget in the configuration of its `.github` repository.";
    private const string OtherAdvice = "The organisation can raise this budget in the configuration of its `.github` repository.";

    private static string What(Unread unread) => unread.What switch
    {
        UnreadKind.Files => $"{Count(unread.Count, "file")} that this change {(unread.IsOfChange ? "adds or changes" : "leaves alone, or replaces")}",
        UnreadKind.Folders => $"{Count(unread.Count, "folder")} that this change {(unread.IsOfChange ? "adds or changes" : "leaves alone")}",
        UnreadKind.Owners =>
            $"whether {Count(unread.Count, "owner")} in CODEOWNERS {(unread.Count == 1 ? "exists" : "exist")} on GitHub with write "
            + $"access{(unread.IsOfChange ? ", which this change names" : "")}",
        _ => "this change",
    };

    private static string Why(Unread unread, CheckBudget budget)
    {
        var limit = unread.Kind switch
        {
            BudgetKind.ChangedFiles => $"one check reads {budget.ChangedFiles:N0} files that a change adds or changes (`budget.changed-files`)",
            BudgetKind.BaseFiles => $"one check reads {budget.BaseFiles:N0} files that a change does not touch (`budget.base-files`)",
            BudgetKind.Bytes => $"one check reads {budget.Bytes / (double)(1 << 20):0.#} MiB (`budget.bytes`)",
            BudgetKind.Documents => $"one check validates {budget.Documents:N0} YAML documents (`budget.documents`)",
            BudgetKind.Entries => $"one check lists {budget.Entries:N0} files and folders (`budget.entries`)",
            BudgetKind.Calls => $"one check makes {budget.Calls:N0} calls to GitHub (`budget.calls`)",
            _ => $"one check takes {budget.Seconds:N0} seconds (`budget.seconds`)",
        };
        return $"{limit}. {(unread.IsOfChange ? Advice : OtherAdvice)}";
    }

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count:N0} {noun}s";
}
