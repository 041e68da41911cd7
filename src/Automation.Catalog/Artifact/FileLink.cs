using Automation.Core.Trees;
using Automation.Descriptors.Formats;

namespace Automation.Catalog.Artifact;

/// <summary>A target of a Location that is a URL.</summary>
/// <param name="Repository">The repository it leads to, as <c>host/owner/name</c> in lower case; only the host if it is not a forge's URL of a file.</param>
/// <param name="Revision">The branch, tag or commit, up to its first slash; empty if the URL does not have GitHub's form.</param>
/// <param name="Path">What follows the revision: a path or pattern.</param>
/// <param name="Line">The line, from 1.</param>
public sealed record FileLink(string Repository, string Revision, string Path, int Line)
{
    public bool IsOptional { get; init; }

    /// <summary>The path, or pattern, in a source of its repository; null if it leads to another revision, or out of the source's folder.</summary>
    /// <param name="branch">The branch that the source reads.</param>
    /// <param name="folder">The folder that the source consists of; empty for the whole repository.</param>
    public string? PathIn(string branch, string folder)
    {
        // A branch may have slashes in its name: then the rest of it becomes the beginning of the path.
        var path = GitFileUrl.DefaultBranches.Contains(Revision, StringComparer.Ordinal) ? Path : RepositoryPath.Within(branch, $"{Revision}/{Path}");
        return path is not null && RepositoryPath.Within(folder, path) is { Length: > 0 } inside ? inside : null;
    }
}
