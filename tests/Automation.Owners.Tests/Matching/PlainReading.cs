namespace Automation.Owners.Tests.Matching;

/// <summary>
/// What patterns own, read from their text one character after the other, with no thought of speed: the meaning that the product's
/// matcher is held against. It knows nothing of the product's own reading.
/// </summary>
internal static class PlainReading
{
    /// <summary>Whether a pattern of GitHub's owns a file (specs, codeowners §3).</summary>
    public static bool OwnsOnGitHub(string pattern, string path)
    {
        if (pattern is "*" or "**")
        {
            return true;
        }

        var floats = !pattern.TrimEnd('/').Contains('/', StringComparison.Ordinal);
        var segments = pattern.Trim('/').Split('/').ToList();
        var onlyInside = pattern.EndsWith('/') || segments[^1] == "**";
        var onlyItself = !onlyInside && !floats && segments[^1] == "*";
        if (!pattern.EndsWith('/') && segments[^1] == "**")
        {
            segments.RemoveAt(segments.Count - 1);
        }

        if (floats)
        {
            segments.Insert(0, "**");
        }

        var names = path.Split('/');
        return Enumerable.Range(0, names.Length + 1).Any(taken =>
            !(onlyInside && taken == names.Length) && !(onlyItself && taken < names.Length) && Leads([.. segments], names.AsSpan(0, taken)));
    }

    /// <summary>Whether a pattern of GitLab's matches a file: Ruby's <c>fnmatch</c> with PATHNAME and DOTMATCH (specs, codeowners §5).</summary>
    public static bool OwnsOnGitLab(string pattern, string path)
    {
        var whole = pattern == "*" ? "/**/*" : (pattern.StartsWith('/') ? "" : "/**/") + pattern + (pattern.EndsWith('/') ? "**/*" : "");
        return Glob(whole, "/" + path, deep: true, atStart: true);
    }

    private static bool Leads(ReadOnlySpan<string> segments, ReadOnlySpan<string> names) =>
        segments.IsEmpty ? names.IsEmpty
        : segments[0] == "**" ? Leads(segments[1..], names) || (!names.IsEmpty && Leads(segments, names[1..]))
        : !names.IsEmpty && Glob(segments[0], names[0], deep: false, atStart: true) && Leads(segments[1..], names[1..]);

    private static bool Glob(ReadOnlySpan<char> glob, ReadOnlySpan<char> text, bool deep, bool atStart)
    {
        if (deep && atStart && glob.StartsWith("**/"))
        {
            return Glob(glob[3..], text, deep, atStart: true)
                || (text.IndexOf('/') is >= 0 and var slash && Glob(glob, text[(slash + 1)..], deep, atStart: true));
        }

        if (glob.IsEmpty || (glob[0] != '*' && text.IsEmpty))
        {
            return glob.IsEmpty && text.IsEmpty;
        }

        switch (glob[0])
        {
            case '*':
                return Glob(glob[1..], text, deep, atStart: false) || (!text.IsEmpty && text[0] != '/' && Glob(glob, text[1..], deep, atStart: false));
            case '?':
                return text[0] != '/' && Glob(glob[1..], text[1..], deep, atStart: false);
            case '[' when deep:
                var end = glob.IndexOf(']');
                return text[0] != '/' && IsIn(glob[1..end], text[0]) && Glob(glob[(end + 1)..], text[1..], deep, atStart: false);
            case '\\':
                return glob[1] == text[0] && Glob(glob[2..], text[1..], deep, atStart: false);
            default:
                return glob[0] == text[0] && Glob(glob[1..], text[1..], deep, atStart: glob[0] == '/');
        }
    }

    // The sets that the generators make: 'ab', 'a-b', '!a'.
    private static bool IsIn(ReadOnlySpan<char> set, char character) =>
        set[0] == '!' ? !IsIn(set[1..], character)
        : set.Length == 3 && set[1] == '-' ? character >= set[0] && character <= set[2]
        : set.Contains(character);
}
