using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Owners.Reading;

namespace Automation.Owners.Linting;

/// <summary>The path that a line begins with if its spaces are read as a part of it: a file or folder of that name exists.</summary>
/// <param name="Start">The offset of the pattern.</param>
/// <param name="End">The offset behind the path.</param>
/// <param name="Escaped">The path as it has to be written.</param>
internal sealed record UnescapedSpaces(int Start, int End, string Escaped)
{
    private const int LongestPath = 1_000;

    /// <summary>Reads the line of a word that is no owner; null if there is no such path.</summary>
    public static UnescapedSpaces? In(LintContext context, LineProblem problem)
    {
        var line = context.Source.Line(problem.Line);
        var start = context.Source.OffsetOf(new SourcePosition(problem.Line, 1));
        var words = new Words(line, 0, line.Length);
        if (context.Input.Files is not { } files || !words.MoveToPattern(hashEnds: true) || line[words.Current.Start..words.Current.End].Contains('\\'))
        {
            return null;
        }

        var (first, end) = (words.Current.Start, words.Current.End);
        while (words.MoveToOwner(hashEnds: true) && !line[words.Current.Start..words.Current.End].Contains('@'))
        {
            end = words.Current.End;
        }

        var path = line[first..end];
        return path.Length <= LongestPath && Exists(path.Trim('/'), files)
            ? new UnescapedSpaces(start + first, start + end, path.ToString().Replace(" ", "\\ ", StringComparison.Ordinal))
            : null;
    }

    /// <summary>Whether a word is a part of the path.</summary>
    public bool Covers(LineProblem problem) => Start < problem.Start && problem.End <= End;

    /// <summary>The fix, at the last word of the path: the others need no second one.</summary>
    public Fix? FixFor(SourceText source, LineProblem problem) => problem.End == End ? Edits.Replace(source, "Escape the spaces", Start, End, Escaped) : null;

    // The paths are sorted: those below a folder follow its name and a slash.
    private static bool Exists(ReadOnlySpan<char> path, IReadOnlyList<string> files)
    {
        var (low, high) = (0, files.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = files[middle].AsSpan().SequenceCompareTo(path) < 0 ? (middle + 1, high) : (low, middle);
        }

        for (; low < files.Count && files[low].AsSpan().StartsWith(path); low++)
        {
            if (files[low].Length == path.Length || files[low][path.Length] == '/')
            {
                return true;
            }
        }

        return false;
    }
}
