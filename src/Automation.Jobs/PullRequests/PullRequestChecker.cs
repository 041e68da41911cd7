using Automation.Catalog.Artifact;
using Automation.Catalog.Discovery;
using Automation.Catalog.Kinds;
using Automation.Catalog.References;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.GitHub.PullRequests;
using Automation.GitHub.Trees;
using Automation.Jobs.Catalogs;
using Automation.Jobs.Checks;
using Automation.Jobs.Configuration;
using Automation.Owners;
using Automation.Owners.Reading;
using Automation.Yaml;

namespace Automation.Jobs.PullRequests;

/// <summary>Checks a pull request from what GitHub has of it: its files at three commits, the organisation's configuration, the catalog.</summary>
/// <param name="access">The repository.</param>
/// <param name="people">The same repository, with permission to read people.</param>
/// <param name="host">The host that the repository is on.</param>
/// <param name="others">Reads other repositories.</param>
/// <param name="catalog">The repository that holds the catalog; null where none is configured.</param>
/// <param name="cache">Keeps what is read.</param>
internal sealed class PullRequestChecker(RepositoryAccess access, RepositoryAccess people, string host, RepositoryFiles others, RepositoryName? catalog, BlobCache cache)
{
    /// <summary>The repository of an organisation whose configuration its others inherit.</summary>
    private const string OrganisationRepository = ".github";

    /// <summary>How many files of a repository without descriptors are searched for entities: each takes a call, once.</summary>
    private const int MostLookedInto = 10;

    private static readonly NotChecked NoCatalog = new("references to other repositories", "no catalog is configured");

    private readonly RepositorySlug _slug = new(host, access.Repository.Owner, access.Repository.Name);

    /// <summary>Checks it.</summary>
    public async Task<CheckedPullRequest> RunAsync(PullRequestFacts pull, CancellationToken cancellationToken)
    {
        var mergeBase = await new PullRequestReading(access).MergeBaseAsync(pull);
        var head = await TreeAsync(pull.HeadSha, cancellationToken);
        var policy = pull.BaseSha == pull.HeadSha ? head : await TreeAsync(pull.BaseSha, cancellationToken);
        var start = mergeBase is null || mergeBase == pull.BaseSha ? policy : await TreeAsync(mergeBase, cancellationToken);
        var inherited = await InheritedAsync(cancellationToken);
        var (around, note) = await CatalogAsync(cancellationToken);
        var (owners, unasked) = await new OwnersStep(access, people).RunAsync([head, start], cancellationToken);
        var check = new CheckPullRequest(new RepositorySnapshot(head, "", _slug))
        {
            Policy = policy,
            Base = start,
            Inherited = inherited,
            Catalog = around,
            OwnersOnGitHub = owners,
            MostLookedInto = MostLookedInto,
            Notes = [.. mergeBase is null ? [new NotChecked("what stood at the merge base", "the branches have no commit in common; the tip of the base branch stands in for it")] : Array.Empty<NotChecked>(), .. note is null ? Array.Empty<NotChecked>() : [note], .. unasked],
        };

        // Files that nobody foresaw are fetched while the check waits for them: that is nothing for a thread that others need.
        var (configured, report) = await Task.Factory.StartNew(() => check.Run(cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return new CheckedPullRequest(configured, report, head);
    }

    private async Task<GitHubTree> TreeAsync(string commit, CancellationToken cancellationToken)
    {
        var tree = await GitHubTree.OpenAsync(access, commit, cache, cancellationToken);
        var files = tree.List(cancellationToken).ToList();
        var templates = TemplateFetches.Candidates(files, files.Select(f => f.Path).Where(DescriptorFiles.Default.Includes)).ToHashSet(StringComparer.Ordinal);
        await tree.FetchAsync(f => IsForeseen(f.Path) || templates.Contains(f.Path), YamlLimits.Source.FileBytes, cancellationToken);
        return tree;
    }

    // What every check reads. Configuration may name further descriptors.
    private static bool IsForeseen(string path) =>
        DescriptorFiles.Default.Includes(path) || KindAllowance.Files.Contains(path, StringComparer.Ordinal) || CodeownersLookup.Places(Dialect.GitHub).Contains(path, StringComparer.Ordinal) || SettingsFile.Paths.Contains(path, StringComparer.Ordinal);

    private async Task<SourceText?> InheritedAsync(CancellationToken cancellationToken)
    {
        var organisation = access.Repository with { Name = OrganisationRepository };
        return access.Repository.Name == OrganisationRepository || await others.OpenAsync(organisation, cancellationToken) is not { } files ? null
            : SettingsFile.In(files, path => $"{organisation}/{path}", cancellationToken).Source;
    }

    private async Task<(CatalogAtHand? Catalog, NotChecked? Note)> CatalogAsync(CancellationToken cancellationToken)
    {
        if (catalog is null)
        {
            return (null, NoCatalog);
        }

        if (await others.OpenAsync(catalog, cancellationToken) is not { } files)
        {
            return (null, new NotChecked("references to other repositories", $"the catalog {catalog} cannot be read: the App is not installed there, or it has no commit yet"));
        }

        try
        {
            await files.FetchAsync(f => f.Path.StartsWith(ArtifactPaths.Index + "/", StringComparison.Ordinal), long.MaxValue, cancellationToken);
            return (CatalogAtHand.Read(files, catalog.Name, _slug, path => CatalogFolder.TreePathOf(path, _slug), cancellationToken), null);
        }
        catch (ArtifactException e)
        {
            return (null, new NotChecked("references to other repositories", $"the catalog {catalog} cannot be read: {e.Message}"));
        }
    }
}
