using Automation.Core.Text;
using Automation.Templates.Workspaces;

namespace Automation.Templates.Updating;

/// <summary>
/// Merges what changed in a template into a service, file by file (specs, templates §10). The service's edits are never lost: what cannot be merged stays
/// as the service has it, and is a conflict.
/// </summary>
/// <param name="rendered">The files of the old template as they were rendered for the service: what both sides come from.</param>
/// <param name="service">The files of the service.</param>
/// <param name="next">The files of the new template, rendered.</param>
public sealed class TreeMerge(
    IReadOnlyDictionary<string, WorkspaceEntry> rendered,
    IReadOnlyDictionary<string, WorkspaceEntry> service,
    IReadOnlyDictionary<string, WorkspaceEntry> next)
{
    // Lines of these are not independent of each other: a merge by line gives a file that no tool wrote.
    private static readonly string[] LockFiles =
    [
        "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "packages.lock.json", "Cargo.lock", "go.sum", "poetry.lock", "uv.lock",
        "Gemfile.lock", "composer.lock",
    ];

    /// <summary>Files of the old template whose rendering could not be proved: the recorded content and the content rendered again differ.</summary>
    public IReadOnlySet<string> Unproved { get; init; } = new HashSet<string>();

    /// <summary>Files that the service decided not to take.</summary>
    public IReadOnlyList<Glob> Declined { get; init; } = [];

    /// <summary>Files that are written by the scaffold alone, and never updated.</summary>
    public IReadOnlyList<Glob> Once { get; init; } = [];

    /// <summary>Deleted files that come back.</summary>
    public IReadOnlySet<string> Restored { get; init; } = new HashSet<string>();

    /// <summary>Paths that the service ignores: they are neither read nor written.</summary>
    public Func<string, bool> IsIgnored { get; init; } = _ => false;

    /// <summary>New paths by old ones, of files that the service moved.</summary>
    public IReadOnlyDictionary<string, string> Moved { get; init; } = new Dictionary<string, string>();

    /// <summary>What the update does with each file that is not left alone, in ordinal path order.</summary>
    public IReadOnlyList<FileDecision> Decide()
    {
        var renamed = RenamedByTemplate();
        var targets = renamed.Values.ToHashSet(StringComparer.Ordinal);
        var paths = rendered.Keys.Concat(next.Keys).Distinct(StringComparer.Ordinal).Where(p => !renamed.ContainsKey(p) && !targets.Contains(p));
        var decisions = paths.Select(Of).OfType<FileDecision>().Concat(renamed.SelectMany(r => Renamed(r.Key, r.Value)));
        return [.. decisions.OrderBy(d => d.Path, StringComparer.Ordinal)];
    }

    // A file that the template has under another name now.
    private Dictionary<string, string> RenamedByTemplate()
    {
        var added = next.Where(f => f.Value is not WorkspaceEntry.Folder && !rendered.ContainsKey(f.Key)).ToDictionary(StringComparer.Ordinal);
        var renamed = rendered.Keys.Where(p => FileAt(rendered, p) is not null && FileAt(next, p) is null && FileAt(service, p) is not null && added.Count > 0)
            .Select(p => (Key: p, To: FileSimilarity.Find(rendered[p], added)))
            .Where(f => f.To is not null && FileAt(service, f.To) is null)
            .ToLookup(f => f.To!, f => f.Key, StringComparer.Ordinal);
        return renamed.Where(f => f.Count() == 1).ToDictionary(f => f.Single(), f => f.Key, StringComparer.Ordinal);
    }

    // The service's edits go along. Where they cannot, the file stays where it is, and the new one is not written.
    private IEnumerable<FileDecision> Renamed(string from, string to)
    {
        var (b, o, t) = (FileAt(rendered, from)!, FileAt(service, from)!, FileAt(next, to)!);
        var decision = Unproved.Contains(from) ? Conflict(from, t, "It is not known what the service changed, and the template renamed it.")
            : Equal(b, o) ? new FileDecision(to, FileDecisionKind.Added, Like(o, t), $"The template renamed {from}.")
            : Both(to, b, o, t);
        return decision.Kind == FileDecisionKind.Conflict
            ? [decision with { Path = from, Reason = $"{decision.Reason} The template renamed it to {to}." }]
            :
            [
                decision with { Reason = $"The template renamed {from}." },
                new FileDecision(from, FileDecisionKind.Deleted, null, $"The template renamed it to {to}."),
            ];
    }

    private FileDecision? Of(string path)
    {
        var (b, t) = (FileAt(rendered, path), FileAt(next, path));
        var place = b is not null && FileAt(service, path) is null && Moved.TryGetValue(path, out var moved) ? moved : path;
        var o = FileAt(service, place);
        if (Same(b, t) || Same(o, t))
        {
            return null;
        }

        if (IsIgnored(place))
        {
            return new FileDecision(place, FileDecisionKind.Declined, null, "The service ignores this path: it is not written.") { Offered = t };
        }

        if (Glob.AnyMatches(Declined, place) || (b is not null && Glob.AnyMatches(Once, place)))
        {
            return new FileDecision(place, FileDecisionKind.Declined, null, "The service keeps its own version.") { Offered = t };
        }

        return (b, o, t) switch
        {
            (null, null, _) => new FileDecision(place, FileDecisionKind.Added, t, ""),
            (null, _, _) => Conflict(place, t, "The service has a file of this name, which the template brings newly."),
            (_, null, null) => null,
            (_, null, _) when Restored.Contains(place) => new FileDecision(place, FileDecisionKind.Added, t, "It was deleted, and is restored."),
            (_, null, _) => new FileDecision(place, FileDecisionKind.StaysDeleted, null, "The service deleted it. The template changed it.") { Offered = t },
            (_, _, null) when Equal(b, o) && !Unproved.Contains(path) =>
                new FileDecision(place, FileDecisionKind.Deleted, null, "The template does not have it any more."),
            (_, _, null) => new FileDecision(place, FileDecisionKind.Dropped, null, "The service changed it, and the template does not have it any more."),
            _ when Unproved.Contains(path) =>
                Conflict(place, t, "It is not known what the service changed: the old template does not render to what was recorded."),
            _ when Equal(b, o) => new FileDecision(place, FileDecisionKind.Updated, Like(o, t), ""),
            _ => Both(place, b, o, t),
        };
    }

    private static FileDecision Both(string path, WorkspaceEntry b, WorkspaceEntry o, WorkspaceEntry t)
    {
        if (b is not WorkspaceEntry.File before || o is not WorkspaceEntry.File ours || t is not WorkspaceEntry.File theirs)
        {
            return Conflict(path, t, "A link and a file cannot be merged.");
        }

        // The mode is merged on its own.
        var mode = theirs.Mode == before.Mode ? ours.Mode : theirs.Mode;
        if (SameBytes(before, theirs) || SameBytes(ours, theirs))
        {
            return new FileDecision(path, FileDecisionKind.Merged, ours with { Mode = mode }, "Only its mode changed.");
        }

        if (LockFiles.Contains(path[(path.LastIndexOf('/') + 1)..], StringComparer.Ordinal))
        {
            return Conflict(path, t, "Both changed this lock file, which cannot be merged by line: install the dependencies again.");
        }

        return (FileText.Of(before), FileText.Of(ours), FileText.Of(theirs)) is ({ } first, { } second, { } third)
            ? LineMerge.Of(first.Content, second.Content, third.Content) is { } merged
                ? new FileDecision(path, FileDecisionKind.Merged, new WorkspaceEntry.File(second.Encoded(merged), mode), "Both changed it.")
                : Conflict(path, t, "Both changed the same lines.")
            : Conflict(path, t, "Both changed this binary file.");
    }

    private static FileDecision Conflict(string path, WorkspaceEntry? offered, string reason) =>
        new(path, FileDecisionKind.Conflict, null, reason) { Offered = offered };

    // A text takes the line ends and the mark that the service gave it.
    private static WorkspaceEntry Like(WorkspaceEntry ours, WorkspaceEntry theirs) =>
        ours is WorkspaceEntry.File old && theirs is WorkspaceEntry.File file && FileText.Of(old) is { } form && FileText.Of(file) is { } text
        && (form.IsCrLf != text.IsCrLf || form.HasMark != text.HasMark)
            ? file with { Bytes = form.Encoded(text.Content) }
            : theirs;

    private static WorkspaceEntry? FileAt(IReadOnlyDictionary<string, WorkspaceEntry> tree, string path) =>
        tree.TryGetValue(path, out var entry) && entry is not WorkspaceEntry.Folder ? entry : null;

    private static bool Same(WorkspaceEntry? a, WorkspaceEntry? b) => (a, b) switch
    {
        (null, null) => true,
        (WorkspaceEntry.File x, WorkspaceEntry.File y) => x.Mode == y.Mode && SameBytes(x, y),
        (WorkspaceEntry.Link x, WorkspaceEntry.Link y) => x.Target == y.Target,
        _ => false,
    };

    private static bool SameBytes(WorkspaceEntry.File a, WorkspaceEntry.File b) => a.Bytes.Span.SequenceEqual(b.Bytes.Span);

    // What differs only in line ends, a mark or blanks at the ends of lines was not edited by a person.
    private static bool Equal(WorkspaceEntry a, WorkspaceEntry b) => Same(a, b)
        || (a is WorkspaceEntry.File x && b is WorkspaceEntry.File y && x.Mode == y.Mode
            && FileText.Of(x) is { } first && FileText.Of(y) is { } second && Trimmed(first.Content) == Trimmed(second.Content));

    private static string Trimmed(string text) => string.Join('\n', text.Split('\n').Select(l => l.TrimEnd(' ', '\t')));
}
