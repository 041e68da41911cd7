namespace Automation.Jobs.Ownership;

/// <summary>The components of a repository by their folders: a file belongs to the nearest descriptor above it.</summary>
internal sealed class ComponentFolders
{
    private readonly HashSet<string> _folders;
    private readonly HashSet<string> _apart;
    private (string Folder, string? Component) _last = ("/", null);

    /// <param name="descriptors">The paths of descriptors with entities that can have an owner.</param>
    /// <param name="codeowners">The path of CODEOWNERS, which belongs to no component.</param>
    public ComponentFolders(IEnumerable<string> descriptors, string codeowners)
    {
        _apart = descriptors.ToHashSet(StringComparer.Ordinal);
        _folders = _apart.Select(Of).ToHashSet(StringComparer.Ordinal);
        _apart.Add(codeowners);
    }

    /// <summary>The folder of a path; empty at the root.</summary>
    public static string Of(string path) => path.LastIndexOf('/') is >= 0 and var slash ? path[..slash] : "";

    /// <summary>
    /// The folder of the component that a file belongs to; null if there is none above it, and for descriptors and CODEOWNERS, which are about
    /// components.
    /// </summary>
    public string? ComponentOf(string path)
    {
        if (_apart.Contains(path))
        {
            return null;
        }

        // In a sorted list, the files of a folder are adjacent.
        var folder = Of(path);
        if (folder != _last.Folder)
        {
            _last = (folder, Nearest(folder));
        }

        return _last.Component;
    }

    private string? Nearest(string folder)
    {
        while (!_folders.Contains(folder))
        {
            if (folder.Length == 0)
            {
                return null;
            }

            folder = Of(folder);
        }

        return folder;
    }
}
