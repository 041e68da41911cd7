using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.Core.Trees;

namespace Automation.Catalog.Stitching;

/// <summary>A catalog during a build: the previous one, and the changes of the steps.</summary>
internal sealed class CatalogDraft(StoredCatalog previous)
{
    /// <summary>For at most this many entries or shards, starting threads takes longer than the work.</summary>
    public const int Few = 255;

    public StoredCatalog PreviousCatalog { get; } = previous;

    public Overlay<EntityRef, IndexEntry> Index { get; } = new(previous.IndexOf, r => r.ToString(), e => e.Ref.ToString());

    public Overlay<string, SourceLine> Sources { get; } = new(previous.SourcesOf, key => key, l => l.Key);

    public Overlay<string, FindingsLine> Findings { get; } = new(previous.FindingsOf, key => key, l => l.Key);

    /// <summary>The descriptors of entities that are new, changed or removed.</summary>
    public List<TreeChange> Descriptors { get; } = [];

    /// <summary>The entry of a ref; an empty one if there is none.</summary>
    public IndexEntry Entry(EntityRef reference) => Index.Find(reference) ?? new IndexEntry(reference);

    public void Put(IndexEntry entry) => Index.Put(entry.Ref, entry.IsEmpty ? null : entry);

    public SourceRecord? Source(string name) => (Sources.Find(name) as SourceLine.Whole)?.Record;

    public void Put(SourceRecord record) => Sources.Put(record.Name, new SourceLine.Whole(record));

    public FileRecord? File(string source, string path) => (Sources.Find(FileRecord.KeyOf(source, path)) as SourceLine.OneFile)?.Record;

    public void Put(FileRecord record) => Sources.Put(record.Key, record is { IsDescriptor: false, ReadBy.Count: 0 } ? null : new SourceLine.OneFile(record));

    /// <summary>A repository that Locations refer to; null if there is none.</summary>
    public LinkedRepository? Linked(string repository) => (Sources.Find(LinkedRepository.KeyOf(repository)) as SourceLine.Linked)?.Repository;

    public void Put(LinkedRepository repository) => Sources.Put(repository.Key, repository.By.Count == 0 ? null : new SourceLine.Linked(repository));

    public IEnumerable<SourceRecord> AllSources() =>
        PreviousCatalog.AllSources().Where(s => !Sources.Set.ContainsKey(s.Name)).Concat(Sources.Set.Values.OfType<SourceLine.Whole>().Select(l => l.Record));

    /// <summary>Sets the findings of an entity or file; unchanged ones are not written.</summary>
    public void PutFindings(string key, IReadOnlyList<RecordedFinding> findings)
    {
        if (!(Findings.Find(key)?.Findings ?? []).SequenceEqual(findings))
        {
            Findings.Put(key, findings.Count == 0 ? null : new FindingsLine(key, findings));
        }
    }
}
