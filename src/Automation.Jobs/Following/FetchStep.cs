using System.Collections.Concurrent;
using Automation.Catalog.Artifact;
using Automation.Core.Trees;
using Automation.Descriptors.Discovery;
using Automation.Git.Repositories;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.GitHub.Trees;
using Automation.Jobs.Sources;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Following;

/// <summary>
/// Fetches what is needed from GitHub to read the sources: lists the files of many repositories at a time, and fetches those that are new to the catalog, by
/// the hundred if possible. How a repository got to its commit makes no difference: one push, five thousand commits, a force push, or a rename.
/// </summary>
/// <param name="usage">How much of GitHub's rate limit is left.</param>
/// <param name="cache">The cache of files and trees.</param>
/// <param name="keptCalls">How many of the hourly calls are reserved for pull requests.</param>
internal sealed class FetchStep(GitHubUsage usage, BlobCache cache, int keptCalls, TimeProvider clock)
{
    /// <summary>How many repositories are read at a time; more would exceed a secondary limit of GitHub.</summary>
    private const int AtATime = 8;

    /// <summary>What GitHub returned for each repository, by the name of its source.</summary>
    public async Task<IReadOnlyDictionary<string, GitHubContent>> RunAsync(
        IEnumerable<FetchedSource> sources, StoredCatalog previous, CancellationToken cancellationToken)
    {
        var contents = new ConcurrentDictionary<string, GitHubContent>(StringComparer.Ordinal);
        var missing = new ConcurrentBag<(FetchedSource Source, GitHubTree Tree, IReadOnlyList<WantedBlob> Blobs)>();
        await EachAsync(
            sources,
            async (source, token) =>
            {
                var tree = GitHubSource.IsUnchanged(source.Settings, source.Head, previous) ? null : await ListAsync(source, token);
                contents[source.Settings.Name] = new GitHubContent.At(source.Head, tree);
                if (tree is not null && Missing(source.Settings, tree, previous, token) is [_, ..] blobs)
                {
                    missing.Add((source, tree, blobs));
                }
            },
            contents,
            cancellationToken);
        foreach (var some in missing.GroupBy(m => m.Source.Access, m => m.Blobs))
        {
            await new BlobBatches(some.Key, cache).FetchAsync(some.SelectMany(b => b), cancellationToken);
        }

        // Files that were fetched in batches need no call here, and are available even when the calls are used up.
        var rest = missing.Where(m => m.Blobs.Any(b => !cache.Has(b))).ToDictionary(m => m.Source);
        await EachAsync(rest.Keys, (source, token) => rest[source].Tree.FetchAsync(rest[source].Blobs, token), contents, cancellationToken);
        return contents;
    }

    private Task<GitHubTree> ListAsync(FetchedSource source, CancellationToken cancellationToken) =>
        GitHubTree.OpenAsync(source.Access.Of(source.Repository), source.Head.Sha, cache, cancellationToken, asksAgain: true);

    /// <summary>The descriptors of a repository that are neither in the catalog nor cached.</summary>
    private static IReadOnlyList<WantedBlob> Missing(SourceSettings settings, GitHubTree tree, StoredCatalog previous, CancellationToken cancellationToken)
    {
        var last = previous.Source(settings.Name) is { } record
            && record.Settings == settings.Digest
            && record.Repository == GitHubSource.IdentityOf(settings).Repository ? record : null;
        var files = tree.List(cancellationToken).ToList();
        var templates = TemplateFetches.Candidates(files, files.Select(f => f.Path).Where(settings.Files.Includes)).ToHashSet(StringComparer.Ordinal);
        return [.. tree.Missing(IsRead, YamlLimits.Source.FileBytes)];

        // The targets of Templates are not recorded, so Templates are read again, and so are skeletons, which may be Templates.
        bool IsRead(FileEntry file) => settings.Files.Includes(file.Path)
            ? last is null
                || last.Templates.Contains(file.Path, StringComparer.Ordinal)
                || previous.File(settings.Name, file.Path) is not { IsSkeleton: false } known
                || known.Blob != file.BlobId
            : templates.Contains(file.Path);
    }

    // A repository that GitHub blocks does not affect the others.
    private Task EachAsync(
        IEnumerable<FetchedSource> sources,
        Func<FetchedSource, CancellationToken, Task> act,
        ConcurrentDictionary<string, GitHubContent> contents,
        CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            sources,
            new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken },
            async (source, token) =>
            {
                usage.Keep(keptCalls, clock.GetUtcNow());
                try
                {
                    await act(source, token);
                }
                catch (GitHubRefusalException e)
                {
                    contents[source.Settings.Name] = new GitHubContent.Refused(e.Message);
                }
            });
}

/// <summary>A source whose files are fetched from GitHub.</summary>
/// <param name="Settings">The settings for reading it.</param>
/// <param name="Access">Access through the installation.</param>
/// <param name="Head">The head of its default branch.</param>
internal sealed record FetchedSource(SourceSettings Settings, RepositoryName Repository, InstallationAccess Access, CommitId Head);
