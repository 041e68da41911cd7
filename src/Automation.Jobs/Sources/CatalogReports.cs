using Automation.Catalog.Artifact;
using Automation.Catalog.Searching;
using Automation.Catalog.Stitching;
using Automation.Core;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Reporting.Model;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Sources;

/// <summary>Turns the content of the catalog into reports.</summary>
public static class CatalogReports
{
    // catalog.json, catalog-info.yaml, CATALOG.md and backstage/app-config.yaml.
    private const int FilesBesideShards = 4;

    public static EntityReport Of(IndexEntry entry, StoredCatalog reader)
    {
        var fields = entry.Fields ?? new EntityFields(entry.Ref.Name);
        return new EntityReport(entry.Ref.ToString(), fields.Title ?? fields.Name)
        {
            Description = Document(entry.Ref, reader) is { } document
                && (document["metadata"] as YamlMapping)?["description"] is YamlScalar { Type: YamlType.String, Text: { Length: > 0 } text }
                ? text
                : null,
            About = [.. About(fields)],
            Definitions =
            [
                .. entry.Definitions.Select(
                    d =>
                        new EntityDefinition(
                            $"{d.Source}/{d.File}:{d.Line}",
                            reader.Source(d.Source)?.Commit,
                            d.Stale is { } stale
                                ? $"{(stale.Since.Length == 0 ? "" : $"since {stale.Since[..Math.Min(10, stale.Since.Length)]}: ")}{stale.Reason}"
                                : null)),
            ],
            Relations =
            [
                .. entry.AllRelations()
                    .GroupBy(r => r.Type, StringComparer.Ordinal)
                    .Select(g => new EntityRelations(g.Key, [.. g.Select(r => new EntityTarget(r.Target.ToString(), reader.Find(r.Target)?.Exists == true))])),
            ],
            Problems =
            [
                .. reader.Findings(entry.Ref.ToString())
                    .Concat(entry.Definitions.SelectMany(d => reader.Findings(FileRecord.KeyOf(d.Source, d.File))))
                    .Distinct()
                    .Select(Of),
            ],
        };
    }

    /// <summary>The descriptor of an entity as a document; null if it does not exist.</summary>
    public static YamlMapping? Document(EntityRef reference, StoredCatalog reader) =>
        reader.Descriptor(reference) is { } yaml && YamlDocuments.Of(SourceText.Decode("", yaml.Span), YamlLimits.Source) is { Count: > 0 } documents
            ? documents.Read(0).Root as YamlMapping
            : null;

    public static SearchReport Of(IReadOnlyList<SearchHit> hits, int limit) => new(hits.Count, [.. hits.Take(limit).Select(h => new SearchResult(
        h.Entry.Ref.ToString(),
        h.Entry.Fields!.Title ?? h.Entry.Fields.Name,
        h.Entry.Fields.Type,
        h.Entry.Relations.FirstOrDefault(r => r.Named.Type == "ownedBy")?.Named.Target.ToString(),
        h.Entry.Fields.Description))]);

    public static BuildReport Of(StitchOutcome outcome, TimeSpan took)
    {
        var (summary, written) = (outcome.Summary, outcome.Changes.Where(c => c.Content is not null).ToList());
        var entities = summary.Entities.Values.Sum();
        return new BuildReport(entities, summary.Relations, summary.Findings.Values.Sum())
        {
            Errors = summary.Findings.GetValueOrDefault(FindingsLine.NameOf(Severity.Error)),
            Stale = summary.Stale,
            Skeletons = summary.Skeletons,
            Written = written.Count,
            BytesWritten = written.Sum(c => (long)c.Content!.Value.Length),
            Unchanged = summary.Shards.Count + entities + FilesBesideShards - written.Count,
            Deleted = outcome.Changes.Count - written.Count,
            Seconds = took.TotalSeconds,
            Problems = [.. summary.Overview.Broken.Select(Of)],
        };
    }

    /// <summary>A catalog as it is, in which nothing is changed.</summary>
    public static BuildReport Of(StoredCatalog catalog)
    {
        var (summary, entities) = (catalog.Summary, catalog.Summary.Entities.Values.Sum());
        return new BuildReport(entities, summary.Relations, summary.Findings.Values.Sum())
        {
            Errors = summary.Findings.GetValueOrDefault(FindingsLine.NameOf(Severity.Error)),
            Stale = summary.Stale,
            Unchanged = summary.Shards.Count + entities + FilesBesideShards,
        };
    }

    /// <summary>The template skeletons that a catalog leaves out, by source and path.</summary>
    public static IEnumerable<string> Skeletons(StoredCatalog reader) =>
        reader.AllSources().SelectMany(s => reader.AllFiles(s.Name)).Where(f => f.IsSkeleton).Select(f => $"{f.Source}/{f.Path}").Order(StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, string>> About(EntityFields fields)
    {
        if (fields.Type is { } type)
        {
            yield return new("type", type);
        }

        if (fields.Lifecycle is { } lifecycle)
        {
            yield return new("lifecycle", lifecycle);
        }

        if (fields.Tags.Count > 0)
        {
            yield return new("tags", string.Join(", ", fields.Tags));
        }
    }

    private static EntityProblem Of(RecordedFinding finding) =>
        new(finding.Severity, finding.Message, finding.File.Length == 0 ? finding.Source : $"{finding.Source}/{finding.File}:{finding.Line}");
}
