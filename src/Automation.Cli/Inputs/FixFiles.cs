using Automation.Cli.Hosting;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Git;
using Automation.Jobs.Fixing;
using Automation.Reporting;

namespace Automation.Cli.Inputs;

/// <summary><c>--fix</c>: writes the fixes of a report into the files, each file at once or not at all.</summary>
internal sealed class FixFiles(Terminal terminal)
{
    /// <summary>Applies every fix; where two touch the same place, the first wins and the other is found again on the next run.</summary>
    public FixesApplied Apply(Report report, IReadOnlyList<MendableFile> inputs)
    {
        var (edits, files) = (0, 0);
        var fixable = Fixes.ByFile(report);
        foreach (var input in inputs.Where(i => fixable.Contains(i.File)))
        {
            if (report.Sources.TryGetValue(input.File, out var judged) && Write(fixable[input.File], input, judged) is > 0 and var written)
            {
                edits += written;
                files++;
            }
        }

        return new FixesApplied(edits, files);
    }

    private int Write(IEnumerable<Finding> findings, MendableFile input, SourceText judged)
    {
        if (input.Tree is not DirectoryTree tree)
        {
            throw new UsageException("--fix writes files; it cannot mend standard input.");
        }

        if (tree.Read(input.TreePath, input.Limit) is not FileContent.Whole { Bytes: var bytes })
        {
            return 0;
        }

        var source = SourceText.Decode(input.File, bytes.Span);
        if (Fixes.Apply(findings, source, judged) is not { Edits: > 0 } mended)
        {
            if (!source.IsExact)
            {
                terminal.Warn($"{input.File} is not UTF-8 throughout, so it was not mended.");
            }

            return 0;
        }

        if (WorkingFile.Replace(tree.Root, input.TreePath, mended.Content) is WriteOutcome.Refused { Reason: var reason })
        {
            terminal.Warn($"{input.File} was not mended: {reason}");
            return 0;
        }

        return mended.Edits;
    }
}

/// <summary>A file that fixes may be written to.</summary>
/// <param name="File">The path as findings show it.</param>
/// <param name="TreePath">The path from the root of its tree.</param>
/// <param name="Tree">The tree it is in.</param>
/// <param name="Limit">How large it may be.</param>
internal sealed record MendableFile(string File, string TreePath, FileTree Tree, long Limit);
