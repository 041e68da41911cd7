using Automation.Core.Trees;
namespace Automation.Git.Repositories;

/// <summary>Reads names of commits from the files in which git keeps them: <c>HEAD</c>, <c>refs/…</c> and <c>packed-refs</c>.</summary>
/// <remarks>Source: gitrepository-layout(5), and gitrevisions(7) for the order in which a short name is looked for.</remarks>
internal static class RefFiles
{
    private const int LongestRef = RepositoryPath.Longest + 64;
    private const int LongestPacked = 64 << 20;
    private const int MostLinks = 5;        // As in git: a symbolic ref to a symbolic ref, and so on.
    private const int ShaLength = 40;
    private const string Link = "ref:";

    private static readonly string[] Places = ["{0}", "refs/{0}", "refs/tags/{0}", "refs/heads/{0}", "refs/remotes/{0}"];

    /// <summary>The commit of a plain name; null if these files do not have it.</summary>
    /// <param name="git">The git directory.</param>
    /// <param name="common">The folder that all worktrees share.</param>
    public static string? Commit(string git, string common, string revision)
    {
        if (IsSha(revision))
        {
            return revision;
        }

        if (RevisionName.Refuse(revision) is not null || revision.AsSpan().IndexOfAny("~^@{}") >= 0 || RepositoryPath.Segments(revision) is null)
        {
            return null;
        }

        var packed = new Lazy<Dictionary<string, string>>(() => Packed(common));
        foreach (var place in Places)
        {
            var name = string.Format(null, place, revision);
            if (Value(git, common, name, packed) is { } value)
            {
                return Follow(git, common, value, packed) is { } sha && !name.StartsWith("refs/tags/", StringComparison.Ordinal) ? sha : null;
            }
        }

        return null;
    }

    private static string? Follow(string git, string common, string value, Lazy<Dictionary<string, string>> packed)
    {
        for (var links = 0; value.StartsWith(Link, StringComparison.Ordinal); links++)
        {
            var name = value[Link.Length..].Trim();
            if (links == MostLinks || RepositoryPath.Segments(name) is null || Value(git, common, name, packed) is not { } next)
            {
                return null;
            }

            value = next;
        }

        return IsSha(value) ? value : null;
    }

    private static string? Value(string git, string common, string name, Lazy<Dictionary<string, string>> packed)
    {
        // Each worktree has its own HEAD; branches are shared.
        var isShared = name.StartsWith("refs/", StringComparison.Ordinal)
            && !name.StartsWith("refs/worktree/", StringComparison.Ordinal)
            && !name.StartsWith("refs/bisect/", StringComparison.Ordinal);
        return SmallFile.Read(Path.Join(isShared ? common : git, name), LongestRef)?.Trim() is { Length: > 0 } loose ? loose
            : isShared ? packed.Value.GetValueOrDefault(name)
            : null;
    }

    private static Dictionary<string, string> Packed(string common)
    {
        var refs = new Dictionary<string, string>(StringComparer.Ordinal);
        using var lines = new StringReader(SmallFile.Read(Path.Join(common, "packed-refs"), LongestPacked) ?? "");
        while (lines.ReadLine() is { } line)
        {
            // '#' begins a comment, '^' has the commit of the tag on the line before.
            if (line.Length > ShaLength + 1 && line[ShaLength] == ' ' && IsSha(line[..ShaLength]))
            {
                refs[line[(ShaLength + 1)..]] = line[..ShaLength];
            }
        }

        return refs;
    }

    private static bool IsSha(string text) => text.Length == ShaLength && text.All(char.IsAsciiHexDigitLower);
}
