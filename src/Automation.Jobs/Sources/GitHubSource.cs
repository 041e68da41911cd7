using Automation.Catalog.Artifact;
using Automation.Catalog.Sources;
using Automation.Core.Trees;
using Automation.Descriptors.Discovery;
using Automation.Git.Repositories;
using Automation.GitHub.Access;
using Automation.GitHub.Trees;
using Automation.Yaml.Nodes;
using Octokit;

namespace Automation.Jobs.Sources;

/// <summary>
/// A repository on GitHub at a commit, without a clone: its files are listed in one call, and those that are new to the catalog are fetched. So it makes no
/// difference how the repository came to that commit: one push, five thousand commits, a force push, or a rename.
/// </summary>
/// <param name="settings">How it is read.</param>
/// <param name="access">The repository.</param>
/// <param name="head">The commit; null if the source is not read.</param>
/// <param name="cache">Keeps what is read.</param>
/// <param name="refs">One object for each ref.</param>
internal sealed class GitHubSource(SourceSettings settings, RepositoryAccess access, CommitId? head, BlobCache cache, EntityRefs refs) : CatalogSource
{
    /// <summary>What it is called in the artifact.</summary>
    public const string Kind = "github";

    private (CommitId Commit, GitHubTree Tree)? _listed;
    private string? _refusal;

    /// <inheritdoc/>
    public override string Name => settings.Name;

    /// <inheritdoc/>
    public override string Settings => settings.Digest;

    /// <inheritdoc/>
    public override SourceIdentity Identity => settings.Identity(Kind, settings.Repository);

    /// <inheritdoc/>
    public override SourceFiles Files => settings.Files;

    /// <summary>Lists its files; returns the descriptors among them that are neither in the catalog nor cached.</summary>
    public async Task<IReadOnlyList<WantedBlob>> ListAsync(StoredCatalog previous, CancellationToken cancellationToken)
    {
        if (head is null || IsAsBefore(previous))
        {
            return [];
        }

        try
        {
            _listed = (head, await GitHubTree.OpenAsync(access, head.Sha, cache, cancellationToken, asksAgain: true));
        }
        catch (GitHubRefusalException e)
        {
            // One repository that GitHub blocks does not stop the others.
            _refusal = e.Message;
            return [];
        }

        var tree = _listed.Value.Tree;
        var last = previous.Source(Name) is { } record && record.Settings == Settings && record.Repository == Identity.Repository ? record : null;
        var files = tree.List(cancellationToken).ToList();
        var templates = TemplateFetches.Candidates(files, files.Select(f => f.Path).Where(settings.Files.Includes)).ToHashSet(StringComparer.Ordinal);
        return [.. tree.Missing(IsRead, YamlLimits.Source.FileBytes)];

        // What Templates fetch is not recorded: they are read again, and so are skeletons, which may be Templates.
        bool IsRead(FileEntry file) => settings.Files.Includes(file.Path)
            ? last is null
                || last.Templates.Contains(file.Path, StringComparer.Ordinal)
                || previous.File(Name, file.Path) is not { IsSkeleton: false } known
                || known.Blob != file.BlobId
            : templates.Contains(file.Path);
    }

    /// <summary>Reads those of them that are still missing.</summary>
    public async Task FetchAsync(IReadOnlyList<WantedBlob> listed, CancellationToken cancellationToken)
    {
        try
        {
            await (_listed?.Tree.FetchAsync(listed, cancellationToken) ?? Task.CompletedTask);
        }
        catch (GitHubRefusalException e)
        {
            _refusal = e.Message;
        }
    }

    /// <inheritdoc/>
    public override SourceReading Read(StoredCatalog previous, CancellationToken cancellationToken)
    {
        if (head is null)
        {
            return new SourceReading.Unreadable(Identity, "GitHub does not report the head of its default branch.");
        }

        if (_refusal is not null)
        {
            return new SourceReading.Unreadable(Identity, $"GitHub refuses access: {_refusal}.");
        }

        return IsAsBefore(previous) ? new SourceReading.Unchanged(Identity) : Read(head, null, previous, cancellationToken);
    }

    /// <inheritdoc/>
    public override SourceReading ReadWanted(IReadOnlyDictionary<string, int> wanted, StoredCatalog previous, CancellationToken cancellationToken)
    {
        try
        {
            return LastRead(previous) is { } commit
                ? Read(commit, wanted, previous, cancellationToken)
                : new SourceReading.Unreadable(Identity, "it has not been read yet.");
        }
        catch (Exception e) when (IsGone(e))
        {
            return new SourceReading.Unreadable(Identity, "the commit that was read last no longer exists.");
        }
    }

    /// <inheritdoc/>
    public override FileReading? Reread(string path, StoredCatalog previous, CancellationToken cancellationToken)
    {
        try
        {
            return LastRead(previous) is { } commit ? ReaderOf(TreeAt(commit, cancellationToken)).Read(path, cancellationToken) : null;
        }
        catch (Exception e) when (IsGone(e))
        {
            return null;
        }
    }

    private static bool IsGone(Exception e) => e is NotFoundException or GitHubRefusalException;

    private CommitId? LastRead(StoredCatalog previous) => head ?? (previous.Source(Name)?.Commit is { } sha ? new CommitId(sha) : null);

    private SourceReading Read(CommitId commit, IReadOnlyDictionary<string, int>? wanted, StoredCatalog previous, CancellationToken cancellationToken)
    {
        var tree = TreeAt(commit, cancellationToken);
        var reading = ReaderOf(tree, wanted).Read(Identity, commit.Sha, previous, cancellationToken);
        return tree.Unreadable.Count > 0 ? Unlisted(tree.Unreadable[0]) : reading;
    }

    private bool IsAsBefore(StoredCatalog previous) =>
        previous.Source(Name) is { Kind: Kind, IsSettled: true } record
            && record.Settings == Settings
            && record.Repository == Identity.Repository
            && record.Commit == head!.Sha;

    // After a lost race the catalog may have been built from another commit than before.
    private GitHubTree TreeAt(CommitId commit, CancellationToken cancellationToken)
    {
        if (_listed is not { } listed || listed.Commit != commit)
        {
            _listed = listed = (commit, GitHubTree.OpenAsync(access, commit.Sha, cache, cancellationToken, asksAgain: true).GetAwaiter().GetResult());
        }

        return listed.Tree;
    }

    private TreeReader ReaderOf(GitHubTree files, IReadOnlyDictionary<string, int>? wanted = null)
    {
        var tree = new FollowedLinks(files);
        return new TreeReader(tree, settings.Files, settings.Reader(Identity, tree, settings.Repository, refs)) { Wanted = wanted };
    }
}
