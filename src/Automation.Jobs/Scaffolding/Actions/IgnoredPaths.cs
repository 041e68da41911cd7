using System.Text;
using Automation.Core.Trees;
using Automation.Jobs.RepositoryWrites;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.Scaffolding.Actions;

/// <summary>
/// What the <c>.gitignore</c> files of a tree exclude (git: gitignore). The last pattern that matches decides; nothing below an excluded folder comes back.
/// </summary>
internal sealed class IgnoredPaths
{
    private const string FileName = ".gitignore";
    private const int MostPatterns = 2_000;
    private const int LongestPattern = 1_000;
    private const string AnyDepth = "**";

    private readonly List<Pattern> _patterns = [];
    private readonly Dictionary<string, bool> _folders = new(StringComparer.Ordinal);

    /// <param name="files">The files of the tree by path.</param>
    /// <exception cref="StepException">There are too many patterns.</exception>
    public IgnoredPaths(IReadOnlyDictionary<string, GitFile> files)
    {
        // A folder's own file counts after those above it.
        var own = files.Where(f => (f.Key == FileName || f.Key.EndsWith($"/{FileName}", StringComparison.Ordinal)) && f.Value.Mode != GitFile.Link)
            .OrderBy(f => f.Key.Count(c => c == '/'));
        foreach (var (path, file) in own)
        {
            var folder = path[..^FileName.Length].TrimEnd('/');
            _patterns.AddRange(Encoding.UTF8.GetString(file.Content.Span).Split('\n').Select(l => Pattern.Read(folder, l)).OfType<Pattern>());
            if (_patterns.Count > MostPatterns)
            {
                throw new StepException($"The {FileName} files of the workspace have more than {MostPatterns:N0} patterns.");
            }
        }
    }

    public bool Excludes(string path) => _patterns.Count > 0 && (IsBelowExcluded(path) || Decide(path, isFolder: false));

    private bool IsBelowExcluded(string path)
    {
        var slash = path.LastIndexOf('/');
        if (slash < 0)
        {
            return false;
        }

        var folder = path[..slash];
        if (!_folders.TryGetValue(folder, out var isExcluded))
        {
            _folders[folder] = isExcluded = IsBelowExcluded(folder) || Decide(folder, isFolder: true);
        }

        return isExcluded;
    }

    private bool Decide(string path, bool isFolder) => _patterns.FindLast(p => p.Matches(path, isFolder)) is { IsNegated: false };

    private sealed record Pattern(string Folder, string[] Segments, bool IsNegated, bool IsFolder)
    {
        public static Pattern? Read(string folder, string line)
        {
            var text = TrimmedEnd(line.TrimEnd('\r'));
            if (text.Length is 0 or > LongestPattern || text[0] == '#')
            {
                return null;
            }

            var isNegated = text[0] == '!';
            text = isNegated ? text[1..] : text;
            var isFolder = text.EndsWith('/');
            text = text.TrimEnd('/');
            var segments = text.TrimStart('/').Split('/');
            return text.Length == 0
                ? null
                : new Pattern(folder, text.Contains('/', StringComparison.Ordinal) ? segments : [AnyDepth, .. segments], isNegated, isFolder);
        }

        public bool Matches(string path, bool isFolder)
        {
            var below = Folder.Length == 0 ? path : RepositoryPath.Within(Folder, path);
            return below is { Length: > 0 } && (isFolder || !IsFolder) && MatchesAll(below.Split('/'));
        }

        // A space at the end counts only after a backslash.
        private static string TrimmedEnd(string line)
        {
            var trimmed = line.TrimEnd(' ');
            return trimmed.Length < line.Length && trimmed.EndsWith('\\') ? $"{trimmed} " : trimmed;
        }

        // Which beginnings of the path the pattern's segments so far can match: the work is bounded by segments times segments.
        private bool MatchesAll(string[] path)
        {
            var reached = new bool[path.Length + 1];
            reached[0] = true;
            for (var i = 0; i < Segments.Length; i++)
            {
                var (next, isLast) = (new bool[path.Length + 1], i == Segments.Length - 1);
                var isOpen = false;
                for (var at = 0; at <= path.Length; at++)
                {
                    if (Segments[i] == AnyDepth)
                    {
                        // At the end it stands for what is inside, and elsewhere for any number of folders.
                        isOpen |= at > 0 ? reached[isLast ? at - 1 : at] : !isLast && reached[0];
                        next[at] = isOpen;
                    }
                    else
                    {
                        next[at] = at > 0 && reached[at - 1] && MatchesOne(Segments[i], path[at - 1]);
                    }
                }

                reached = next;
            }

            return reached[path.Length];
        }

        private static bool MatchesOne(string pattern, string name)
        {
            var (p, n, star, resume) = (0, 0, -1, 0);
            while (n < name.Length)
            {
                if (p < pattern.Length && pattern[p] == '*')
                {
                    (star, resume) = (p++, n);
                }
                else if (p < pattern.Length && Takes(pattern, p, name[n]) is { } length)
                {
                    (p, n) = (p + length, n + 1);
                }
                else if (star >= 0)
                {
                    (p, n) = (star + 1, ++resume);
                }
                else
                {
                    return false;
                }
            }

            return pattern.AsSpan(p).TrimStart('*').Length == 0;
        }

        // The length of the part of the pattern that takes a character; null if it does not take it.
        private static int? Takes(string pattern, int at, char character) => pattern[at] switch
        {
            '?' => 1,
            '\\' when at + 1 < pattern.Length => pattern[at + 1] == character ? 2 : null,
            '[' when pattern.IndexOf(']', Math.Min(at + 2, pattern.Length)) is > 0 and var end =>
                IsIn(pattern.AsSpan(at + 1, end - at - 1), character) ? end - at + 1 : null,
            var own => own == character ? 1 : null,
        };

        private static bool IsIn(ReadOnlySpan<char> set, char character)
        {
            var isNegated = set is ['!' or '^', ..];
            set = isNegated ? set[1..] : set;
            var isIn = false;
            for (var i = 0; i < set.Length; i++)
            {
                var isRange = i + 2 < set.Length && set[i + 1] == '-';
                isIn |= isRange ? character >= set[i] && character <= set[i + 2] : character == set[i];
                i += isRange ? 2 : 0;
            }

            return isIn != isNegated;
        }
    }
}
