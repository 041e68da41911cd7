using Automation.Catalog.Artifact;
using Automation.Core.Trees;
using Automation.Descriptors.References;

namespace Automation.Jobs.Sources;

/// <summary>
/// Finds the part of a stitched catalog that comes from a repository: by the repository of a source, then by its name, then by the folders of folder
/// sources.
/// </summary>
internal sealed class OwnSources
{
    private const string Directories = "directory";

    private readonly Dictionary<string, string> _byRepository = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly ILookup<string, (string Source, string File)> _byFolder;

    public OwnSources(StoredCatalog catalog, KnownCatalogEntities entities)
    {
        var folders = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in catalog.AllSources())
        {
            _byName.TryAdd(source.Name, source.Name);
            if (source.Repository is { } repository)
            {
                _byRepository.TryAdd(repository, source.Name);
            }
            else if (source.Kind == Directories)
            {
                folders.Add(source.Name);
            }
        }

        // A folder of repositories contains REPOSITORY/… or OWNER/REPOSITORY/….
        _byFolder = (folders.Count == 0 ? [] : entities.Files.Where(f => folders.Contains(f.Source)))
            .SelectMany(f => Beginnings(f.File).Select(b => (Beginning: b, Place: f)))
            .ToLookup(f => f.Beginning, f => f.Place, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The source, or the folder of one.</summary>
    /// <param name="repository">The repository; if only its name is known, the owner is empty.</param>
    /// <returns>Null if the catalog has nothing from the repository.</returns>
    public OwnSource? Find(RepositorySlug repository)
    {
        string[] names = [$"{repository.Host}/{repository}", $"{repository}", repository.Name];
        return _byRepository.TryGetValue(names[0], out var same) ? new OwnSource(same, "")
            : Array.Find(names, _byName.ContainsKey) is { } name ? new OwnSource(_byName[name], "")
            : FolderOf(repository);
    }

    private OwnSource? FolderOf(RepositorySlug repository) =>
        _byFolder[repository.Name].Concat(_byFolder[$"{repository}"])
            .Select(f => DescriptorFolder.TreePathOf(f.File, repository) is { } path ? new OwnSource(f.Source, f.File[..^path.Length]) : null)
            .OfType<OwnSource>()
            .MinBy(s => (s.Name, s.Folder));

    private static IEnumerable<string> Beginnings(string path)
    {
        for (var (slash, parts) = (path.IndexOf('/', StringComparison.Ordinal), 0); slash >= 0 && parts < 2; slash = path.IndexOf('/', slash + 1), parts++)
        {
            yield return path[..slash];
        }
    }
}
