namespace Automation.Descriptors.Discovery;

/// <summary>
/// The files and folders that the Templates of a repository fetch: their content is skeletons. Never a folder that contains the Template itself, and
/// never a file at the root: a Template would remove the descriptors beside it from the catalog.
/// </summary>
public sealed class FetchedPaths
{
    private readonly HashSet<string> _paths;

    private FetchedPaths(HashSet<string> paths) => _paths = paths;

    public static FetchedPaths None { get; } = Of([]);

    /// <summary>Creates it from paths that <see cref="TemplateFetches"/> found.</summary>
    public static FetchedPaths Of(IEnumerable<string> paths) => new(paths.ToHashSet(StringComparer.Ordinal));

    public bool IsEmpty => _paths.Count == 0;

    /// <summary>Whether a file with the path can be fetched.</summary>
    public static bool CanHold(string path) => path.Contains('/', StringComparison.Ordinal);

    /// <summary>Whether the file is fetched, itself or with its folder.</summary>
    public bool Contains(string path)
    {
        if (_paths.Count == 0 || !CanHold(path))
        {
            return false;
        }

        var lookup = _paths.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var folder = path.AsSpan(); folder.Length > 0; folder = folder[..Math.Max(0, folder.LastIndexOf('/'))])
        {
            if (lookup.Contains(folder))
            {
                return true;
            }
        }

        return false;
    }
}
