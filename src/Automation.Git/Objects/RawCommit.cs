using System.Text;

namespace Automation.Git.Objects;

/// <summary>The part of a commit that is read.</summary>
internal static class RawCommit
{
    private const int Longest = 1 << 20;
    private const int NameLength = 40;

    /// <summary>The folder of a commit's files; null if this is not a commit that can be read here.</summary>
    public static ObjectName? RootOf(ObjectReader objects, ObjectName commit) =>
        objects.Read(commit, Longest) is { Kind: ObjectKind.Commit, Content: { } content }
            && content.AsSpan().StartsWith("tree "u8)
            && content.Length > 5 + NameLength
            ? new ObjectName(Encoding.ASCII.GetString(content, 5, NameLength))
            : null;
}
