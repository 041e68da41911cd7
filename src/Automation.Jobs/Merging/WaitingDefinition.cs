using Automation.Catalog.Artifact;
using Automation.Catalog.Processing;
using Automation.Catalog.Sources;

namespace Automation.Jobs.Merging;

/// <summary>
/// Stands in for a definition that waited behind one that goes: its repository is not at hand, so what it says is not known, and it is
/// taken to say what the catalog says now. That it takes over is known, and told.
/// </summary>
internal static class WaitingDefinition
{
    public static FileReading? Of(StoredCatalog catalog, string source, string path) =>
        catalog.File(source, path) is not { } file ? null : new FileReading(path, file.Blob, [.. file.Entities.Select(catalog.Refs.Of).SelectMany(r => Documents(catalog, catalog.Find(r), source, path))]);

    private static IEnumerable<DocumentReading> Documents(StoredCatalog catalog, IndexEntry? entry, string source, string path)
    {
        foreach (var definition in entry?.Definitions.Where(d => d.Source == source && d.File == path) ?? [])
        {
            if (entry is { Fields: { } fields } && catalog.Descriptor(entry.Ref) is { } yaml)
            {
                yield return new DocumentReading(definition.Document, definition.Line, entry.Ref, new ProcessedEntity(entry.Ref, yaml, entry.Definitions[0].Blob, entry.Relations, fields));
            }
        }
    }
}
