using Automation.Core.Text;
using Automation.Core.Trees;

namespace Automation.Descriptors.References;

/// <summary>A tree's files, listed once and only when something has to be looked for.</summary>
public sealed class TreeListing(FileTree tree)
{
    /// <summary>The maximum number of paths that are compared with patterns in one run.</summary>
    private const int MostComparisons = 5_000_000;

    private readonly Dictionary<string, bool> _matches = new(StringComparer.Ordinal);
    private string[]? _paths;
    private Dictionary<string, List<string>>? _names;
    private int _compared;

    /// <summary>The entry at a path; the root is a folder.</summary>
    public FileEntry? Find(string path) => path.Length == 0 ? new FileEntry("", FileKind.Folder, 0) : tree.Find(path);

    /// <summary>Whether a file matches a pattern; null if the comparison would be too large.</summary>
    public bool? HasMatch(string pattern)
    {
        if (_matches.TryGetValue(pattern, out var known))
        {
            return known;
        }

        var hasMatch = Matching(pattern).Any();
        return !hasMatch && IsSpent ? null : _matches[pattern] = hasMatch;
    }

    /// <summary>The paths that match a pattern, limited to some million comparisons for all patterns together.</summary>
    public IEnumerable<string> Matching(string pattern)
    {
        var glob = new Glob(pattern);
        var literal = pattern[..pattern.AsSpan().IndexOfAny("*?{")];
        foreach (var path in Paths())
        {
            if (IsSpent)
            {
                yield break;
            }

            _compared++;
            if (path.StartsWith(literal, StringComparison.Ordinal) && glob.Matches(path))
            {
                yield return path;
            }
        }
    }

    /// <summary>
    /// The files of a Location's target: those that match it if it is a pattern, or the file itself. If a pattern matches a link that leads to
    /// no file, the link is among them: reading it reports the problem.
    /// </summary>
    public IEnumerable<FileEntry> Expand(string target)
    {
        var isPattern = IsPattern(target);
        return (isPattern ? Matching(target) : [target])
            .Select(Find)
            .OfType<FileEntry>()
            .Where(e => e.Kind == FileKind.File || (isPattern && e.Kind == FileKind.Link));
    }

    /// <summary>Whether a target of a Location is a pattern.</summary>
    public static bool IsPattern(string target) => target.AsSpan().IndexOfAny('*', '?') >= 0;

    /// <summary>The existing name in the same folder that a missing file's name probably means.</summary>
    public string? Closest(string missing)
    {
        var slash = missing.LastIndexOf('/');
        if (!Names().TryGetValue(slash < 0 ? "" : missing[..slash], out var names))
        {
            return null;
        }

        // openapi.yml for openapi.yaml is a common mistake, for names of any length.
        var name = missing[(slash + 1)..];
        return names.Find(n => n.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? names.Find(n => WithOtherEnding(name) is { } other && n.Equals(other, StringComparison.OrdinalIgnoreCase))
            ?? (names.Count <= 1_000 ? DidYouMean.Closest(name, names, mostEdits: 3) : null);
    }

    private bool IsSpent => _compared >= MostComparisons;

    private static string? WithOtherEnding(string name) =>
        name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) ? name[..^3] + "yaml"
        : name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) ? name[..^4] + "yml"
        : null;

    private string[] Paths() => _paths ??= [.. tree.List().Select(e => e.Path)];

    private Dictionary<string, List<string>> Names()
    {
        if (_names is null)
        {
            _names = new(StringComparer.Ordinal);
            foreach (var path in Paths())
            {
                var slash = path.LastIndexOf('/');
                var folder = slash < 0 ? "" : path[..slash];
                if (!_names.TryGetValue(folder, out var names))
                {
                    _names.Add(folder, names = []);
                }

                names.Add(path[(slash + 1)..]);
            }
        }

        return _names;
    }
}
