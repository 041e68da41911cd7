using Automation.Catalog.Artifact;
using Automation.Core.Findings;
using Automation.Core.Trees;
using Automation.Descriptors.References;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.GitHub.PullRequests;
using Automation.GitHub.Trees;
using Automation.Jobs.Configuration;
using Automation.Jobs.Sources;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.PullRequests;

/// <summary>
/// The catalog on GitHub that pull requests are checked with. Its content is cached by id, so an unchanged catalog costs no call; without a cache, it is read
/// a hundred at a time, by one check at a time, and does not count against a check's budget.
/// </summary>
/// <param name="access">GitHub.</param>
/// <param name="repository">The repository of the catalog.</param>
/// <param name="cache">The cache of files and trees.</param>
internal sealed class CatalogFiles(GitHubAccess access, RepositoryName repository, BlobCache cache) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    public RepositoryName Repository => repository;

    /// <param name="reading">An installation, and the catalog's head if it can read it; otherwise the catalog is read through another one.</param>
    /// <param name="slug">The repository under check.</param>
    public async Task<(KnownCatalog? Catalog, NotChecked? Note)> ReadAsync(
        (InstallationAccess Access, string? Tip) reading, RepositorySlug slug, CancellationToken cancellationToken)
    {
        var (installed, tip) = reading.Tip is null ? await ElsewhereAsync(cancellationToken) : reading;
        if (installed is null || tip is null || await OpenAsync(installed, tip, cancellationToken) is not { } files)
        {
            return (null, Unreadable("the App is not installed there, or the repository has no commit yet"));
        }

        try
        {
            return (new OpenCatalog(files, repository.Name, cancellationToken).For(slug, path => DescriptorFolder.TreePathOf(path, slug)), null);
        }
        catch (ArtifactException e)
        {
            return (null, Unreadable(e.Message));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private NotChecked Unreadable(string why) => new("references to other repositories", $"the catalog {repository} cannot be read: {why}");

    private async Task<(InstallationAccess? Access, string? Tip)> ElsewhereAsync(CancellationToken cancellationToken)
    {
        if (await access.InstallationOfAsync(repository) is not { } installation)
        {
            return (null, null);
        }

        var reading = access.Reading(installation);
        var (_, tips) = await new BranchTips(reading).ReadAsync(repository, "", [repository], cancellationToken);
        return (reading, tips[0]);
    }

    private async Task<GitHubTree?> OpenAsync(InstallationAccess installed, string tip, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (await new RepositoryFiles(installed, cache).OpenAsync(repository, tip, meter: null, cancellationToken) is not { } files)
            {
                return null;
            }

            var isArtifact = files.Contains(ArtifactPaths.Summary);
            bool IsRead(FileEntry file) => isArtifact ? IsOfArtifact(file.Path) : DescriptorFiles.Default.Includes(file.Path);
            await files.FetchTogetherAsync(IsRead, YamlLimits.Source.FileBytes, cancellationToken);
            return files;
        }
        finally
        {
            _turn.Release();
        }
    }

    // The index and the file records; of descriptors only people and teams, for looking up owners.
    private static bool IsOfArtifact(string path) =>
        path == ArtifactPaths.Summary
            || IsIn(path, ArtifactPaths.Index)
            || IsIn(path, ArtifactPaths.Sources)
            || IsIn(path, $"{ArtifactPaths.Entities}/group")
            || IsIn(path, $"{ArtifactPaths.Entities}/user");

    private static bool IsIn(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal) && path.Length > folder.Length && path[folder.Length] == '/';
}
