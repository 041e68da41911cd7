using Automation.Core.Trees;
using Automation.Owners;
using Automation.Owners.Reading;
using Automation.Reporting.Model;

namespace Automation.Jobs.Ownership;

/// <summary>The owners of the files of a repository; for a change, also the owners of the touched files and the files that get different owners.</summary>
/// <param name="dialect">The rules for CODEOWNERS.</param>
/// <param name="depth">The maximum depth of folders that are counted separately.</param>
public sealed class ReportOwnership(Dialect dialect, int depth)
{
    /// <param name="tree">The head; CODEOWNERS is looked for in it.</param>
    /// <param name="change">The sides to compare; null for no comparison.</param>
    /// <param name="codeowners">A file to use as the head's CODEOWNERS; null to look for the one that the host uses.</param>
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

/// <summary>Finds CODEOWNERS, and describes what was found for reports.</summary>
internal static class CodeownersSources
{
    public static FoundCodeowners Find(FileTree tree, Dialect dialect, CancellationToken cancellationToken) =>
        CodeownersLookup.Find(tree, dialect, path => path, cancellationToken);

    public static CodeownersSource Of(FoundCodeowners found, Dialect dialect) =>
        new(StateOf(found), found.Path, dialect.ToString(), CodeownersLookup.Places(dialect))
        {
            Size = found.Size,
            TooLarge = CodeownersLookup.TooLarge,
            Unreadable = found.Unreadable,
            SkippedLines = found.File?.Problems.Select(p => p.Line).Distinct().Count() ?? 0,
            Dead = found.Dead,
        };

    private static CodeownersState StateOf(FoundCodeowners found) =>
        found.File is not null ? CodeownersState.InForce
        : found.Path is null ? CodeownersState.Missing
        : found.Unreadable is not null ? CodeownersState.Unreadable
        : CodeownersState.TooLarge;
}

/// <summary>Groups the files that get different owners, by their owners before and after.</summary>
internal sealed class HandoverCount
{
    private const int MostExamples = 5;

    private readonly Dictionary<(OwnerSet From, OwnerSet To), (int Files, List<HandoverExample> Examples)> _groups = [];
    private int _files;
    private int _all;

    /// <summary>Compares the owners of a file on both sides.</summary>
    public void Add(string path, OwnersOfPath before, OwnersOfPath after)
    {
        _all++;
        if (before.Owners == after.Owners)
        {
            return;
        }

        _files++;
        var (files, examples) = _groups.GetValueOrDefault((before.Owners, after.Owners), (0, []));
        if (examples.Count < MostExamples)
        {
            examples.Add(new HandoverExample(path, before.Line, after.Line));
        }

        _groups[(before.Owners, after.Owners)] = (files + 1, examples);
    }

    public HandoverSummary ToSummary(CodeownersSource before, CodeownersSource after, bool isEdited) => new(before, after, isEdited, _files, _all, [.. _groups
        .OrderByDescending(g => g.Value.Files).ThenBy(g => g.Key.From.Key, StringComparer.Ordinal).ThenBy(g => g.Key.To.Key, StringComparer.Ordinal)
        .Select(g => new Handover(g.Key.From.Names, g.Key.To.Names, g.Value.Files, g.Value.Examples))]);
}

/// <summary>Groups the paths that a change touches by their owners.</summary>
internal static class TouchedCount
{
    public static TouchedFiles Of(FoundCodeowners found, CodeownersSource source, IReadOnlyCollection<string> paths, CancellationToken cancellationToken)
    {
        var lookup = new CodeownersSide(found).Lookup();
        var groups = new Dictionary<OwnerSet, List<TouchedPath>>();
        foreach (var path in paths.Order(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var decided = lookup.Of(path);
            var owners = decided.Owners;
            if (!groups.TryGetValue(owners, out var group))
            {
                groups.Add(owners, group = []);
            }

            group.Add(new TouchedPath(path, decided.Line));
        }

        return new TouchedFiles(source, paths.Count, [.. groups
            .OrderBy(g => g.Key.Names.Count == 0).ThenByDescending(g => g.Value.Count).ThenBy(g => g.Key.Key, StringComparer.Ordinal)
            .Select(g => new TouchedGroup(g.Key.Names, g.Value))]);
    }
}
