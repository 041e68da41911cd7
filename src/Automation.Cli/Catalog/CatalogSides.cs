using Automation.Catalog.Artifact;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Core.Trees;
using Automation.Git.Repositories;

namespace Automation.Cli.Catalog;

/// <summary>Opens the stitched catalogs on the command line: an existing folder, or else a revision.</summary>
/// <param name="catalog">The folder of the catalog within its repository, for revisions.</param>
/// <param name="refs">One object for each ref.</param>
internal sealed class CatalogSides(Terminal terminal, string catalog, EntityRefs refs) : IDisposable
{
    private GitRepository? _git;

    /// <exception cref="UsageException">There is no stitched catalog.</exception>
    public StoredCatalog Open(string side)
    {
        var folder = terminal.FullPath(side);
        var (reader, where) = side.Length > 0 && Directory.Exists(folder)
            ? (ArtifactInput.Find(folder, refs), $"in the folder '{side}'")
            : (StoredCatalog.Open(At(side), refs), $"at the revision '{side}'");
        return reader
            ?? throw new UsageException($"There is no stitched catalog {where}: no {ArtifactPaths.Summary}. Create one with 'automation catalog build'.");
    }

    /// <inheritdoc/>
    public void Dispose() => _git?.Dispose();

    private FileTree At(string revision)
    {
        var folder = terminal.FullPath(catalog);
        _git ??= GitRepository.Discover(folder)
            ?? throw new UsageException(
                $"'{revision}' is not a folder, and '{catalog}' is not in a git repository. Specify folders, or the catalog repository with --catalog.");
        var commit = _git.Resolve(revision) switch
        {
            RevisionOutcome.Found(var found) => found,
            var unknown => throw new UsageException($"'{revision}' is neither a folder nor a revision: {unknown.Reason}"),
        };
        var below = _git.WorkingDirectory is { } root ? PathExpansion.Shown(Path.GetRelativePath(root, folder)) : "";
        return below.Length == 0 ? _git.TreeAt(commit) : new SubTree(_git.TreeAt(commit), below);
    }
}
