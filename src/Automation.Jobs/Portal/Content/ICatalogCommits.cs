using Automation.Catalog.Artifact;
using Automation.Core;

namespace Automation.Jobs.Portal.Content;

/// <summary>The commits of a catalog: in a clone, or on GitHub.</summary>
public interface ICatalogCommits
{
    /// <summary>The commits that changed the catalog, newest first.</summary>
    IReadOnlyList<CatalogCommit> Commits { get; }

    /// <summary>The descriptors that a commit changed; empty if the catalog before it is not known.</summary>
    /// <param name="index">The place of the commit in <see cref="Commits"/>.</param>
    IEnumerable<DescriptorChange> ChangesOf(int index, CancellationToken cancellationToken);

    /// <summary>The catalog at a commit, for its index; null if there is none.</summary>
    /// <exception cref="ArtifactException">It has another format, or was changed by hand.</exception>
    Task<StoredCatalog?> AtAsync(int index, CancellationToken cancellationToken);

    /// <summary>The catalogs before and at a commit, with the descriptors that differ; null if one of them does not exist.</summary>
    /// <exception cref="ArtifactException">One of them has another format, or was changed by hand.</exception>
    Task<(StoredCatalog Before, StoredCatalog After)?> AroundAsync(int index, CancellationToken cancellationToken);
}

/// <summary>A descriptor in the catalog that a commit changed.</summary>
/// <param name="IsRemoved">Whether it is no longer there.</param>
public sealed record DescriptorChange(EntityRef Entity, bool IsRemoved)
{
    private const string Folder = ArtifactPaths.Entities + "/";
    private const string Extension = ".yaml";

    /// <summary>The change of a file of the catalog; null if it is no descriptor.</summary>
    /// <param name="path">The path in the catalog: <c>entities/KIND/SHARD/NAMESPACE.NAME.yaml</c>, and a namespace has no dot.</param>
    public static DescriptorChange? Of(string path, bool isRemoved) =>
        path.StartsWith(Folder, StringComparison.Ordinal) && path[Folder.Length..].Split('/') is [var kind, _, var file]
            && file.EndsWith(Extension, StringComparison.Ordinal)
            && file.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && dot + 1 < file.Length - Extension.Length
                ? new DescriptorChange(new EntityRef(kind, file[..dot], file[(dot + 1)..^Extension.Length]), isRemoved)
                : null;
}
