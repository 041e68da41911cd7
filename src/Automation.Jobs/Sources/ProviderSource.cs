using Automation.Catalog.Artifact;
using Automation.Catalog.Sources;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Validation;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Sources;

/// <summary>A file of another system, which is the authority for its entities.</summary>
/// <param name="settings">The settings for reading it.</param>
/// <param name="kind">The name of the provider.</param>
/// <param name="folder">The folder that the file is in, or the repository.</param>
/// <param name="file">The path of the file in it.</param>
/// <param name="validate">Turns its text into descriptors.</param>
/// <param name="refs">One object for each ref.</param>
public sealed class ProviderSource(
    SourceSettings settings,
    string kind,
    FileTree folder,
    string file,
    Func<SourceText, DescriptorContext, CancellationToken, ValidatedFile> validate,
    EntityRefs refs) : CatalogSource
{
    /// <inheritdoc/>
    public override string Name => settings.Name;

    /// <inheritdoc/>
    public override string Settings => settings.Digest;

    /// <inheritdoc/>
    public override SourceIdentity Identity { get; } = settings.Identity(kind, null);

    /// <inheritdoc/>
    public override SourceFiles? Files => null;

    /// <inheritdoc/>
    public override bool KeepsDocuments => false;

    /// <inheritdoc/>
    public override bool KeepsFacts => false;

    /// <inheritdoc/>
    public override SourceReading Read(StoredCatalog previous, CancellationToken cancellationToken)
    {
        // A missing file does not mean that the entities are gone: the file may be about to be written again.
        var content = folder.Read(file, YamlLimits.Source.FileBytes, cancellationToken);
        if (content is not FileContent.Whole { Bytes: var bytes })
        {
            return new SourceReading.Unreadable(Identity, content switch
            {
                FileContent.TooLarge => $"the file has more than {YamlLimits.Source.FileBytes / 1024 / 1024} MiB: split it.",
                FileContent.Unreadable(var reason) => $"{reason}.",
                _ => "the file does not exist.",
            });
        }

        var known = previous.File(Name, file);
        var isUnchanged = known is not null
            && known.Blob == BlobId.Of(bytes.Span)
            && previous.Source(Name) is { IsSettled: true } record
            && record.Settings == Settings;
        return isUnchanged
            ? new SourceReading.Unchanged(Identity)
            : new SourceReading.Read(
                Identity, null, [Reader().Read(file, content, cancellationToken)], [.. previous.AllFiles(Name).Select(f => f.Path).Where(p => p != file)]);
    }

    /// <inheritdoc/>
    public override SourceReading ReadWanted(IReadOnlyDictionary<string, int> wanted, StoredCatalog previous, CancellationToken cancellationToken) =>
        Read(previous, cancellationToken);

    /// <inheritdoc/>
    public override FileReading? Reread(string path, StoredCatalog previous, CancellationToken cancellationToken) =>
        path == file && folder.Read(file, YamlLimits.Source.FileBytes, cancellationToken) is FileContent.Whole content
            ? Reader().Read(file, content, cancellationToken)
            : null;

    /// <inheritdoc/>
    public override T? WithFiles<T>(SourceRecord record, Func<FileTree, T> use, CancellationToken cancellationToken)
        where T : class => null;

    private DescriptorFileReader Reader() => settings.Reader(Identity, folder, null, refs, validate);
}
