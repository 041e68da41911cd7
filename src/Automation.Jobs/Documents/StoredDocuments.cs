using System.Text.Json.Serialization.Metadata;
using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.Core.Trees;
using Automation.Jobs.Storing;

namespace Automation.Jobs.Documents;

/// <summary>The documentation that lies beside a catalog, in a folder of its own: a change of a README does not change the record of an entity.</summary>
/// <param name="tree">The files of the catalog.</param>
public sealed class StoredDocuments(FileTree tree)
{
    /// <summary>The folder.</summary>
    public const string Folder = "documents";

    /// <summary>The folder with what each source has.</summary>
    internal const string Sources = $"{Folder}/sources";

    private const long LargestFile = 16L << 20;

    /// <summary>Whether the catalog has any.</summary>
    public bool Exist => tree.Contains(Folder);

    /// <summary>The documentation of an entity; null if there is none.</summary>
    public EntityDocuments? Find(EntityRef entity) => Read(PathOf(entity), DocumentsJson.Stored.EntityDocuments);

    /// <summary>What the catalog has of a source; null if nothing was read from it yet.</summary>
    public SourceDocuments? Source(string name) => Read(PathOf(name), DocumentsJson.Stored.SourceDocuments);

    /// <summary>All sources whose documentation was read.</summary>
    public IEnumerable<SourceDocuments> AllSources(CancellationToken cancellationToken) =>
        tree.ListBelow(Sources, cancellationToken).Select(e => Read(e.Path, DocumentsJson.Stored.SourceDocuments)).OfType<SourceDocuments>();

    internal static string PathOf(EntityRef entity) =>
        $"{Folder}/{entity.Kind}/{Shard.Of(entity.ToString())}/{entity.Namespace}.{entity.Name}.json";

    internal static string PathOf(string source) => $"{Sources}/{Shard.Of(source)}/{BlobId.Of(source)}.json";

    private T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class =>
        tree.Read(path, LargestFile) is FileContent.Whole { Bytes: var bytes } ? StoredJson.Read(bytes.Span, type) : null;
}
