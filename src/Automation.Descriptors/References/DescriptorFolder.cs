using Automation.Core.Trees;

namespace Automation.Descriptors.References;

/// <summary>A folder with the descriptors of all repositories: <c>REPOSITORY/…</c> or <c>OWNER/REPOSITORY/…</c>.</summary>
public static class DescriptorFolder
{
    /// <summary>
    /// The path, in the repository under check, of a file of the folder; null if the file is in another repository or the repository is not known.
    /// </summary>
    /// <param name="path">The file's path from the folder, with <c>/</c>.</param>
    /// <param name="repository">The repository under check.</param>
    public static string? TreePathOf(string path, RepositorySlug? repository)
    {
        if (repository is null)
        {
            return null;
        }

        return Below(path, repository.Name) ?? (Below(path, repository.Owner) is { } rest ? Below(rest, repository.Name) : null);
    }

    private static string? Below(string path, string folder) =>
        path.Length > folder.Length + 1 && path[folder.Length] == '/' && path.StartsWith(folder, StringComparison.OrdinalIgnoreCase)
            ? path[(folder.Length + 1)..]
            : null;
}
