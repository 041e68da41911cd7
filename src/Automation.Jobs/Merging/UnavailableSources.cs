using Automation.Catalog.Artifact;
using Automation.Catalog.Processing;
using Automation.Catalog.Sources;
using Automation.Catalog.Stitching;

namespace Automation.Jobs.Merging;

/// <summary>The other repositories of a catalog. None of them is available; only the catalog's content of them is known.</summary>
internal sealed class UnavailableSources(StoredCatalog catalog) : IReadableSources
{
    public SourceFiles? FilesOf(string source) => null;

    public IReadOnlyList<SourceReading> ReadWanted(IReadOnlyList<WantedFiles> wanted) => [];

    /// <summary>
    /// A waiting definition behind a removed one: its content is unknown, and it is assumed to be what the catalog has now. Only the takeover is known,
    /// and reported.
    /// </summary>
    public FileReading? Reread(string source, string path) =>
        catalog.File(source, path) is not { } file
            ? null
            : new FileReading(path, file.Blob, [.. file.Entities.Select(catalog.Refs.Of).SelectMany(r => Documents(catalog.Find(r), source, path))]);

    private IEnumerable<DocumentReading> Documents(IndexEntry? entry, string source, string path)
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
