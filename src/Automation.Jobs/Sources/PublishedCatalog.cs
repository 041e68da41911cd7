using Automation.Catalog.Artifact;
using Automation.Core.Trees;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.GitHub.Trees;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Sources;

/// <summary>Reads a catalog that was published to a repository on GitHub: the parts that are needed, a hundred files a call.</summary>
/// <param name="reading">The installation that sees it.</param>
/// <param name="cache">The cache of files and trees.</param>
internal sealed class PublishedCatalog(InstallationAccess reading, BlobCache cache)
{
    /// <summary>The catalog at a commit; null if there is none.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="tip">The commit.</param>
    /// <param name="folders">The folders that are read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="ArtifactException">It cannot be read by this program.</exception>
    public async Task<StoredCatalog?> OpenAsync(RepositoryName repository, string tip, IReadOnlyList<string> folders, CancellationToken cancellationToken)
    {
        if (await new RepositoryFiles(reading, cache).OpenAsync(repository, tip, meter: null, cancellationToken) is not { } files)
        {
            return null;
        }

        await files.FetchTogetherAsync(IsRead, YamlLimits.Source.FileBytes, cancellationToken);
        return StoredCatalog.Open(files, new EntityRefs());

        bool IsRead(FileEntry file) => file.Path == ArtifactPaths.Summary || folders.Any(f => RepositoryPath.Within(f, file.Path) is not null);
    }
}
