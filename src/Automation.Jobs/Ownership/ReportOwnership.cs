using Automation.Core.Trees;
using Automation.Owners;
using Automation.Owners.Reading;
using Automation.Reporting.Model;

namespace Automation.Jobs.Ownership;

/// <summary>The owners of the files of a repository; for a change, also the owners of the touched files and the files that get other owners.</summary>
/// <param name="dialect">The rules for CODEOWNERS.</param>
/// <param name="depth">Down to which depth folders are counted separately.</param>
public sealed class ReportOwnership(Dialect dialect, int depth)
{
    /// <summary>Reports on the head.</summary>
    /// <param name="tree">The head; CODEOWNERS is looked for in it.</param>
    /// <param name="change">What it is compared with; null if there is nothing.</param>
    /// <param name="codeowners">A file to take for the head's CODEOWNERS; null if the one that is in force is to be found.</param>
    /// <param name="cancellationToken">Ends the report.</param>
    public OwnershipReport Run(FileTree tree, ChangedSides? change, FoundCodeowners? codeowners, CancellationToken cancellationToken)
    {
        var found = codeowners ?? CodeownersSources.Find(tree, dialect, cancellationToken);
        var files = tree.Tracked(cancellationToken);
        var (lookup, count) = (new CodeownersSide(found).Lookup(), new CoverageCount(depth));
        foreach (var path in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            count.Add(path, lookup.Of(path));
        }

        var report = count.ToReport(CodeownersSources.Of(found, dialect));
        return change is null ? report : report with { Change = Compare(found, files, change, cancellationToken) };
    }

    /// <summary>The effect of a change on owners, alone.</summary>
    /// <inheritdoc cref="Run"/>
    public OwnershipChange Compare(FileTree tree, ChangedSides change, CancellationToken cancellationToken) =>
        Compare(CodeownersSources.Find(tree, dialect, cancellationToken), tree.Tracked(cancellationToken), change, cancellationToken);

    private OwnershipChange Compare(FoundCodeowners after, IReadOnlyList<string> files, ChangedSides change, CancellationToken cancellationToken)
    {
        var (tip, before) = (CodeownersSources.Find(change.Tip, dialect, cancellationToken),
            CodeownersSources.Find(change.MergeBase, dialect, cancellationToken));
        var touched = TouchedCount.Of(tip, CodeownersSources.Of(tip, dialect), change.Paths, cancellationToken);
        return new OwnershipChange(touched, Handovers(before, after, files, cancellationToken));
    }

    private HandoverSummary Handovers(FoundCodeowners before, FoundCodeowners after, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var (from, to) = (CodeownersSources.Of(before, dialect), CodeownersSources.Of(after, dialect));
        if (IsSame(before, after))
        {
            return new HandoverSummary(from, to, IsEdited: false, 0, files.Count, []);
        }

        var (had, gets, count) = (new CodeownersSide(before).Lookup(), new CodeownersSide(after).Lookup(), new HandoverCount());
        foreach (var path in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            count.Add(path, had.Of(path), gets.Of(path));
        }

        return count.ToSummary(from, to, isEdited: true);
    }

    private static bool IsSame(FoundCodeowners before, FoundCodeowners after) =>
        (before.Path, before.Size, before.Unreadable, before.File?.Source.Content) == (after.Path, after.Size, after.Unreadable, after.File?.Source.Content);
}
