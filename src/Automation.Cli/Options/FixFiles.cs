using Automation.Cli.Hosting;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Git.Disk;
using Automation.Jobs.Fixing;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Cli.Options;

/// <summary><c>--fix</c> and <c>--diff</c>: writes the fixes of a report into the files, each completely or not at all, or shows the changes.</summary>
internal sealed class FixFiles(Terminal terminal)
{
    public FixesApplied Apply(Report report, IReadOnlyList<FixableFile> inputs)
    {
        var (edits, files) = (0, 0);
        foreach (var (input, made, _) in Fixed(report, inputs))
        {
            if (input.Tree is not DirectoryTree tree)
            {
                throw new UsageException("--fix cannot write to standard input. Use --diff to see what it would change.");
            }

            if (WorkingFile.Replace(tree.Root, input.TreePath, made.Content) is WriteOutcome.Refused { Reason: var reason })
            {
                terminal.Warn($"{input.File} was not fixed: {reason}");
                continue;
            }

            edits += made.Edits.Count;
            files++;
        }

        return new FixesApplied(edits, files);
    }

    /// <summary>Prints what <see cref="Apply"/> would change as a unified diff; nothing is written to a file.</summary>
    public void Show(Report report, IReadOnlyList<FixableFile> inputs)
    {
        foreach (var (input, made, validated) in Fixed(report, inputs))
        {
            // In a file or pipe, the patch is exact, so that it applies; on a terminal, the content of a file must not be interpreted.
            var diff = UnifiedDiff.Of(VisibleText.Of(input.File), validated.Content, made.Edits);
            terminal.Output.Write(terminal.IsInteractive ? string.Join('\n', diff.Split('\n').Select(line => VisibleText.Of(line))) : diff);
        }
    }

    private IEnumerable<(FixableFile Input, FixedFile Made, SourceText Validated)> Fixed(Report report, IReadOnlyList<FixableFile> inputs)
    {
        var fixable = Fixes.ByFile(report);
        foreach (var input in inputs.Where(i => fixable.Contains(i.File)))
        {
            if (!report.Sources.TryGetValue(input.File, out var validated)
                || input.Tree.Read(input.TreePath, input.Limit) is not FileContent.Whole { Bytes: var bytes })
            {
                continue;
            }

            var source = SourceText.Decode(input.File, bytes.Span);
            if (Fixes.Apply(fixable[input.File], source, validated) is { Edits.Count: > 0 } made)
            {
                yield return (input, made, validated);
            }
            else if (!source.IsExact)
            {
                terminal.Warn($"{input.File} is not valid UTF-8, so it was not fixed.");
            }
        }
    }
}

/// <summary>A file that fixes may be written to.</summary>
/// <param name="File">The path as findings show it.</param>
/// <param name="TreePath">The path from the root of its tree.</param>
/// <param name="Tree">The tree it is in.</param>
/// <param name="Limit">The limits for reading it.</param>
internal sealed record FixableFile(string File, string TreePath, FileTree Tree, long Limit);
