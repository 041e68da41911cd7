using Automation.Catalog.Artifact;
using Automation.Core.Trees;
using Automation.Git.Objects;

namespace Automation.Jobs.Publishing;

/// <summary>Ensures that a publish writes only files of the artifact.</summary>
internal static class OwnedPaths
{
    private static readonly string[] Files = [ArtifactPaths.Summary, ArtifactPaths.RootLocation, ArtifactPaths.BackstageConfiguration, ArtifactPaths.Page];
    private static readonly string[] Folders =
    [
        ArtifactPaths.Index,
        ArtifactPaths.Sources,
        ArtifactPaths.Findings,
        ArtifactPaths.Locations,
        ArtifactPaths.Entities,
    ];

    /// <summary>Whether a path is the artifact's.</summary>
    public static bool Include(string path) =>
        Files.Contains(path, StringComparer.Ordinal) || Array.Exists(Folders, f => path.StartsWith(f + "/", StringComparison.Ordinal));

    /// <summary>Rejects changes outside the artifact, and a first artifact that would overwrite other files.</summary>
    /// <param name="tree">The files of the branch.</param>
    /// <param name="isFirst">Whether there is no artifact among them yet.</param>
    /// <param name="changes">What is to be written.</param>
    /// <exception cref="RepositoryException">It is refused.</exception>
    public static void Check(FileTree tree, bool isFirst, IReadOnlyList<TreeChange> changes)
    {
        if (changes.FirstOrDefault(c => !Include(c.Path)) is { } foreign)
        {
            throw new RepositoryException($"'{foreign.Path}' is not a file of a catalog.");
        }

        if (isFirst && Files.Concat(Folders).FirstOrDefault(tree.Contains) is { } taken)
        {
            throw new RepositoryException($"'{taken}' is already in the repository, which has no catalog ({ArtifactPaths.Summary}). Publish to a separate "
                + "branch or repository, or move the file.");
        }
    }
}
