using Automation.Catalog.Artifact;
using Automation.Jobs.Sources;
using Automation.Reporting.Json;
using Automation.Yaml.Writing;

namespace Automation.Cli.Catalog;

/// <summary><c>catalog show --format jsonl</c>: one stitched entity per line, as Backstage's API returns it.</summary>
internal sealed class EntityLines(TextWriter output, StoredCatalog reader) : IDisposable
{
    private readonly JsonOutput _lines = new(output);

    public void Write(IndexEntry entry)
    {
        if (CatalogReports.Document(entry.Ref, reader) is not { } document)
        {
            throw new ArtifactException($"{ArtifactPaths.Entity(entry.Ref)} does not exist: build the catalog again into an empty folder.");
        }

        var json = _lines.Json;
        json.WriteStartObject();
        foreach (var field in document.Entries)
        {
            json.WritePropertyName(field.Key);
            YamlAsJson.Write(field.Value, json);
        }

        json.WriteStartArray("relations");
        foreach (var relation in entry.AllRelations())
        {
            json.WriteStartObject();
            json.WriteString("type", relation.Type);
            json.WriteString("targetRef", relation.Target.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        _lines.EndLine();
    }

    public void Dispose() => _lines.Dispose();
}
