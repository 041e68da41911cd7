using Automation.Cli.Check;
using Automation.Cli.Hosting;
using Automation.Core.Findings;
using Automation.Jobs.Ownership;
using Automation.Owners;
using Automation.Reporting.Model;

namespace Automation.Cli.Owners;

/// <summary>Reports the owners of one repository on disk: reads both sides, and runs the job.</summary>
internal sealed class OwnershipRunner(Terminal terminal)
{
    /// <param name="request">What to report on.</param>
    /// <param name="dialect">The rules for CODEOWNERS.</param>
    /// <param name="depth">The maximum depth of folders that are counted separately.</param>
    /// <param name="codeowners">A file to use as CODEOWNERS; null to look for it.</param>
    /// <exception cref="UsageException">A revision or file does not exist.</exception>
    public OwnershipReport Run(CheckRequest request, Dialect dialect, int depth, string? codeowners)
    {
        using var git = ComparedTrees.Open(request);
        var sides = new ComparedTrees(git, request);
        var head = sides.Head(terminal);
        var (change, note) = Change(sides);
        var report = new ReportOwnership(dialect, depth).Run(
            head, change, codeowners is null ? null : NamedCodeowners.Read(terminal, codeowners, dialect), terminal.Cancelled);
        return report with
        {
            NotChecked =
            [
                .. note is null ? Array.Empty<NotChecked>() : [note],
                .. head.Unreadable.Select(u => new NotChecked($"the folder {u.Path}", u.Reason)),
            ],
        };
    }

    /// <summary>The effect of a change on owners; null if there is nothing to compare with.</summary>
    public OwnershipChange? Change(CheckRequest request, Dialect dialect)
    {
        using var git = ComparedTrees.Open(request);
        var sides = new ComparedTrees(git, request);
        var head = sides.Head(terminal);
        return Change(sides).Sides is { } change ? new ReportOwnership(dialect, depth: 0).Compare(head, change, terminal.Cancelled) : null;
    }

    private static (ChangedSides? Sides, NotChecked? Note) Change(ComparedTrees sides)
    {
        var (mergeBase, note) = sides.Base();
        return (mergeBase is null ? null : new ChangedSides(sides.Policy()!, mergeBase, sides.Changed()), note);
    }
}
