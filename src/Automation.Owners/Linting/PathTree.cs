namespace Automation.Owners.Linting;

/// <summary>The folders of a repository and the names in each.</summary>
internal sealed class PathTree
{
    private readonly Dictionary<string, SortedSet<string>> _names = new(StringComparer.Ordinal) { [""] = new(StringComparer.Ordinal) };

    public PathTree(IEnumerable<string> files, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (path, isNew) = (file, true);
            while (isNew)
            {
                var slash = path.LastIndexOf('/');
                var folder = slash < 0 ? "" : path[..slash];
                isNew = !_names.TryGetValue(folder, out var names);
                if (isNew)
                {
                    _names.Add(folder, names = new(StringComparer.Ordinal));
                }

                names!.Add(path[(slash + 1)..]);
                path = folder;
            }
        }

        AllNames = new(() => [.. _names.Values.SelectMany(n => n).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
        AllFolders = new(
            () =>
                [
                    .. _names.Keys.Where(f => f.Length > 0)
                        .Select(f => f[(f.LastIndexOf('/') + 1)..])
                        .Distinct(StringComparer.Ordinal)
                        .Order(StringComparer.Ordinal),
                ]);
    }

    /// <summary>Every name of a file or folder, at any depth.</summary>
    public Lazy<IReadOnlyList<string>> AllNames { get; }

    /// <summary>Every name of a folder, at any depth.</summary>
    public Lazy<IReadOnlyList<string>> AllFolders { get; }

    /// <summary>Whether there is a folder at a path; the root is the empty one.</summary>
    public bool IsFolder(string path) => _names.ContainsKey(path);

    /// <summary>Whether there is a file or folder of a name in a folder.</summary>
    public bool Has(string folder, string name) => _names.TryGetValue(folder, out var names) && names.Contains(name);

    public IReadOnlyCollection<string> NamesIn(string folder) => _names.TryGetValue(folder, out var names) ? names : [];
}
