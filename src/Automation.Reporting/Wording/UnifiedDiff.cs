using System.Text;
using Automation.Core.Text;

namespace Automation.Reporting.Wording;

/// <summary>
/// What edits change in a text, in the format of <c>diff -u</c> and <c>git apply</c>. The edits are known, so no comparison is needed; line endings are kept
/// as they are, since a patch for a file with CRLF does not apply without them.
/// </summary>
public static class UnifiedDiff
{
    // The default of diff and git.
    private const int ContextLines = 3;
    private const string NoLineEnd = "\\ No newline at end of file\n";

    /// <summary>Writes the difference; nothing if there is none.</summary>
    /// <param name="path">The file, from the root of its repository.</param>
    /// <param name="text">The text without the edits.</param>
    /// <param name="edits">Edits that do not overlap, in order.</param>
    public static string Of(string path, string text, IReadOnlyList<TextEdit> edits)
    {
        var source = SourceText.Of(path, text);
        var diff = new StringBuilder();
        var shift = 0;
        foreach (var hunk in Hunks(source, edits))
        {
            var lines = new StringBuilder();
            var (old, added) = (0, 0);
            var at = hunk.First;
            foreach (var block in hunk.Blocks)
            {
                AppendLines(lines, ' ', source, at, block.First, ref old);
                AppendLines(lines, '-', source, block.First, block.After, ref old);
                var (start, end) = (OffsetOf(source, block.First), OffsetOf(source, block.After));
                var moved = block.Edits.Select(e => new TextEdit(e.Start - start, e.End - start, e.NewText));
                foreach (var line in LinesIn(TextEdit.Apply(text[start..end], moved).Text))
                {
                    Append(lines, '+', line);
                    added++;
                }

                at = block.After;
            }

            var removed = hunk.Blocks.Sum(b => Math.Min(b.After, LineCount(source) + 1) - b.First);
            AppendLines(lines, ' ', source, at, hunk.After, ref old);
            var fresh = old - removed + added;
            diff.Append($"@@ -{Range(hunk.First, old)} +{Range(hunk.First + shift, fresh)} @@\n").Append(lines);
            shift += fresh - old;
        }

        return diff.Length == 0 ? "" : $"--- a/{path}\n+++ b/{path}\n{diff}";
    }

    private static IEnumerable<Hunk> Hunks(SourceText source, IReadOnlyList<TextEdit> edits)
    {
        Hunk? open = null;
        foreach (var block in Blocks(source, edits))
        {
            if (open is not null && block.First - open.Blocks[^1].After <= 2 * ContextLines)
            {
                open.Blocks.Add(block);
                continue;
            }

            if (open is not null)
            {
                yield return open;
            }

            open = new Hunk(Math.Max(1, block.First - ContextLines), [block], LineCount(source) + 1);
        }

        if (open is not null)
        {
            yield return open;
        }
    }

    // Edits of the same lines belong together.
    private static List<Block> Blocks(SourceText source, IReadOnlyList<TextEdit> edits)
    {
        var blocks = new List<Block>();
        foreach (var edit in edits)
        {
            var first = source.PositionAt(edit.Start).Line;
            var last = source.PositionAt(edit.End);
            var isWhole = source.PositionAt(edit.Start).Column == 1 && last.Column == 1 && last.Line > first;
            var after = isWhole && (edit.NewText.Length == 0 || edit.NewText.EndsWith('\n')) ? last.Line : last.Line + 1;
            if (blocks is [.., var before] && first <= before.After)
            {
                blocks[^1] = before with { After = Math.Max(after, before.After), Edits = [.. before.Edits, edit] };
            }
            else
            {
                blocks.Add(new Block(first, after, [edit]));
            }
        }

        return blocks;
    }

    private static void AppendLines(StringBuilder lines, char mark, SourceText source, int first, int after, ref int count)
    {
        foreach (var line in LinesIn(source.Content[OffsetOf(source, first)..OffsetOf(source, after)]))
        {
            Append(lines, mark, line);
            count++;
        }
    }

    private static void Append(StringBuilder lines, char mark, string line)
    {
        lines.Append(mark).Append(line);
        if (!line.EndsWith('\n'))
        {
            lines.Append('\n').Append(NoLineEnd);
        }
    }

    private static IEnumerable<string> LinesIn(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var lineBreak = text.IndexOf('\n', at);
            var next = lineBreak < 0 ? text.Length : lineBreak + 1;
            yield return text[at..next];
            at = next;
        }
    }

    private static int LineCount(SourceText source) => source.Content.EndsWith('\n') || source.Content.Length == 0 ? source.LineCount - 1 : source.LineCount;

    private static int OffsetOf(SourceText source, int line) => source.OffsetOf(new SourcePosition(line, 1));

    // The position of an empty range is the line before it.
    private static string Range(int first, int count) => count == 1 ? $"{first}" : $"{(count == 0 ? first - 1 : first)},{count}";

    private sealed record Block(int First, int After, IReadOnlyList<TextEdit> Edits);

    private sealed record Hunk(int First, List<Block> Blocks, int LineAfterLast)
    {
        public int After => Math.Min(LineAfterLast, Blocks[^1].After + ContextLines);
    }
}
