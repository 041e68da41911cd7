using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Reporting.Model;
using Automation.Templates.Documents;
using Automation.Templates.Parameters.Forms;
using Automation.Templates.Updating;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.Scaffolding;

/// <summary>What to update.</summary>
/// <param name="Service">The files of the service.</param>
/// <param name="Next">The revision to update to.</param>
/// <param name="TemplateAt">The files of the template's repository at a commit; null where the commit is gone.</param>
public sealed record UpdateRequest(FileTree Service, TemplateOrigin Next, Func<string, FileTree?> TemplateAt)
{
    /// <summary>Deleted files that come back.</summary>
    public IReadOnlySet<string> Restored { get; init; } = new HashSet<string>();

    /// <summary>Values for parameters that are new in the template and have no default.</summary>
    public JsonObject Values { get; init; } = [];

    /// <summary>Paths that the service ignores.</summary>
    public Func<string, bool> IsIgnored { get; init; } = _ => false;
}

/// <summary>
/// Brings a newer revision of a template to a service that was made from it (specs, templates §10): renders old and new, and merges what changed.
/// </summary>
public sealed class UpdateTemplate(UpdateRequest request)
{
    // With more files of unknown origin than that, an update would be guesswork.
    private const double MostUnproved = 0.3;
    private const long LargestFile = 32L * 1024 * 1024;

    private const long LargestCompared = 1024 * 1024;
    private const int MostCompared = 2_000;

    private readonly List<string> _notes = [];
    private Dictionary<string, string> _moved = [];

    /// <summary>The files to write, by path; null deletes one. Empty until it ran.</summary>
    public IReadOnlyDictionary<string, WorkspaceEntry?> Changes { get; private set; } = new Dictionary<string, WorkspaceEntry?>();

    /// <summary>Plans the update.</summary>
    public async Task<UpdateReport> RunAsync(CancellationToken cancellationToken)
    {
        if (ScaffoldRecord.In(request.Service) is not { } record)
        {
            return UpdateReport.Refused($"There is no {ScaffoldRecord.FilePath}, or it is of a later version: only what Automation scaffolded can be updated.");
        }

        if (record.Origin.Commit == request.Next.Commit)
        {
            return new UpdateReport(record.Origin.Ref, record.Origin.Commit, request.Next.Commit, [], [], null);
        }

        try
        {
            return await RunAsync(record, cancellationToken);
        }
        catch (StepException exception)
        {
            return UpdateReport.Refused(exception.Message);
        }
    }

    private async Task<UpdateReport> RunAsync(ScaffoldRecord record, CancellationToken cancellationToken)
    {
        var (oldTree, newTree) = (request.TemplateAt(record.Origin.Commit), request.TemplateAt(request.Next.Commit));
        if (oldTree is null || newTree is null)
        {
            return UpdateReport.Refused($"The commit {(oldTree is null ? record.Origin.Commit : request.Next.Commit)} is not in the template's repository.");
        }

        if (Template(oldTree, record.Origin.Path) is not { } before || Template(newTree, request.Next.Path) is not { } after)
        {
            return UpdateReport.Refused("The template cannot be read at one of the two revisions: 'automation template lint' says why.");
        }

        var rendered = await Replay.RunAsync(record.Steps, Files(oldTree, record.Origin.Path), before.Ref, cancellationToken);
        var unproved = record.Files.Where(f => !rendered.TryGet(f.Key, out var entry) || ScaffoldRecord.Of(entry) != f.Value)
            .Select(f => f.Key)
            .ToHashSet(StringComparer.Ordinal);
        if (unproved.Count > record.Files.Count * MostUnproved)
        {
            return UpdateReport.Refused(
                $"{unproved.Count} of {record.Files.Count} files of the old template do not render to what {ScaffoldRecord.FilePath} records: "
                    + "it, or the history of the template, was changed.");
        }

        if (Values(record, before, after) is not { } values)
        {
            return UpdateReport.Refused(_notes[^1]);
        }

        var steps = new NextSteps(record, before, after, values);
        var planned = steps.Plan();
        _notes.AddRange(steps.Problems);
        var next = await Replay.RunAsync(planned, Files(newTree, request.Next.Path), after.Ref, cancellationToken);
        var decisions = Decide(record, rendered, next, unproved, cancellationToken);
        Changes = Changed(decisions, record, planned, next, values);
        return new UpdateReport(
            after.Ref.ToString(),
            record.Origin.Commit,
            request.Next.Commit,
            [.. decisions.Select(d => new UpdatedFile(d.Path, d.Kind.ToString().ToLowerInvariant(), d.Reason))],
            _notes,
            null);
    }

    private static TemplateDocument? Template(FileTree tree, string path)
    {
        _ = new TemplateReader(tree, path).TryRead(out var template);
        return template;
    }

    private static TreeTemplateFiles Files(FileTree tree, string path) =>
        new(tree, path.Contains('/', StringComparison.Ordinal) ? path[..path.LastIndexOf('/')] : "");

    // Recorded values win; a new parameter gets its default.
    private JsonObject? Values(ScaffoldRecord record, TemplateDocument before, TemplateDocument after)
    {
        var form = ParameterForm.Read(after.Parameters);
        var given = record.Values.DeepClone().AsObject();
        foreach (var (name, value) in request.Values)
        {
            given[name] = value?.DeepClone();
        }

        var values = form.WithDefaults(given);
        foreach (var name in values.Select(v => v.Key).Where(n => !given.ContainsKey(n)))
        {
            _notes.Add($"The new parameter '{name}' has its default: {values[name]?.ToJsonString() ?? "null"}.");
        }

        var declared = form.Fields.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        _notes.AddRange(ParameterForm.Read(before.Parameters).Fields.Select(f => f.Name).Distinct(StringComparer.Ordinal).Where(n => !declared.Contains(n))
            .Select(n => $"The parameter '{n}' is gone."));
        if (form.Validate(values) is not { Count: > 0 } errors)
        {
            return values;
        }

        var name0 = errors[0].Pointer.TrimStart('/');
        _notes.Add($"The value of {(name0.Length == 0 ? "the parameters" : $"'{name0}'")} {errors[0].Message} Name it in a file with --values.");
        return null;
    }

    private IReadOnlyList<FileDecision> Decide(
        ScaffoldRecord record, Workspace rendered, Workspace next, HashSet<string> unproved, CancellationToken cancellationToken)
    {
        var service = new Dictionary<string, WorkspaceEntry>(StringComparer.Ordinal);
        foreach (var path in rendered.Entries.Keys.Concat(next.Entries.Keys).Distinct(StringComparer.Ordinal))
        {
            if (EntryAt(path, cancellationToken) is { } entry)
            {
                service[path] = entry;
            }
        }

        _moved = Moved(record, rendered, service, cancellationToken);
        return new TreeMerge(rendered.Entries, service, next.Entries)
        {
            Unproved = unproved,
            Declined = [.. record.Declined.Select(p => new Glob(p))],
            Once = [.. record.Once.Select(p => new Glob(p))],
            Restored = request.Restored,
            IsIgnored = request.IsIgnored,
            Moved = _moved,
        }.Decide();
    }

    private WorkspaceEntry? EntryAt(string path, CancellationToken cancellationToken) => request.Service.Find(path)?.Kind switch
    {
        FileKind.Link => request.Service.LinkText(path, cancellationToken) is { } target ? new WorkspaceEntry.Link(target) : null,
        FileKind.File when request.Service.Read(path, LargestFile, cancellationToken) is FileContent.Whole whole =>
            new WorkspaceEntry.File(
                whole.Bytes,
                (request.Service.Mode(path) & UnixFileMode.UserExecute) == 0 ? WorkspaceMode.Ordinary : WorkspaceMode.Executable),
        _ => null,
    };

    // A file that is gone was moved to where the record says, else to the one path of the service that has its content, or most of it.
    private Dictionary<string, string> Moved(
        ScaffoldRecord record, Workspace rendered, Dictionary<string, WorkspaceEntry> service, CancellationToken cancellationToken)
    {
        var moved = record.Moved.Where(m => !service.ContainsKey(m.Key) && EntryAt(m.Value, cancellationToken) is not null)
            .ToDictionary(StringComparer.Ordinal);
        var missing = rendered.Entries.Where(f => f.Value is not WorkspaceEntry.Folder && !service.ContainsKey(f.Key) && !moved.ContainsKey(f.Key)).ToList();
        if (missing.Count > 0)
        {
            var others = request.Service.List(cancellationToken)
                .Where(f => f.Kind == FileKind.File && f.Size <= LargestCompared && !record.Files.ContainsKey(f.Path) && !moved.ContainsValue(f.Path))
                .Take(MostCompared)
                .Select(f => (f.Path, Entry: EntryAt(f.Path, cancellationToken)))
                .Where(f => f.Entry is not null)
                .ToDictionary(f => f.Path, f => f.Entry!, StringComparer.Ordinal);
            var found = missing.Select(f => (f.Key, Place: FileSimilarity.Find(f.Value, others)))
                .Where(f => f.Place is not null)
                .ToLookup(f => f.Place!, f => f.Key, StringComparer.Ordinal);
            foreach (var place in found.Where(f => f.Count() == 1))
            {
                moved[place.Single()] = place.Key;
            }
        }

        foreach (var place in moved.Values)
        {
            service[place] = EntryAt(place, cancellationToken)!;
        }

        return moved;
    }

    private Dictionary<string, WorkspaceEntry?> Changed(
        IReadOnlyList<FileDecision> decisions, ScaffoldRecord record, IReadOnlyList<Templates.Steps.RecordedStep> steps, Workspace next, JsonObject values)
    {
        var changes = decisions.Where(d => d.Changes).ToDictionary(d => d.Path, d => d.Result, StringComparer.Ordinal);
        var renewed = record with
        {
            Origin = request.Next with { Ref = record.Origin.Ref },
            Values = values,
            Steps = steps,
            Moved = _moved,
            Files = ScaffoldRecord.Of(next.Entries),
        };
        changes[ScaffoldRecord.FilePath] = new WorkspaceEntry.File(renewed.Write());
        return changes;
    }
}
