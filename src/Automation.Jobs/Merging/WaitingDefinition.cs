using Automation.Catalog.Artifact;
using Automation.Catalog.Processing;
using Automation.Catalog.Sources;

namespace Automation.Jobs.Merging;

/// <summary>
/// Replaces a waiting definition behind a removed one: its repository is not available, so its content is unknown, and it is
/// assumed to be what the catalog has now. Only the takeover is known, and reported.
/// </summary>
internal static class WaitingDefinition
{
    public static FileReading? Of(StoredCatalog catalog, string source, string path) =>
        catalog.File(source, path) is not { } file
            ? null
            : new FileReading(path, file.Blob, [.. file.Entities.Select(catalog.Refs.Of).SelectMany(r => Documents(catalog, catalog.Find(r), source, path))]);

    private static IEnumerable<DocumentReading> Documents(StoredCatalog catalog, IndexEntry? entry, string source, string path)
    {
        foreach (var definition in entry?.Definitions.Where(d => d.Source == source && d.File == path) ?? [])
        {
            if (entry is { Fields: { } fields } && catalog.Descriptor(entry.Ref) is { } yaml)
            {
                yield return new DocumentReading(
                    definition.Document,
                    definition.Line,
                    entry.Ref,
                    new ProcessedEntity(entry.Ref, yaml, entry.Definitions[0].Blob, entry.Relations, fields));
            }
        }
    }
}
