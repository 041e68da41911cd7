using Automation.Catalog.Artifact;
using Automation.Catalog.Sources;
using Automation.Core;
using Automation.Core.Text;
using Automation.Descriptors.Discovery;

namespace Automation.Catalog.Stitching;

/// <summary>Records the result of reading a source, and finds out which definitions are added, kept and removed.</summary>
internal sealed class SourceStep(CatalogDraft draft, StitchSettings settings, DefinitionChanges definitions)
{
    private const int MostNamed = 3;

    public void Apply(SourceReading reading)
    {
        switch (reading)
        {
            case SourceReading.Read read:
                Apply(read);
                break;
            case SourceReading.Unreadable unreadable:
                Keep(unreadable);
                break;
            case SourceReading.Behind when draft.Source(reading.Source.Name) is { } record:
                draft.Put(record with { IsBehind = true });
                break;
        }
    }

    /// <summary>Whether a source that is no longer declared is removed: it needs no confirmation, or has one.</summary>
    public bool MayGo(SourceRecord source) => !LargeRemoval.Is(source.Entities, source.Entities) || settings.ConfirmedRemovals.Contains(source.Name);

    /// <summary>Removes a source that is no longer declared; if that removes many entities, only after a confirmation.</summary>
    public void Remove(SourceRecord source)
    {
        if (!MayGo(source))
        {
            var removal = new Staleness(
                StaleCause.Removal,
                $"{source.Name} is no longer a source, so all of its {source.Entities:N0} entities would be removed. The removal is not confirmed.",
                source.Commit ?? "");
            Keep(source, removal);
            draft.Put(source with { IsUndeclared = true });
            draft.PutFindings(source.Name, [Waits(removal, source.Name)]);
            return;
        }

        foreach (var file in draft.PreviousCatalog.AllFiles(source.Name))
        {
            Replace(file);
            draft.Sources.Put(file.Key, null);
            draft.PutFindings(file.Key, []);
        }

        draft.Sources.Put(source.Name, null);
        draft.PutFindings(source.Name, []);
    }

    private void Apply(SourceReading.Read reading)
    {
        var source = reading.Source.Name;
        var before = draft.Source(source) ?? new SourceRecord(source, reading.Source.Kind);
        var changes = reading.Files.Select(f => new FileChange(draft.File(source, f.Path), f.Path, f))
            .Concat(reading.Deleted.Select(path => new FileChange(draft.File(source, path), path, null)))
            .ToList();
        var waiting = before.RemovalWaits ? Waiting(source, changes) : [];
        var fresh = before.Stale is null && !before.IsUndeclared ? [] : Unchanged(source, changes);
        var removed = Removed(changes).Concat(waiting.SelectMany(w => w.Refs)).ToHashSet();
        removed.ExceptWith(changes.SelectMany(c => c.New?.Documents ?? []).Where(d => d.Entity is not null).Select(d => d.Entity!.Ref));
        var waits = LargeRemoval.Is(removed.Count, before.Entities) && !settings.ConfirmedRemovals.Contains(source);
        var removal = waits
            ? new Staleness(
                StaleCause.Removal,
                $"{removed.Count:N0} of {before.Entities:N0} entities of {source} would be removed at once. The removal is not confirmed.",
                reading.Commit ?? "")
            : null;

        var entities = before.Entities;
        foreach (var change in changes)
        {
            entities += Take(source, change, reading.Commit, removal);
        }

        foreach (var (file, refs) in waiting)
        {
            entities += waits ? 0 : Drop(file, refs);
        }

        foreach (var file in fresh)
        {
            Refresh(file, before.IsUndeclared);
        }

        draft.Put(before with
        {
            Kind = reading.Source.Kind,
            Repository = reading.Source.Repository,
            RepositoryId = reading.Source.RepositoryId ?? before.RepositoryId,
            TakesPeople = reading.Source.TakesPeople,
            IsPublic = reading.Source.IsPublic,
            Folder = reading.Source.Folder,
            Branch = reading.Source.Branch,
            Wanted = reading.Wanted,
            IsBehind = reading.IsBehind,
            Settings = reading.Source.Settings,
            Commit = reading.Commit,
            Entities = entities,
            Locations =
            [
                .. before.Locations.Except(changes.Select(c => c.Path))
                    .Concat(reading.Files.Where(f => f.Targets.Count > 0).Select(f => f.Path))
                    .Order(StringComparer.Ordinal),
            ],
            Templates = reading.Templates ?? before.Templates,
            Stale = null,
            RemovalWaits = waits,
            IsUndeclared = false,
        });
        draft.PutFindings(source, removal is null ? [] : [Waits(removal, source)]);
    }

    private static RecordedFinding Waits(Staleness removal, string source) =>
        RecordedFinding.Of(
            StitchRules.RemovalWaits,
            $"{removal.Reason} They are kept and marked stale. To remove them, build once with '--confirm-removal {source}'.",
            source,
            "",
            1);

    // How many more definitions the source has than before.
    private int Take(string source, FileChange change, string? commit, Staleness? removal)
    {
        var old = change.Old?.Entities.Select(draft.PreviousCatalog.Refs.Of).ToList() ?? [];
        old.ForEach(r => definitions.Replace(r, source, change.Path));
        var defined = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var document in change.New?.Documents ?? [])
        {
            if (document.Entity is { } entity)
            {
                definitions.Add(entity.Ref, new DefinedEntity(new Definition(source, change.Path, document.Document, document.Line, entity.Blob), entity));
                defined.Add(entity.Ref.ToString());
            }
        }

        foreach (var gone in old.Where(r => !defined.Contains(r.ToString())).ToList())
        {
            var stale = TurnedInvalid(gone, change, commit)
                ?? (removal is null ? null : removal with { Since = commit ?? change.New?.Blob ?? change.Old!.Blob });
            if (stale is not null && Last(gone, source, change.Path) is { } last)
            {
                // The first commit is kept: an invalid document is stale since it became invalid.
                var since = last.Stale?.Cause == stale.Cause ? last.Stale : stale;
                definitions.Add(gone, new DefinedEntity(last with { Stale = since }, null));
                defined.Add(gone.ToString());
            }
        }

        var key = FileRecord.KeyOf(source, change.Path);
        ReadByOthers(source, change);
        if (change.New is { } file)
        {
            draft.Put(new FileRecord(source, file.Path, file.Blob)
            {
                Entities = [.. defined],
                Reads = file.Reads,
                Targets = file.Targets,
                Links = file.Links,
                Steps = file.Steps,
                ReadBy = draft.File(source, file.Path)?.ReadBy ?? [],
                IsSkeleton = file.IsSkeleton,
            });
            draft.PutFindings(key, file.IsSkeleton && defined.Count > 0 ? [TurnedSkeleton(source, file.Path, defined)] : file.Findings);
        }
        else
        {
            // Entities that wait for a confirmation are recorded under a file without content, so that the file is read when it returns.
            var readBy = draft.File(source, change.Path)?.ReadBy ?? [];
            draft.Sources.Put(key, null);
            if (defined.Count > 0 || readBy.Count > 0)
            {
                draft.Put(new FileRecord(source, change.Path, "") { Entities = [.. defined], ReadBy = readBy, IsDescriptor = defined.Count > 0 });
            }

            draft.PutFindings(key, []);
        }

        return defined.Count - old.Count;
    }

    // Each file that descriptors read records these descriptors: if it changes, they are read again.
    private void ReadByOthers(string source, FileChange change)
    {
        var (before, after) = (change.Old?.Reads ?? new Dictionary<string, string>(), change.New?.Reads ?? new Dictionary<string, string>());
        foreach (var path in before.Keys.Union(after.Keys).Where(p => p != change.Path))
        {
            var record = draft.File(source, path) ?? new FileRecord(source, path, "") { IsDescriptor = false };
            var readBy = record.ReadBy.Except([change.Path]).Concat(after.ContainsKey(path) ? [change.Path] : []).Order(StringComparer.Ordinal).ToList();
            draft.Put(record with { ReadBy = readBy, Blob = record.IsDescriptor ? record.Blob : after.GetValueOrDefault(path, record.Blob) });
        }
    }

    private static RecordedFinding TurnedSkeleton(string source, string path, IReadOnlyCollection<string> defined) =>
        RecordedFinding.Of(
            SkeletonRules.Turned,
            SecretShape.Cover($"The file defined {string.Join(", ", defined.Take(MostNamed))}{(defined.Count > MostNamed ? ", …" : "")} and is a template "
                + "skeleton now. Write the real values, or delete the file if the entities are to be removed."),
            source,
            path,
            1);

    // A document that still names the entity, or whose entity is unknown: it will probably be fixed.
    private static Staleness? TurnedInvalid(EntityRef gone, FileChange change, string? commit) =>
        change.New is { IsSkeleton: true } skeleton ? new Staleness(StaleCause.Document, "The file is a template skeleton now.", commit ?? skeleton.Blob)
        : change.New is { } file && file.Documents.Any(d => d.Entity is null && (d.Ref is null || d.Ref == gone))
            ? new Staleness(StaleCause.Document, "The document is no longer valid.", commit ?? file.Blob)
            : null;

    private Definition? Last(EntityRef reference, string source, string file) =>
        draft.PreviousCatalog.Find(reference)?.Definitions.LastOrDefault(d => d.Source == source && d.File == file);

    private IEnumerable<EntityRef> Removed(IEnumerable<FileChange> changes) => changes.SelectMany(change =>
        (change.New is { IsSkeleton: true } ? [] : change.Old?.Entities ?? [])
            .Where(r => change.New is null || change.New.Documents.All(d => d.Ref is not null && d.Ref.ToString() != r))
            .Select(draft.PreviousCatalog.Refs.Of));

    // Entities of unchanged files that wait for a confirmation.
    private List<(FileRecord File, List<EntityRef> Refs)> Waiting(string source, List<FileChange> changes) =>
        [.. Unchanged(source, changes)
            .Select(f => (f, f.Entities.Select(draft.PreviousCatalog.Refs.Of).Where(r => Last(r, source, f.Path)?.Stale?.Cause == StaleCause.Removal).ToList()))
            .Where(w => w.Item2.Count > 0)];

    private int Drop(FileRecord file, List<EntityRef> refs)
    {
        refs.ForEach(r => definitions.Replace(r, file.Source, file.Path));
        draft.Put(file with { Entities = [.. file.Entities.Except(refs.Select(r => r.ToString()))] });
        return -refs.Count;
    }

    private List<FileRecord> Unchanged(string source, List<FileChange> changes)
    {
        var changed = changes.Select(c => c.Path).ToHashSet(StringComparer.Ordinal);
        return [.. draft.PreviousCatalog.AllFiles(source).Where(f => !changed.Contains(f.Path))];
    }

    // The source can be read again, and the file is unchanged.
    private void Refresh(FileRecord file, bool wasUndeclared) =>
        Restamp(file, stale => stale?.Cause == StaleCause.Source || (wasUndeclared && stale?.Cause == StaleCause.Removal) ? null : stale);

    private void Keep(SourceReading.Unreadable reading)
    {
        var source = reading.Source.Name;
        var before = draft.Source(source) ?? new SourceRecord(source, reading.Source.Kind) { Repository = reading.Source.Repository };
        var stale = before.Stale ?? new Staleness(StaleCause.Source, reading.Reason, before.Commit ?? "");
        Keep(before, stale);

        // What is no longer public is not shown to everybody, even if it cannot be read.
        draft.Put(before with { Stale = stale, IsPublic = before.IsPublic && reading.Source.IsPublic });
        draft.PutFindings(
            source,
            [
                RecordedFinding.Of(
                    StitchRules.SourceUnreadable,
                    $"{source} could not be read: {stale.Reason} "
                    + $"{(before.Entities == 0 ? "The catalog has no entities of it." : "Its last valid entities are kept and marked stale.")}",
                    source,
                    "",
                    1),
            ]);
    }

    private void Keep(SourceRecord source, Staleness stale)
    {
        foreach (var file in draft.PreviousCatalog.AllFiles(source.Name))
        {
            Restamp(file, s => s ?? stale);
        }
    }

    private void Restamp(FileRecord file, Func<Staleness?, Staleness?> stamp)
    {
        foreach (var reference in file.Entities.Select(draft.PreviousCatalog.Refs.Of))
        {
            definitions.Replace(reference, file.Source, file.Path);
            foreach (var definition in draft.PreviousCatalog.Find(reference)?.Definitions.Where(d => d.Source == file.Source && d.File == file.Path) ?? [])
            {
                definitions.Add(reference, new DefinedEntity(definition with { Stale = stamp(definition.Stale) }, null));
            }
        }
    }

    private void Replace(FileRecord file)
    {
        foreach (var reference in file.Entities.Select(draft.PreviousCatalog.Refs.Of))
        {
            definitions.Replace(reference, file.Source, file.Path);
        }
    }

    private sealed record FileChange(FileRecord? Old, string Path, FileReading? New);
}
