namespace Automation.GitOps.Expansion;

/// <summary>How a pattern of a git generator is read.</summary>
internal enum PatternStyle
{
    /// <summary>Go's <c>path.Match</c>: for folders.</summary>
    Folder,

    /// <summary><c>doublestar</c>: for files, with Argo CD's new globbing.</summary>
    DoubleStar,

    /// <summary>A pathspec of git, in which wildcards match '/': for files, with Argo CD's old globbing.</summary>
    Pathspec,
}

/// <summary>A pattern of a git generator. Matches in time linear in pattern times path.</summary>
internal sealed class ArgoGlob
{
    private const int MostAlternatives = 64;

    private readonly PatternStyle _style;
    private readonly string? _literal;
    private readonly string _beginning;
    private readonly List<List<Part>> _alternatives = [];

    /// <summary>Compiles a pattern.</summary>
    public ArgoGlob(string pattern, PatternStyle style)
    {
        _style = style;
        var special = pattern.IndexOfAny(['*', '?', '[', '\\', '{']);
        _beginning = special < 0 ? style == PatternStyle.Pathspec ? "" : pattern : pattern[..special];
        _literal = pattern.IndexOfAny(['*', '?', '[', '\\']) < 0 && style == PatternStyle.Pathspec ? pattern.TrimEnd('/') : null;
        foreach (var alternative in style == PatternStyle.DoubleStar ? Alternatives(pattern) : [pattern])
        {
            _alternatives.Add(Parts(alternative));
        }
    }

    private enum PartKind
    {
        Character,
        Set,
        AnyCharacter,
        Star,
        Everything,

        // What follows it, once or not at all.
        OptionalFolders,

        // Everything up to a slash.
        Folders,
    }

    /// <summary>Whether a path matches.</summary>
    public bool Matches(string path) =>
        _literal is not null ? path == _literal || _literal.Length == 0 || path.StartsWith(_literal + "/", StringComparison.Ordinal)
            : path.StartsWith(_beginning, StringComparison.Ordinal) && _alternatives.Exists(parts => Matches(parts, path));

    private bool Matches(List<Part> parts, string path)
    {
        var crosses = _style == PatternStyle.Pathspec;
        var (states, next) = (new bool[parts.Count + 1], new bool[parts.Count + 1]);
        states[0] = true;
        Skip(parts, states);
        foreach (var c in path)
        {
            Array.Clear(next);
            for (var i = 0; i < parts.Count; i++)
            {
                if (!states[i])
                {
                    continue;
                }

                var part = parts[i];
                switch (part.Kind)
                {
                    case PartKind.Star when c != '/' || crosses:
                    case PartKind.Everything:
                        next[i] = true;
                        break;
                    case PartKind.Folders:
                        next[i] = true;
                        next[i + 1] |= c == '/';
                        break;
                    case PartKind.AnyCharacter when c != '/' || crosses:
                    case PartKind.Character when c == part.Text[0]:
                    case PartKind.Set when (c != '/' || crosses) && part.Has(c):
                        next[i + 1] = true;
                        break;
                    default:
                        break;
                }
            }

            (states, next) = (next, states);
            Skip(parts, states);
        }

        return states[parts.Count];
    }

    // What matches nothing, too.
    private static void Skip(List<Part> parts, bool[] states)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            if (states[i] && parts[i].Kind is (PartKind.Star or PartKind.Everything))
            {
                states[i + 1] = true;
            }
            else if (states[i] && parts[i].Kind == PartKind.OptionalFolders)
            {
                states[i + 1] = states[i + 2] = true;
            }
        }
    }

    private List<Part> Parts(string pattern)
    {
        var parts = new List<Part>();
        for (var at = 0; at < pattern.Length; at++)
        {
            switch (pattern[at])
            {
                case '*' when _style == PatternStyle.DoubleStar && (at == 0 || pattern[at - 1] == '/') && pattern.AsSpan(at).StartsWith("**/"):
                    parts.AddRange([new Part(PartKind.OptionalFolders, ""), new Part(PartKind.Folders, "")]);
                    at += 2;
                    break;
                case '*' when _style == PatternStyle.DoubleStar && (at == 0 || pattern[at - 1] == '/') && pattern.AsSpan(at) is "**":
                    parts.Add(new Part(PartKind.Everything, ""));
                    at++;
                    break;
                case '*':
                    parts.Add(new Part(PartKind.Star, ""));
                    break;
                case '?':
                    parts.Add(new Part(PartKind.AnyCharacter, ""));
                    break;
                case '[' when pattern.IndexOf(']', Math.Min(at + 2, pattern.Length)) is > 0 and var close:
                    parts.Add(new Part(PartKind.Set, pattern[(at + 1)..close]));
                    at = close;
                    break;
                case '\\' when at + 1 < pattern.Length:
                    parts.Add(new Part(PartKind.Character, pattern[++at].ToString()));
                    break;
                default:
                    parts.Add(new Part(PartKind.Character, pattern[at].ToString()));
                    break;
            }
        }

        return parts;
    }

    private static IEnumerable<string> Alternatives(string pattern, int pairs = MostAlternatives)
    {
        var open = pattern.IndexOf('{', StringComparison.Ordinal);
        var close = open < 0 ? -1 : pattern.IndexOf('}', open);
        return close < 0 || pairs == 0 ? [pattern]
            : pattern[(open + 1)..close].Split(',').Take(MostAlternatives)
                .SelectMany(choice => Alternatives(pattern[(close + 1)..], pairs - 1).Select(rest => pattern[..open] + choice + rest))
                .Take(MostAlternatives);
    }

    private sealed record Part(PartKind Kind, string Text)
    {
        public bool Has(char c)
        {
            var isNegated = Text is ['^' or '!', ..];
            for (var at = isNegated ? 1 : 0; at < Text.Length; at++)
            {
                if (at + 2 < Text.Length && Text[at + 1] == '-')
                {
                    if (c >= Text[at] && c <= Text[at + 2])
                    {
                        return !isNegated;
                    }

                    at += 2;
                }
                else if (c == Text[at])
                {
                    return !isNegated;
                }
            }

            return isNegated;
        }
    }
}
