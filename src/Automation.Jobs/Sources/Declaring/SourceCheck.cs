namespace Automation.Jobs.Sources.Declaring;

/// <summary>Checks whether the keys of a source can be combined.</summary>
internal static class SourceCheck
{
    /// <summary>The problem and the advice; null if there is none.</summary>
    public static string? Of(SourceDeclaration source)
    {
        var places = source.Places.ToList();
        if (places is not [var (kind, key, path)])
        {
            return places.Count == 0
                ? "has no type: add 'directory', 'git', 'terraform', 'directory-service' or 'github-organization' with a path, 'github' with the name of a "
                    + "repository, or 'github-people' with an organisation."
                : $"is {string.Join(" and ", places.Select(p => $"'{p.Key}'"))} at once: write one source for each.";
        }

        var isFile = kind is SourceKind.Terraform or SourceKind.DirectoryService or SourceKind.Organisation or SourceKind.GitHubPeople;
        var isPattern = path.Contains('*', StringComparison.Ordinal);
        return isFile && isPattern ? $"has a '*' in '{key}', which is a single file: write one source per file."
            : isPattern && path[..Math.Max(0, path.LastIndexOf('/'))].Contains('*', StringComparison.Ordinal)
                ? $"has a '*' in '{key}' before the last part of the path: only the last part can have one."
            : kind != SourceKind.Git && source.Revision is not null ? $"has a 'revision', which only a 'git' source has: remove it."
            : kind == SourceKind.GitHub && (source.Repository ?? source.Branch) is not null
                ? "has a 'repository' or a 'branch', which come from GitHub: remove them."
            : kind != SourceKind.Git && source.Folder is not null
                ? "has a 'folder', which only a 'git' source has: " + $"{(isFile || kind == SourceKind.GitHub ? "remove it" : $"write it as part of '{key}'")}."
            : isFile && (source.Include ?? source.Exclude) is not null ? $"has patterns of descriptors, but '{key}' is one file: remove them."
            : isPattern && source.Name?.Contains('*', StringComparison.Ordinal) is false ? "gives the same name to several folders: write '*' in place of the "
                + "folder's name, or remove 'name'."
            : isPattern && source.Repository?.Contains('*', StringComparison.Ordinal) is false
                ? "gives the same repository to several folders: write '*' in place of the folder's name, or remove 'repository'."
            : !isPattern && (source.Name + source.Repository).Contains('*', StringComparison.Ordinal) ? $"has a '*', but '{key}' has none: remove it."
            : null;
    }
}
