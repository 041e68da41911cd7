using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.Core.Findings;

namespace Automation.Jobs.Portal.Content;

/// <summary>
/// Gives each finding to one entity, so that the numbers on all pages add up: a finding about a file belongs to the entity whose document it is in, as far as
/// the catalog knows the documents of the file.
/// </summary>
internal sealed class PlacedFindings(
    IReadOnlyList<IndexEntry> entries,
    IReadOnlySet<EntityRef> existing,
    IReadOnlyDictionary<string, SourceRecord> sources,
    IReadOnlyDictionary<string, Rule> rules)
{
    private readonly ILookup<string, (int Line, IndexEntry Entry)> _byFile = entries
        .Select(e => (Definition: e.Definitions[0], Entry: e))
        .ToLookup(p => FileRecord.KeyOf(p.Definition.Source, p.Definition.File), p => (p.Definition.Line, p.Entry), StringComparer.Ordinal);

    private readonly Dictionary<string, IndexEntry> _byRef = entries.ToDictionary(e => e.Ref.ToString(), StringComparer.Ordinal);

    public IReadOnlyList<PortalFinding> Of(IEnumerable<FindingsLine> lines) =>
    [
        .. lines.SelectMany(l => l.Findings.Where(f => sources.ContainsKey(f.Source)).Select(f => (l.Key, Finding: f)))
            .OrderBy(p => p.Finding).ThenBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => Placed(p.Key, p.Finding)),
    ];

    private PortalFinding Placed(string key, RecordedFinding finding)
    {
        var entity = _byRef.GetValueOrDefault(key) ?? AtLine(finding);
        return new PortalFinding(
            rules.GetValueOrDefault(finding.Rule), finding.Rule, finding.Severity, finding.Message, sources[finding.Source], finding.File, finding.Line)
        {
            Entity = entity?.Ref,
            Owner = entity is not null ? OwnerOf(entity) : OwnerOfFile(finding),
        };
    }

    // Documents that are not valid have no entry: what is wrong in one can be given to the entity above it in its file.
    private IndexEntry? AtLine(RecordedFinding finding) =>
        _byFile[FileRecord.KeyOf(finding.Source, finding.File)].Where(p => p.Line <= finding.Line)
            .OrderByDescending(p => p.Line).ThenBy(p => p.Entry.Ref.ToString(), StringComparer.Ordinal).FirstOrDefault().Entry;

    // Where all entities of a file have one owner, it is the owner of the file.
    private EntityRef? OwnerOfFile(RecordedFinding finding) =>
        _byFile[FileRecord.KeyOf(finding.Source, finding.File)].Select(p => OwnerOf(p.Entry)).Distinct().ToList() is [var owner] ? owner : null;

    // A person or a team answers for its own entity.
    private EntityRef? OwnerOf(IndexEntry entry) =>
        entry.Relations.Select(r => r.Named).FirstOrDefault(r => r.Type == "ownedBy" && existing.Contains(r.Target))?.Target
        ?? (entry.Ref.Kind == "group" ? entry.Ref : null);
}
