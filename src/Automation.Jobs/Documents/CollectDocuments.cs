using System.Text.Unicode;
using Automation.Catalog.Artifact;
using Automation.Catalog.Diffing;
using Automation.Core;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Jobs.Sources;
using Automation.Jobs.Storing;

namespace Automation.Jobs.Documents;

/// <summary>
/// Keeps the documentation of entities beside the catalog, for the sources that ask for it. Only sources that changed are read, and of these only the
/// documents that changed. What cannot be read keeps its last documentation.
/// </summary>
/// <param name="sources">The sources, in the order in which they are declared.</param>
/// <param name="artifact">The files of the catalog as it was.</param>
public sealed class CollectDocuments(IReadOnlyList<CatalogSource> sources, FileTree artifact)
{
    /// <summary>A longer document is cut at the end of a line.</summary>
    internal const int LongestText = 100_000;

    /// <summary>The documents of one entity have at most this many characters; further ones are left out.</summary>
    internal const int LongestTogether = 1_000_000;

    // What is larger is not written by a person.
    private const long LargestFile = 4 << 20;

    private readonly StoredDocuments _stored = new(artifact);
    private readonly SortedDictionary<string, byte[]?> _changes = new(StringComparer.Ordinal);

    /// <summary>The changes to the documents, in ordinal path order.</summary>
    /// <param name="previous">The catalog as it was.</param>
    /// <param name="now">The catalog as it will be.</param>
    public IReadOnlyList<TreeChange> Run(StoredCatalog previous, StoredCatalog now, CancellationToken cancellationToken)
    {
        var kept = sources.Where(s => s.KeepsDocuments).ToList();
        if (kept.Count == 0 && !_stored.Exist)
        {
            return [];
        }

        Drop(now, cancellationToken);
        var moved = Moved(previous, now);
        var due = kept.Select(s => (Source: s, Record: now.Source(s.Name))).Where(s => s.Record is { Stale: null } && IsDue(s.Record, moved)).ToList();
        var read = new IReadOnlyList<(EntityRef Entity, EntityDocuments Documents)>?[due.Count];
        SideBySide.For(due.Count, 1, i => read[i] = due[i].Source.WithFiles(
            due[i].Record!, files => new SourceReader(files, now, _stored, due[i].Record!, cancellationToken).Run(), cancellationToken), cancellationToken);
        for (var i = 0; i < due.Count; i++)
        {
            if (read[i] is { } documents)
            {
                Put(due[i].Record!, documents);
            }
        }

        return [.. _changes.Select(c => new TreeChange(c.Key, c.Value is { } bytes ? (ReadOnlyMemory<byte>?)bytes : null))];
    }

    // Sources that are gone, or no longer keep documents. Sources of other publishers stay.
    private void Drop(StoredCatalog now, CancellationToken cancellationToken)
    {
        var others = sources.Where(s => !s.KeepsDocuments).Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _stored.AllSources(cancellationToken).Where(s => now.Source(s.Source) is null || others.Contains(s.Source)))
        {
            _changes[StoredDocuments.PathOf(gone.Source)] = null;
            Remove(gone, gone.Entities);
        }
    }

    private bool IsDue(SourceRecord source, HashSet<string> moved) =>
        source.Commit is null || moved.Contains(source.Name) || _stored.Source(source.Name) is not { } stored || stored.Commit != source.Commit;

    // Sources whose definition of an entity came into use without a change of its own.
    private static HashSet<string> Moved(StoredCatalog previous, StoredCatalog now) =>
        DifferingShards.Of(ArtifactPaths.Index, previous, now).SelectMany(s => now.Index(s).Values)
            .Where(e => e.Exists && previous.Find(e.Ref) is var before && (before is not { Exists: true } || Place(before) != Place(e)))
            .Select(e => e.Definitions[0].Source)
            .ToHashSet(StringComparer.Ordinal);

    private static (string, string) Place(IndexEntry entry) => (entry.Definitions[0].Source, entry.Definitions[0].File);

    private void Put(SourceRecord source, IReadOnlyList<(EntityRef Entity, EntityDocuments Documents)> read)
    {
        var before = _stored.Source(source.Name);
        var now = new SourceDocuments(source.Name, source.Commit, [.. read.Select(d => d.Entity.ToString()).Order(StringComparer.Ordinal)]);
        if (before is not null)
        {
            Remove(before, before.Entities.Except(now.Entities, StringComparer.Ordinal));
        }

        foreach (var (entity, documents) in read)
        {
            Write(StoredDocuments.PathOf(entity), StoredJson.Write(documents, DocumentsJson.Stored.EntityDocuments));
        }

        Write(StoredDocuments.PathOf(source.Name), StoredJson.Write(now, DocumentsJson.Stored.SourceDocuments));
    }

    private void Write(string path, byte[] content)
    {
        if (artifact.Holds(path, content))
        {
            _changes.Remove(path);
        }
        else
        {
            _changes[path] = content;
        }
    }

    // An entity that another source defines now has that source's documentation.
    private void Remove(SourceDocuments source, IEnumerable<string> entities)
    {
        foreach (var entity in entities.Select(e => EntityRef.TryParse(e, null, EntityRef.DefaultNamespace, out var known, out _) ? known : null))
        {
            if (entity is not null && _stored.Find(entity)?.Source == source.Source)
            {
                _changes.TryAdd(StoredDocuments.PathOf(entity), null);
            }
        }
    }

    /// <summary>Reads the documents of the entities that one source defines.</summary>
    private sealed class SourceReader(
        FileTree files, StoredCatalog catalog, StoredDocuments stored, SourceRecord source, CancellationToken cancellationToken)
    {
        // What a README beside a descriptor describes, if the descriptor defines more than one entity.
        private static readonly string[] Described = ["component", "system", "domain", "resource", "template", "api"];

        private readonly DocumentFiles _paths = new(files, cancellationToken);

        public IReadOnlyList<(EntityRef Entity, EntityDocuments Documents)> Run() =>
        [
            .. from file in catalog.AllFiles(source.Name).Where(f => f.IsDescriptor).OrderBy(f => f.Path, StringComparer.Ordinal)
               from entity in Entities(file)
               let documents = Documents(entity.Ref, _paths.Of(file.Path, entity.Reference))
               where documents is not null
               select (entity.Ref, documents),
        ];

        // Each entity that names its documentation, and of the others the one that the descriptor is mainly about.
        private IEnumerable<(EntityRef Ref, string? Reference)> Entities(FileRecord file)
        {
            var defined = file.Entities.Select(catalog.Refs.Of).Select(catalog.Find)
                .Where(e => e is { Exists: true } && e.Definitions[0].Source == source.Name && e.Definitions[0].File == file.Path)
                .OrderBy(e => e!.Definitions[0].Document)
                .Select(e => (e!.Ref, Reference: ReferenceOf(e.Ref)))
                .ToList();
            var main = defined.Where(e => e.Reference is null && Described.Contains(e.Ref.Kind, StringComparer.Ordinal))
                .OrderBy(e => Array.IndexOf(Described, e.Ref.Kind))
                .Select(e => e.Ref)
                .FirstOrDefault();
            var hasComponent = defined.Exists(e => e.Reference is not null && e.Ref.Kind == "component");
            return defined.Where(e => e.Reference is not null || (e.Ref == main && (main.Kind == "component" || !hasComponent)));
        }

        private string? ReferenceOf(EntityRef entity) => DocumentFiles.ReferenceIn(CatalogReports.Document(entity, catalog));

        private EntityDocuments? Documents(EntityRef entity, FoundDocuments found)
        {
            var known = found.Paths.Count > 0 && stored.Find(entity) is { } before && before.Source == source.Name
                ? before.Pages.DistinctBy(p => p.Path).ToDictionary(p => p.Path, StringComparer.Ordinal)
                : [];
            var (pages, length) = (new List<EntityDocument>(), 0);
            foreach (var path in found.Paths)
            {
                var page = known.GetValueOrDefault(path) is { } last && files.Find(path)?.BlobId == last.Blob ? last : Read(path);
                if (page is not null && (length += page.Text.Length) <= LongestTogether)
                {
                    pages.Add(page);
                }
            }

            return pages.Count == 0 ? null : new EntityDocuments(source.Name, pages) { Folder = found.Folder };
        }

        private EntityDocument? Read(string path)
        {
            if (files.Read(path, LargestFile, cancellationToken) is not FileContent.Whole { Bytes: var bytes } || !Utf8.IsValid(bytes.Span))
            {
                return null;
            }

            var text = SourceText.Decode(path, bytes.Span).Content;
            var end = text.Length <= LongestText ? text.Length : text.LastIndexOf('\n', LongestText - 1) is > 0 and var line ? line : LongestText;
            return new EntityDocument(path, BlobId.Of(bytes.Span), SecretShape.Cover(text[..end])) { IsCut = end < text.Length };
        }
    }
}
