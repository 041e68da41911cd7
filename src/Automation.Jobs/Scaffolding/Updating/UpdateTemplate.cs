using System.Text;
using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Reporting.Model;
using Automation.Templates.Documents;
using Automation.Templates.Parameters.Forms;
using Automation.Templates.Updating;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.Scaffolding.Updating;

/// <param name="Repository">The files of the service's repository.</param>
/// <param name="Template">The repository of its template.</param>
public sealed record UpdateRequest(FileTree Repository, TemplateHistory Template)
{
    /// <summary>The folder of the service in its repository; empty for the root.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The revision to update to; null for the newest.</summary>
    public string? To { get; init; }

    /// <summary>The template's path in its repository, if it differs from the recorded one; otherwise null.</summary>
    public string? Path { get; init; }

    public IReadOnlySet<string> Restored { get; init; } = new HashSet<string>();

    /// <summary>Values for parameters that are new in the template and have no default.</summary>
    public JsonObject Values { get; init; } = [];

    /// <summary>Whether the revision need not come after the one that the service has.</summary>
    public bool AllowsUnrelated { get; init; }

    public Func<string, bool> IsIgnored { get; init; } = _ => false;

    /// <summary>A file's content by its id in git, from the service's objects; null if there is none.</summary>
    public Func<string, ReadOnlyMemory<byte>?> ObjectAt { get; init; } = _ => null;

    public FileTree Service => Folder.Length == 0 ? Repository : new SubTree(Repository, Folder);
}

/// <summary>
/// Updates a service to a newer revision of the template that it was made from (specs, templates §10): renders the old and the new revision, and
/// merges the differences.
/// </summary>
public sealed class UpdateTemplate(UpdateRequest request)
{
    /// <summary>The largest file that is merged, as in a workspace.</summary>
    public const long LargestFile = 32L * 1024 * 1024;

    /// <summary>The message for a service without a record.</summary>
    public const string NoRecord =
        $"There is no {ScaffoldRecord.FilePath}: 'automation template adopt' writes it for a service that Automation did not create.";

    // With more files of unknown origin than that, an update would be guesswork.
    private const double MostUnproved = 0.3;

    private const int MostCommits = 20;

    private readonly FileTree _service = request.Service;
    private readonly List<string> _notes = [];

    /// <summary>The files to write, by path from the service's folder; null deletes one. Empty where nothing is to be done.</summary>
    public IReadOnlyDictionary<string, WorkspaceEntry?> Changes { get; private set; } = new Dictionary<string, WorkspaceEntry?>();

    public async Task<UpdateReport> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (ScaffoldRecord.In(_service) is not { } record)
            {
                return UpdateReport.Refused(NoRecord);
            }

            var next = request.Template.Revision(request.Path ?? record.Origin.Path, request.To, record.Pin);
            if (record.Origin.Commit == next.Commit && request.Restored.Count == 0)
            {
                return new UpdateReport(record.Origin.Ref, Named(record.Origin), Named(next), [], [], null);
            }

            if (request.To is null && IsAhead(record.Origin, next))
            {
                var note = $"The newest version of the template is {Named(next)}.";
                return new UpdateReport(record.Origin.Ref, Named(record.Origin), Named(record.Origin), [], [note], null);
            }

            return await RunAsync(record, next, cancellationToken);
        }
        catch (StepException exception)
        {
            return UpdateReport.Refused(exception.Message);
        }
    }

    // A service that was made from a commit after the newest version.
    private bool IsAhead(TemplateOrigin service, TemplateOrigin newest) =>
        service.Commit != newest.Commit && request.Template.TreeAt(service.Commit) is not null && request.Template.Follows(service.Commit, newest.Commit);

    private async Task<UpdateReport> RunAsync(ScaffoldRecord record, TemplateOrigin origin, CancellationToken cancellationToken)
    {
        var (oldTree, newTree) = (request.Template.TreeAt(record.Origin.Commit), request.Template.TreeAt(origin.Commit)!);
        if (oldTree is not null && !request.AllowsUnrelated && origin.Commit != record.Origin.Commit
            && !request.Template.Follows(origin.Commit, record.Origin.Commit))
        {
            return UpdateReport.Refused(
                $"{Named(origin)} does not come after {Named(record.Origin)}, which the service has: an update to it would undo changes. "
                    + "To do this anyway, use --allow-unrelated.");
        }

        var before = oldTree is null ? null : TemplateHistory.Read(oldTree, record.Origin.Path);
        if (TemplateHistory.Read(newTree, origin.Path) is not { } after)
        {
            return UpdateReport.Refused(
                $"The template '{origin.Path}' cannot be read at {Named(origin)}: 'automation template lint' explains why. "
                + "If it was moved, specify its path with --path.");
        }

        var declared = UpdateDeclaration.In(newTree, RepositoryPath.FolderOf(origin.Path));
        var (old, differing) = await RenderedAsync(record, oldTree, before, cancellationToken);
        if (differing.Count > record.Files.Count * MostUnproved)
        {
            return UpdateReport.Refused(
                $"{differing.Count} of {record.Files.Count} files of the old template differ from what {ScaffoldRecord.FilePath} records: "
                    + "the record or the history of the template was changed. Run 'automation template adopt' to write the record again.");
        }

        var unproved = differing.Where(p => !IsProved(p, record, old)).ToHashSet(StringComparer.Ordinal);

        var form = ParameterForm.Read(after.Parameters);
        if (Values(declared.Renamed(record.Values), before, form) is not { } values)
        {
            return UpdateReport.Refused(_notes[^1]);
        }

        var steps = new NextSteps(record, before, after, values);
        var planned = steps.Plan();
        _notes.AddRange(steps.Problems);
        var next = await Replay.RunAsync(planned, TemplateHistory.Files(newTree, origin.Path), after.Ref, cancellationToken);
        next.Remove(ScaffoldRecord.FilePath);
        var service = new ServiceFiles(_service, record, old, cancellationToken);
        var merge = new TreeMerge(old, service.Beside(next.Entries.Keys), next.Entries)
        {
            Unproved = unproved,
            Declined = [.. record.Declined.Select(p => new Glob(p))],
            Once = [.. record.Once.Concat(declared.Once).Select(p => new Glob(p))],
            Required = [.. declared.Required.Select(p => new Glob(p))],
            Declared = declared.Moves,
            Restored = request.Restored,
            IsIgnored = request.IsIgnored,
            Moved = service.Moved,
            Blocked = service.Blocked,
        };
        var decisions = merge.Decide();
        _notes.AddRange(request.Restored.Where(r => !decisions.Any(d => d.Path == r && d.Kind == FileDecisionKind.Added))
            .Select(r => $"There is nothing to restore at '{r}'."));
        var renewed = record with
        {
            Origin = origin with { Ref = record.Origin.Ref },
            Values = form.WithoutSecrets(values),
            Steps = planned,
            Moved = service.MovedAfter(merge.RenamedByTemplate(), next.Entries),
            Files = ScaffoldRecord.Of(next.Entries),
        };
        var changes = decisions.Where(d => d.Changes).ToDictionary(d => d.Path, d => d.Result, StringComparer.Ordinal);
        changes[ScaffoldRecord.FilePath] = new WorkspaceEntry.File(renewed.Write());
        if (new ValidateUpdate(request.Repository, request.Folder).Run(changes, cancellationToken) is { } invalid)
        {
            return UpdateReport.Refused(invalid);
        }

        Changes = changes;
        return new UpdateReport(after.Ref.ToString(), Named(record.Origin), Named(origin), [.. decisions.Select(FileOf)], _notes, null)
        {
            Commits = Commits(record.Origin, origin, isKnown: oldTree is not null),
        };
    }

    // What both sides come from: the old template rendered again, or where it is gone, the files from the service's history. Also the files that are not as
    // recorded.
    private async Task<(Dictionary<string, WorkspaceEntry> Files, List<string> Differing)> RenderedAsync(
        ScaffoldRecord record, FileTree? tree, TemplateDocument? before, CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, WorkspaceEntry>(StringComparer.Ordinal);
        if (tree is not null && before is not null)
        {
            var rendered = await Replay.RunAsync(record.Steps, TemplateHistory.Files(tree, record.Origin.Path), before.Ref, cancellationToken);
            files = rendered.Entries.ToDictionary(StringComparer.Ordinal);
        }
        else
        {
            _notes.Add($"The commit {record.Origin.Commit} is not in the template's repository: the files that it gave were taken from the service's history.");
            foreach (var (path, recorded) in record.Files)
            {
                if (Stored(recorded) is { } entry)
                {
                    files[path] = entry;
                }
            }
        }

        // The record of a template that has one itself is not a file of the template.
        files.Remove(ScaffoldRecord.FilePath);
        var unrecorded = files.Where(f => f.Value is not WorkspaceEntry.Folder && !record.Files.ContainsKey(f.Key)).Select(f => f.Key);
        var otherwise = record.Files.Where(f => !files.TryGetValue(f.Key, out var entry) || ScaffoldRecord.Of(entry) != f.Value).Select(f => f.Key);
        return (files, [.. unrecorded, .. otherwise]);
    }

    // The service's history may have a file that the old template does not give any more. Else it gets a content that no file has.
    private bool IsProved(string path, ScaffoldRecord record, Dictionary<string, WorkspaceEntry> old)
    {
        var stored = record.Files.TryGetValue(path, out var recorded) ? Stored(recorded) : null;
        old[path] = stored ?? old.GetValueOrDefault(path) ?? new WorkspaceEntry.File(Encoding.UTF8.GetBytes($"\0{recorded}"));
        return stored is not null;
    }

    // 'MODE ID', as it is recorded.
    private WorkspaceEntry? Stored(string recorded)
    {
        if (recorded.Split(' ') is not [var mode, { Length: 40 } id] || !id.All(char.IsAsciiHexDigitLower) || request.ObjectAt(id) is not { } bytes)
        {
            return null;
        }

        WorkspaceEntry entry = mode == "120000" ? new WorkspaceEntry.Link(Encoding.UTF8.GetString(bytes.Span))
            : new WorkspaceEntry.File(bytes, mode == "100755" ? WorkspaceMode.Executable : WorkspaceMode.Ordinary);
        return ScaffoldRecord.Of(entry) == recorded ? entry : null;
    }

    // Recorded values win; a new parameter gets its default.
    private JsonObject? Values(JsonObject recorded, TemplateDocument? before, ParameterForm form)
    {
        foreach (var (name, value) in request.Values)
        {
            recorded[name] = value?.DeepClone();
        }

        var values = SecretValues.Covered(form.WithDefaults(recorded), form);
        foreach (var name in values.Select(v => v.Key).Where(n => !recorded.ContainsKey(n) && !form.SecretNames.Contains(n)))
        {
            _notes.Add($"The new parameter '{name}' gets its default: {values[name]?.ToJsonString() ?? "null"}.");
        }

        if (before is not null)
        {
            var declared = form.Fields.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
            var gone = ParameterForm.Read(before.Parameters).Fields.Select(f => f.Name).Distinct(StringComparer.Ordinal).Where(n => !declared.Contains(n));
            _notes.AddRange(gone.Select(n => $"The template no longer has the parameter '{n}'."));
        }

        if (SecretValues.Validate(values, form) is not { Count: > 0 } errors)
        {
            return values;
        }

        var wrong = errors.Select(e => e.Sentence).Distinct().ToList();
        _notes.Add($"{string.Join(' ', wrong)} {(wrong.Count == 1 ? "Name it" : "Name them")} in a file with --values.");
        return null;
    }

    private IReadOnlyList<UpdateCommit> Commits(TemplateOrigin from, TemplateOrigin to, bool isKnown) =>
    [
        .. request.Template.Changes(to.Path, isKnown ? from.Commit : null, to.Commit, isKnown ? MostCommits : 1)
            .Select(c => new UpdateCommit(c.Id.Short, c.Subject)),
    ];

    private static UpdateRevision Named(TemplateOrigin origin) => new(origin.Commit, origin.Tag);

    private static UpdatedFile FileOf(FileDecision decision) => new(decision.Path, decision.Kind.ToString().ToLowerInvariant(), decision.Reason)
    {
        Conflicts = [.. decision.Conflicts.Select(c => new UpdateConflict(c.Line, c.Base, c.Ours, c.Theirs))],
        Offered = decision.Offered is WorkspaceEntry.File { Bytes: var bytes } && !bytes.Span.Contains((byte)0) ? Encoding.UTF8.GetString(bytes.Span) : null,
    };
}
