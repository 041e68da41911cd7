using Automation.Catalog.Artifact;
using Automation.Catalog.Sources;
using Automation.Core.Trees;
using Automation.Git.Repositories;

namespace Automation.Jobs.Sources;

/// <summary>A source of the catalog, which finds what changed since the catalog was built.</summary>
public abstract class CatalogSource : IDisposable
{
    /// <summary>The name. Reading this property does not open the source: of ten thousand sources, only one may be read.</summary>
    public abstract string Name { get; }

    /// <summary>A name for how it is read.</summary>
    public abstract string Settings { get; }

    /// <summary>The source as recorded in the artifact.</summary>
    public abstract SourceIdentity Identity { get; }

    /// <summary>Which of its files are descriptors; null if it has no files that Locations could refer to.</summary>
    public abstract SourceFiles? Files { get; }

    /// <summary>Whether the catalog keeps the documentation of its entities.</summary>
    public abstract bool KeepsDocuments { get; }

    /// <summary>Whether the catalog keeps what scorecards count and only its repository says.</summary>
    public abstract bool KeepsFacts { get; }

    /// <param name="previous">The previous catalog.</param>
    public abstract SourceReading Read(StoredCatalog previous, CancellationToken cancellationToken);

    /// <summary>Reads it again, as it was in the last reading, with files that Locations of other sources refer to.</summary>
    /// <param name="wanted">As in <see cref="SourceRecord.Wanted"/>.</param>
    /// <param name="previous">As in <see cref="Reread"/>.</param>
    public abstract SourceReading ReadWanted(IReadOnlyDictionary<string, int> wanted, StoredCatalog previous, CancellationToken cancellationToken);

    /// <summary>Reads one of its files again, as it was in the last reading; null if that is impossible.</summary>
    /// <param name="path">The path from the root of the source.</param>
    /// <param name="previous">The previous catalog: for a source that is not read this time, the last reading.</param>
    public abstract FileReading? Reread(string path, StoredCatalog previous, CancellationToken cancellationToken);

    /// <summary>Uses its files as they were in its last reading; null if that is impossible.</summary>
    /// <param name="record">The record of that reading.</param>
    public abstract T? WithFiles<T>(SourceRecord record, Func<FileTree, T> use, CancellationToken cancellationToken)
        where T : class;

    /// <summary>The commit of a reading; null if there is none.</summary>
    protected static CommitId? CommitOf(SourceRecord? record) => record?.Commit is { } sha ? new CommitId(sha) : null;

    /// <summary>A source with a folder that could not be listed: its content is unknown.</summary>
    protected SourceReading Unlisted(UnreadableFolder folder) => new SourceReading.Unreadable(Identity, $"{folder.Path} could not be listed: {folder.Reason}.");

    /// <inheritdoc/>
    public virtual void Dispose() => GC.SuppressFinalize(this);
}
