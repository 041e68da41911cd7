using Automation.Catalog.Artifact;
using Automation.Core.Trees;
using Automation.Git.Objects;

namespace Automation.Jobs.Publishing;

/// <summary>Sees to it that a publish writes what is the artifact's, and nothing else of a repository.</summary>
internal static class OwnedPaths
{
    private static readonly string[] Files = [ArtifactPaths.Summary, ArtifactPaths.RootLocation, ArtifactPaths.BackstageConfiguration, ArtifactPaths.Page];
    private static readonly string[] Folders = [ArtifactPaths.Index, ArtifactPaths.Sources, ArtifactPaths.Findings, ArtifactPaths.Locations, ArtifactPaths.Entities];

    /// <summary>Whether a path is the artifact's.</summary>
    public static bool Include(string path) => Files.Contains(path, StringComparer.Ordinal) || Array.Exists(Folders, f => path.StartsWith(f + "/", StringComparison.Ordinal));

    /// <summary>Refuses changes that are not the artifact's, and a first artifact that would overwrite what is somebody else's.</summary>
    /// <param name="tree">The files of the branch.</param>
    /// <param name="isFirst">Whether there is no artifact among them yet.</param>
    /// <param name="changes">What is to be written.</param>
    /// <exception cref="RepositoryException">It is refused.</exception>
    public static void Check(FileTree tree, bool isFirst, IReadOnlyList<TreeChange> changes)
    {
        if (changes.FirstOrDefault(c => !Include(c.Path)) is { } foreign)
        {
            throw new RepositoryException($"'{foreign.Path}' is no file of a catalog.");
        }

        if (isFirst && Files.Concat(Folders).FirstOrDefault(tree.Contains) is { } taken)
        {
            throw new RepositoryException($"'{taken}' is in the repository already, and there is no catalog ({ArtifactPaths.Summary}) that it could be of. Publish to a branch or a repository of the catalog's own, or move it away.");
        }
    }
}
