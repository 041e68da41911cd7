namespace Automation.GitHub.Trees;

/// <summary>GitHub's listing of a tree.</summary>
/// <param name="Lines">The entries: those of all folders below, or only of the tree.</param>
/// <param name="IsRecursive">Whether those of all folders below are among them.</param>
internal sealed record TreeLines(IReadOnlyList<ListedEntry> Lines, bool IsRecursive)
{
    // Two strings (22 bytes and 2 for each character) and the entry itself; the SHA has 40 characters.
    private const int BytesOfLine = 190;

    /// <summary>About how much memory it takes.</summary>
    public long Size { get; } = 64 + Lines.Sum(l => BytesOfLine + (2L * l.Path.Length));
}
