using Automation.Core.Text;
using Automation.Templates.Workspaces;

namespace Automation.Templates.Updating;

/// <summary>
/// Merges what changed in a template into a service, file by file (specs, templates §10). The service's edits are never lost: if something cannot be
/// merged, the service's version is kept, and there is a conflict.
/// </summary>
/// <param name="rendered">The files of the old template as they were rendered for the service: what both sides come from.</param>
/// <param name="service">The files of the service.</param>
/// <param name="next">The files of the new template, rendered.</param>
public sealed class TreeMerge(
    IReadOnlyDictionary<string, WorkspaceEntry> rendered,
    IReadOnlyDictionary<string, WorkspaceEntry> service,
    IReadOnlyDictionary<string, WorkspaceEntry> next)
{
    /// <summary>Files of the old template whose rendering could not be verified, because rendering them again did not give the recorded content.</summary>
    public IReadOnlySet<string> Unproved { get; init; } = new HashSet<string>();

    /// <summary>Files that the service decided not to take.</summary>
    public IReadOnlyList<Glob> Declined { get; init; } = [];

    /// <summary>Files that are written by the scaffold alone, and never updated.</summary>
    public IReadOnlyList<Glob> Once { get; init; } = [];

    public IReadOnlySet<string> Restored { get; init; } = new HashSet<string>();

    /// <summary>Files that are restored if the service deleted them, because the template requires them.</summary>
    public IReadOnlyList<Glob> Required { get; init; } = [];

    /// <summary>New paths by old ones, of files that the template declares as moved.</summary>
    public IReadOnlyDictionary<string, string> Declared { get; init; } = new Dictionary<string, string>();

    /// <summary>Paths that the service ignores: they are neither read nor written.</summary>
    public Func<string, bool> IsIgnored { get; init; } = _ => false;

    /// <summary>New paths by old ones, of files that the service moved.</summary>
    public IReadOnlyDictionary<string, string> Moved { get; init; } = new Dictionary<string, string>();

    /// <summary>Why a path cannot be written in the service, such as a folder of that name; null if it can.</summary>
    public Func<string, string?> Blocked { get; init; } = _ => null;

    /// <summary>The decision for each file that the update does not ignore, in ordinal path order.</summary>
    public IReadOnlyList<FileDecision> Decide()
    {
        var renamed = RenamedByTemplate();
        var targets = renamed.Values.ToHashSet(StringComparer.Ordinal);
        var paths = rendered.Keys.Concat(next.Keys).Distinct(StringComparer.Ordinal).Where(p => !renamed.ContainsKey(p) && !targets.Contains(p));
        var decisions = paths.Select(Of).OfType<FileDecision>().Concat(renamed.SelectMany(r => Renamed(r.Key, r.Value)))
            .GroupBy(d => d.Path, StringComparer.Ordinal)
            .Select(g => g.Count() == 1 ? g.Single() : Conflict(g.Key, g.First().Result ?? g.First().Offered, "Two files of the template apply to this file."))
            .ToList();
        var deleted = decisions.Where(d => d.Kind == FileDecisionKind.Deleted).Select(d => d.Path).ToHashSet(StringComparer.Ordinal);
        return [.. decisions.Select(d => WithManifest(IfPossible(d, deleted), decisions)).OrderBy(d => d.Path, StringComparer.Ordinal)];
    }

    /// <summary>The new paths of files that the template renamed, by their old paths: declared, or recognised as the only similar file.</summary>
    public IReadOnlyDictionary<string, string> RenamedByTemplate()
    {
        var added = next.Where(f => f.Value is not WorkspaceEntry.Folder && !rendered.ContainsKey(f.Key)).ToDictionary(StringComparer.Ordinal);
        var renamed = rendered.Keys.Where(p => FileAt(rendered, p) is not null && FileAt(next, p) is null)
            .Select(p => (Key: p, To: RenamedTo(p, added)))
            .Where(f => f.To is not null && (FileAt(service, f.To) is null || PlaceOf(f.Key) == f.To))
            .ToLookup(f => f.To!, f => f.Key, StringComparer.Ordinal);
        return renamed.Where(f => f.Count() == 1).ToDictionary(f => f.Single(), f => f.Key, StringComparer.Ordinal);
    }

    private string? RenamedTo(string path, Dictionary<string, WorkspaceEntry> added) =>
        Declared.TryGetValue(path, out var to) && added.ContainsKey(to) ? to : added.Count > 0 ? FileSimilarity.Find(rendered[path], added) : null;

    private string PlaceOf(string path) => FileAt(service, path) is null && Moved.TryGetValue(path, out var moved) ? moved : path;

    // The service's edits go along. Where they cannot, the file stays where it is, and the new one is not written. So does one that the service moved itself.
    private IEnumerable<FileDecision> Renamed(string from, string to)
    {
        var place = PlaceOf(from);
        var (b, t) = (FileAt(rendered, from)!, FileAt(next, to)!);
        if (FileAt(service, place) is not { } o)
        {
            return [Restores(to) ? new FileDecision(to, FileDecisionKind.Added, t, "It was deleted, and is restored.")
                : new FileDecision(to, FileDecisionKind.StaysDeleted, null, $"The service deleted it. The template renamed {from}.") { Offered = t }];
        }

        if ((Keeps(place) ?? Keeps(to)) is { } reason)
        {
            return [new FileDecision(place, FileDecisionKind.Declined, null, $"{reason} The template renamed it to {to}.") { Offered = t }];
        }

        if (place != from)
        {
            var where = place == to ? "" : $" The template renamed it to {to}; the service has it here.";
            return Change(place, b, o, t, Unproved.Contains(from)) is { } change ? [change with { Reason = $"{change.Reason}{where}".TrimStart() }] : [];
        }

        var decision = Change(to, b, o, t, Unproved.Contains(from)) ?? new FileDecision(to, FileDecisionKind.Added, o, "");
        return decision.Kind == FileDecisionKind.Conflict
            ? [decision with { Path = from, Reason = $"{decision.Reason} The template renamed it to {to}." }]
            :
            [
                decision with
                {
                    Kind = decision.Kind == FileDecisionKind.Updated ? FileDecisionKind.Added : decision.Kind,
                    Reason = $"The template renamed {from}.",
                },
                new FileDecision(from, FileDecisionKind.Deleted, null, $"The template renamed it to {to}."),
            ];
    }

    // Null where it takes part in the update.
    private string? Keeps(string place) =>
        IsIgnored(place) ? "The service's .gitignore excludes this path, so it is not written."
        : Glob.AnyMatches(Declined, place) || Glob.AnyMatches(Once, place) ? "The service keeps its own version."
        : null;

    // A file that the update deletes makes way for a folder of its name.
    private FileDecision IfPossible(FileDecision decision, HashSet<string> deleted)
    {
        if (decision.Kind is not (FileDecisionKind.Added or FileDecisionKind.Merged) || FileAt(service, decision.Path) is not null)
        {
            return decision;
        }

        for (var slash = decision.Path.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = decision.Path.IndexOf('/', slash + 1))
        {
            if (deleted.Contains(decision.Path[..slash]))
            {
                return decision;
            }
        }

        return Blocked(decision.Path) is { } reason ? Conflict(decision.Path, decision.Result, reason) : decision;
    }

    // A lock file fits the manifest of the template only where that is what the service gets.
    private FileDecision WithManifest(FileDecision decision, List<FileDecision> all)
    {
        if (LockFile.At(decision.Path) is not { } kind || decision.Kind is not (FileDecisionKind.Updated or FileDecisionKind.Added))
        {
            return decision;
        }

        var manifests = next.Keys.Where(p => kind.IsManifest(p, decision.Path));
        return manifests.All(m => Same(all.Find(d => d.Path == m) is { } d ? d.Changes ? d.Result : FileAt(service, m) : FileAt(service, m), FileAt(next, m)))
            ? decision
            : Conflict(decision.Path, decision.Result, $"The service's manifest differs from the template's: run '{kind.Command}'.");
    }

    private FileDecision? Of(string path)
    {
        var (b, t) = (FileAt(rendered, path), FileAt(next, path));
        var place = b is null ? path : PlaceOf(path);
        var o = FileAt(service, place);
        if (Same(b, t) && !(o is null && t is not null && Restores(place)))
        {
            return null;
        }

        if (Same(o, t))
        {
            return null;
        }

        if (Keeps(place) is { } reason)
        {
            return new FileDecision(place, FileDecisionKind.Declined, null, reason) { Offered = t };
        }

        return (b, o, t) switch
        {
            (null, null, _) => new FileDecision(place, FileDecisionKind.Added, t, ""),
            (null, _, _) => Conflict(place, t, "The template adds this file, but the service already has a file with this name."),
            (_, null, null) => null,
            (_, null, _) when Restored.Contains(place) => new FileDecision(place, FileDecisionKind.Added, t, "It was deleted, and is restored."),
            (_, null, _) when Restores(place) => new FileDecision(place, FileDecisionKind.Added, t, "It was deleted, but is required by the template."),
            (_, null, _) => new FileDecision(place, FileDecisionKind.StaysDeleted, null, "The service deleted it. The template changed it.") { Offered = t },
            (_, _, null) when place != path =>
                new FileDecision(place, FileDecisionKind.Dropped, null, $"The service has {path} here, and the template no longer has it."),
            (_, _, null) when Equal(path, b, o) && !Unproved.Contains(path) =>
                new FileDecision(place, FileDecisionKind.Deleted, null, "The template no longer has it."),
            (_, _, null) => new FileDecision(place, FileDecisionKind.Dropped, null, "The service changed it, and the template no longer has it."),
            _ => Change(place, b, o, t, Unproved.Contains(path)),
        };
    }

    private bool Restores(string place) => Restored.Contains(place) || Glob.AnyMatches(Required, place);

    private static FileDecision? Change(string place, WorkspaceEntry b, WorkspaceEntry o, WorkspaceEntry t, bool isUnproved) =>
        Same(b, t) || Same(o, t) ? null
        : isUnproved ? Conflict(place, t, "The service's changes are not known: the old template no longer renders what was recorded.")
        : Same(b, o) ? new FileDecision(place, FileDecisionKind.Updated, t, "")
        : IsInOtherForm(b, o) ? new FileDecision(place, FileDecisionKind.Updated, Like(place, o, t), "")
        : Both(place, b, o, t);

    private static FileDecision? Both(string path, WorkspaceEntry b, WorkspaceEntry o, WorkspaceEntry t)
    {
        if (b is not WorkspaceEntry.File before || o is not WorkspaceEntry.File ours || t is not WorkspaceEntry.File theirs)
        {
            return Conflict(path, t, "A link and a file cannot be merged.");
        }

        // The mode is merged on its own.
        var mode = theirs.Mode == before.Mode ? ours.Mode : theirs.Mode;
        if (SameBytes(before, ours))
        {
            return new FileDecision(path, FileDecisionKind.Merged, theirs with { Mode = mode }, "The service changed the file mode.");
        }

        if (SameBytes(before, theirs) || SameBytes(ours, theirs))
        {
            return new FileDecision(path, FileDecisionKind.Merged, ours with { Mode = mode }, "Only the file mode changed.");
        }

        if (LockFile.At(path) is { } kind)
        {
            return Conflict(path, t, $"Template and service changed this lock file, which cannot be merged: run '{kind.Command}'.");
        }

        if ((FileText.Of(before), FileText.Of(ours), FileText.Of(theirs)) is not ({ } first, { } second, { } third))
        {
            return Conflict(path, t, "Template and service changed this binary file.");
        }

        var lines = LineMerge.Of(first.Content, second.Content, third.Content);
        var text = lines.Text ?? (IsJson(path) ? JsonMerge.Of(first.Content, second.Content, third.Content) : null);
        if (text is null)
        {
            return IsUnchanged(path, first, second)
                ? new FileDecision(path, FileDecisionKind.Updated, ((WorkspaceEntry.File)Like(path, ours, theirs)) with { Mode = mode }, "")
                : Conflict(path, t, $"Template and service changed {(lines.Conflicts.Count > 0 ? "the same lines" : "most of the file")}.") with
                {
                    Conflicts = lines.Conflicts,
                };
        }

        var merged = new WorkspaceEntry.File(second.MergedForm(first, third).Encoded(text), mode);
        return Same(merged, ours) ? null : new FileDecision(path, FileDecisionKind.Merged, merged, "Both changed it.");
    }

    private static FileDecision Conflict(string path, WorkspaceEntry? offered, string reason) =>
        new(path, FileDecisionKind.Conflict, null, reason) { Offered = offered };

    // A text takes the line ends, the mark and the layout that the service gave it.
    private static WorkspaceEntry Like(string path, WorkspaceEntry ours, WorkspaceEntry theirs)
    {
        if (ours is not WorkspaceEntry.File old || theirs is not WorkspaceEntry.File file
            || FileText.Of(old) is not { } form || FileText.Of(file) is not { } text)
        {
            return theirs;
        }

        var content = IsJson(path) ? JsonMerge.InLayoutOf(form.Content, text.Content) : text.Content;
        return form.IsLike(text) && content == text.Content ? theirs : file with { Bytes = form.Encoded(content) };
    }

    private static bool IsJson(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

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

    // Not edited by a person: only the line ends, or the mark at the beginning, differ.
    private static bool IsInOtherForm(WorkspaceEntry a, WorkspaceEntry b) => a is WorkspaceEntry.File x && b is WorkspaceEntry.File y && x.Mode == y.Mode
        && FileText.Of(x) is { } first && FileText.Of(y) is { } second && first.Content == second.Content;

    // Not edited by a person either, as far as can be known: blanks at the ends of lines, or the layout of JSON.
    private static bool IsUnchanged(string path, FileText before, FileText now) =>
        Trimmed(before.Content) == Trimmed(now.Content) || (IsJson(path) && JsonMerge.AreSame(before.Content, now.Content));

    private static bool Equal(string path, WorkspaceEntry a, WorkspaceEntry b) => Same(a, b)
        || (a is WorkspaceEntry.File x && b is WorkspaceEntry.File y && x.Mode == y.Mode
            && FileText.Of(x) is { } first && FileText.Of(y) is { } second && IsUnchanged(path, first, second));

    private static string Trimmed(string text) => string.Join('\n', text.Split('\n').Select(l => l.TrimEnd(' ', '\t')));
}
