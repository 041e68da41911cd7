using Automation.Catalog.Artifact;
using Automation.Core;

namespace Automation.Catalog.Stitching;

/// <summary>A catalog while it is built: the previous one, and what the steps have set over it.</summary>
internal sealed class CatalogDraft(ArtifactReader previous)
{
    public ArtifactReader PreviousCatalog { get; } = previous;

    public Overlay<EntityRef, IndexEntry> Index { get; } = new(previous.IndexOf, r => r.ToString());

    public Overlay<string, SourceLine> Sources { get; } = new(previous.SourcesOf, key => key);

    public Overlay<string, IReadOnlyList<RecordedFinding>> Findings { get; } = new(previous.FindingsOf, key => key);

    /// <summary>The descriptors of entities that are new or differ, null for those that go.</summary>
    public Dictionary<EntityRef, ReadOnlyMemory<byte>?> Descriptors { get; } = [];

    /// <summary>The entry of a ref; an empty one where there is none.</summary>
    public IndexEntry Entry(EntityRef reference) => Index.Find(reference) ?? new IndexEntry(reference);

    public void Put(IndexEntry entry) => Index.Put(entry.Ref, entry.IsEmpty ? null : entry);

    public SourceRecord? Source(string name) => Sources.Find(name)?.ToSource();

    public void Put(SourceRecord record) => Sources.Put(record.Name, SourceLine.Of(record));

    public FileRecord? File(string source, string path) => Sources.Find(FileRecord.KeyOf(source, path))?.ToFile();

    public void Put(FileRecord record) => Sources.Put(record.Key, record is { IsDescriptor: false, ReadBy.Count: 0 } ? null : SourceLine.Of(record));

    public void PutFindings(string key, IReadOnlyList<RecordedFinding> findings) => Findings.Put(key, findings.Count == 0 ? null : findings);
}
