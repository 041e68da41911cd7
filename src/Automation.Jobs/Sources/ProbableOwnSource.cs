using Automation.Catalog.Artifact;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Validation;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Sources;

/// <summary>
/// Recognizes the repository under check in a catalog that has it under another name, such as that of a folder. A source is recognized if more than half of
/// the source's
/// descriptors are in the repository too, at the same paths: with the same content, or with the same entities. One file with the same entities is not enough,
/// because people copy a descriptor into a new repository and forget to rename it. A source whose repository is known is not recognized, nor are several that
/// match.
/// </summary>
/// <param name="repository">The repository under check; null if it is not known.</param>
/// <param name="sides">The files of the repository, before and after the change.</param>
internal sealed class ProbableOwnSource(RepositorySlug? repository, IReadOnlyList<FileTree> sides)
{
    /// <summary>The most descriptors of a source that are compared.</summary>
    private const int MostFiles = 1_000;

    private readonly Dictionary<string, List<OwnFile>> _own = new(StringComparer.Ordinal);

    /// <summary>The catalog with the repository recognized in it, and a note about that; unchanged if it has the repository, or nothing similar.</summary>
    public (KnownCatalog Catalog, NotChecked? Note) In(KnownCatalog catalog, CancellationToken cancellationToken)
    {
        switch (catalog)
        {
            case KnownCatalog.Stitched { Own: null, Reader: var reader } stitched:
                var sources = reader.AllSources()
                    .Where(s => s.Repository is null || repository is null)
                    .Where(s => IsSame([.. Files(reader, s)], cancellationToken))
                    .Take(2)
                    .ToList();
                return sources is [var one]
                    ? (KnownCatalog.Of(stitched.Tree, reader, stitched.Entities, new OwnSource(one.Name, "")), NoteOn($"the catalog's source '{one.Name}'"))
                    : (catalog, null);
            case KnownCatalog.Folder folder when folder.Known.All.Any()
                && !folder.Known.All.Any(e => folder.TreePathOf(e.File) is not null)
                && IsSame([.. Files(folder, cancellationToken)], cancellationToken):
                return (new KnownCatalog.Folder(folder.Known.SeenFrom(path => path), folder.Tree, folder.Name, path => path), NoteOn("the catalog's folder"));
            default:
                return (catalog, null);
        }
    }

    private static NotChecked NoteOn(string what) =>
        new(
            $"whether {what} is another repository",
            "it has the same descriptors at the same paths, so it is treated as this repository; if that is wrong, set its repository in the sources of the "
            + "catalog");

    private static IEnumerable<CatalogFile> Files(StoredCatalog catalog, SourceRecord source) =>
        catalog.AllFiles(source.Name).Where(f => f.IsDescriptor).Select(f => new CatalogFile(f.Path, f.Blob, f.Entities)).Take(MostFiles);

    private static IEnumerable<CatalogFile> Files(KnownCatalog.Folder folder, CancellationToken cancellationToken) =>
        folder.Known.All.GroupBy(e => e.File, StringComparer.Ordinal).Take(MostFiles).Select(f => new CatalogFile(
            f.Key,
            folder.Tree.Read(f.Key, YamlLimits.Source.FileBytes, cancellationToken) is FileContent.Whole { Bytes: var bytes } ? BlobId.Of(bytes.Span) : "",
            [.. f.Select(e => e.Ref.ToString())]));

    private bool IsSame(List<CatalogFile> files, CancellationToken cancellationToken)
    {
        var (same, identical) = (0, false);
        foreach (var file in files)
        {
            var own = Own(file.Path, cancellationToken);
            var isIdentical = own.Exists(f => f.Blob == file.Blob);
            identical |= isIdentical;
            same += isIdentical || (file.Entities.Count > 0 && own.Exists(f => file.Entities.All(f.Entities.Value.Contains))) ? 1 : 0;
        }

        return same * 2 > files.Count && (identical || same > 1);
    }

    // Almost all of thousands of sources have a descriptor at the same path, so each descriptor of the repository is read once.
    private List<OwnFile> Own(string path, CancellationToken cancellationToken)
    {
        if (!_own.TryGetValue(path, out var files))
        {
            files =
            [
                .. sides.Select(s => s.Read(path, YamlLimits.Source.FileBytes, cancellationToken))
                    .OfType<FileContent.Whole>()
                    .Select(c => new OwnFile(BlobId.Of(c.Bytes.Span), new(() => EntitiesOf(path, c)))),
            ];
            _own.Add(path, files);
        }

        return files;
    }

    private HashSet<string> EntitiesOf(string path, FileContent.Whole content) =>
        [
            .. DescriptorValidator.Validate(SourceText.Decode(path, content.Bytes.Span), new DescriptorContext(path, repository), YamlLimits.Source).Documents
                .Select(d => d.Descriptor?.Ref.ToString())
                .OfType<string>(),
        ];

    private sealed record OwnFile(string Blob, Lazy<HashSet<string>> Entities);

    private sealed record CatalogFile(string Path, string Blob, IReadOnlyList<string> Entities);
}
