using Automation.Catalog.Artifact;
using Automation.Catalog.Processing;
using Automation.Catalog.Sources;
using Automation.Core;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Validation;
using Automation.Jobs.Configuration;

namespace Automation.Jobs.Sources;

/// <summary>How a source of any type is read.</summary>
public sealed record SourceSettings(string Name)
{
    // If a version reads the same files differently, the format number changes, and the sources of older catalogs are read again.
    private static readonly string Reading = $"format {CatalogSummary.CurrentFormat}";

    public SourceFiles Files { get; init; } = SourceFiles.Usual;

    /// <summary>The repository that its files are in; null if it is not known.</summary>
    public RepositorySlug? Repository { get; init; }

    /// <summary>GitHub's number of the repository; null if it is not known. It decides only the order of priority, so it is not part of the digest.</summary>
    public long? RepositoryId { get; init; }

    public string Branch { get; init; } = SourceIdentity.DefaultBranch;

    /// <summary>The folder of the repository that the source consists of; empty for the whole repository.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The namespace of entities without one.</summary>
    public string Namespace { get; init; } = EntityRef.DefaultNamespace;

    public ProcessorSettings Processors { get; init; } = ProcessorSettings.None;

    /// <summary>Whether its Users and Groups are used.</summary>
    public bool TakesPeople { get; init; } = true;

    /// <summary>Whether everybody on the internet can read it.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Whether the catalog keeps the documentation of its entities. It does not change how descriptors are read, so it is not part of the digest.
    /// </summary>
    public bool KeepsDocuments { get; init; }

    /// <summary>Whether the catalog keeps what scorecards count and only its repository says. Not part of the digest, for the same reason.</summary>
    public bool KeepsFacts { get; init; }

    /// <summary>Whether it is read as Backstage would.</summary>
    public bool AsBackstage { get; init; }

    /// <summary>
    /// A digest of how it is read; if it differs from the last one, everything is read again. Its place and its revision are not part of
    /// it: the files themselves show what changed.
    /// </summary>
    public string Digest => BlobId.Of(string.Join('\n',
    [
        Reading, $"{Repository?.Host}/{Repository}", Branch, Folder, Namespace, $"{AsBackstage}", $"{TakesPeople}", Processors.Digest,
        .. IsPublic ? ["public"] : Array.Empty<string>(), .. Files.Include.Select(g => $"+{g.Pattern}"), .. Files.Exclude.Select(g => $"-{g.Pattern}"),
    ]));

    /// <summary>The source as recorded in the artifact.</summary>
    /// <param name="repository">The repository; null if it is not known.</param>
    internal SourceIdentity Identity(string kind, RepositorySlug? repository) =>
        new(Name, kind, repository is null ? null : $"{repository.Host}/{repository}", Digest, Folder)
        {
            Branch = Branch,
            RepositoryId = RepositoryId,
            TakesPeople = TakesPeople || AsBackstage,
            IsPublic = IsPublic,
        };

    /// <param name="repository">The repository; null if it is not known.</param>
    /// <param name="refs">One object for each ref.</param>
    /// <param name="validate">Finds documents in a file's text; null for ordinary descriptors.</param>
    internal DescriptorFileReader Reader(
        SourceIdentity identity,
        FileTree tree,
        RepositorySlug? repository,
        EntityRefs refs,
        Func<SourceText, DescriptorContext, CancellationToken, ValidatedFile>? validate = null)
    {
        var annotations = repository is null
            ? LocationAnnotations.OfSource(Name)
            : LocationAnnotations.OfRepository(repository, Branch, Folder, withProject: !AsBackstage);
        IReadOnlyList<IDescriptorProcessor> processors = AsBackstage ? []
            : [
                .. Processors.ForRelations(),
                .. Processors.OwnerFromCodeowners
                    ? [new OwnerFromCodeowners(tree, OwnershipSettings.Default, repository, CancellationToken.None)]
                    : Array.Empty<IDescriptorProcessor>(),
            ];
        return new DescriptorFileReader(
            identity, tree, repository, new EntityProcessor(refs, annotations) { Processors = processors, MasksSecrets = !AsBackstage }, AsBackstage)
        {
            Namespace = Namespace,
            Validate = validate,
        };
    }
}
