using Automation.Catalog.Artifact;
using Automation.Catalog.References;
using Automation.Core.Trees;

namespace Automation.Jobs.Catalogs;

/// <summary>What of a stitched catalog comes from the repository under check: a source, or a folder of one that holds many repositories.</summary>
/// <param name="Name">The source.</param>
/// <param name="Folder">The repository's folder in it, with a slash at its end; empty where the source is the repository.</param>
public sealed record OwnSource(string Name, string Folder)
{
    private const string Directories = "directory";

    /// <summary>Finds it: by the repository that a source says it is, then by the name of a source, then by the folders of sources that are folders.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="repository">The repository; where nothing but its name is known, the owner is empty.</param>
    /// <returns>Null where the catalog has nothing of the repository.</returns>
    public static OwnSource? Find(ArtifactReader catalog, RepositorySlug repository)
    {
        var sources = catalog.AllSources();
        string[] names = [$"{repository.Host}/{repository}", $"{repository}", repository.Name];
        return sources.FirstOrDefault(s => IsSame(s.Repository, names[0])) is { } same ? new OwnSource(same.Name, "")
            : names.Select(n => sources.FirstOrDefault(s => IsSame(s.Name, n))).FirstOrDefault(s => s is not null) is { } named ? new OwnSource(named.Name, "")
            : FolderOf(catalog, repository, [.. sources.Where(s => s is { Kind: Directories, Repository: null }).Select(s => s.Name)]);
    }

    /// <summary>The path in the repository of a file of a source; null where it is not of the repository.</summary>
    public string? TreePathOf(string source, string file) => source == Name && file.StartsWith(Folder, StringComparison.Ordinal) ? file[Folder.Length..] : null;

    private static OwnSource? FolderOf(ArtifactReader catalog, RepositorySlug repository, HashSet<string> folders) =>
        folders.Count == 0 ? null : catalog.AllEntries().SelectMany(e => e.Definitions)
            .Where(d => folders.Contains(d.Source))
            .Select(d => CatalogFolder.TreePathOf(d.File, repository) is { } path ? new OwnSource(d.Source, d.File[..^path.Length]) : null)
            .OfType<OwnSource>()
            .MinBy(s => (s.Name, s.Folder));

    private static bool IsSame(string? x, string y) => string.Equals(x, y, StringComparison.OrdinalIgnoreCase);
}
