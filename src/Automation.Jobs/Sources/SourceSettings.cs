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

/// <summary>How a source is read, whatever it is.</summary>
/// <param name="Name">Its name.</param>
public sealed record SourceSettings(string Name)
{
    // Where the same files come to be read differently, the format has a new number, and the sources of an older catalog are read again.
    private static readonly string Reading = $"format {CatalogSummary.CurrentFormat}";

    /// <summary>Which files are descriptors.</summary>
    public SourceFiles Files { get; init; } = SourceFiles.Usual;

    /// <summary>The repository that its files are in; null where it is not known.</summary>
    public RepositorySlug? Repository { get; init; }

    /// <summary>GitHub's number of the repository; null where it is not known. It decides about precedence, not about how the source is read, and is no part of the digest.</summary>
    public long? RepositoryId { get; init; }

    /// <summary>The branch that links lead to.</summary>
    public string Branch { get; init; } = SourceIdentity.DefaultBranch;

    /// <summary>The folder of the repository that it consists of; empty for all of it.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The namespace of entities that name none.</summary>
    public string Namespace { get; init; } = EntityRef.DefaultNamespace;

    /// <summary>What is done with its descriptors besides.</summary>
    public ProcessorSettings Processors { get; init; } = ProcessorSettings.None;

    /// <summary>Whether its Users and Groups are taken.</summary>
    public bool TakesPeople { get; init; } = true;

    /// <summary>Whether it is read as Backstage would.</summary>
    public bool AsBackstage { get; init; }

    /// <summary>
    /// A name for how it is read; where it is another than the last time, everything is read anew. Where it is, and at which revision, is no part of
    /// it: the files themselves tell what changed.
    /// </summary>
    public string Digest => BlobId.Of(string.Join('\n',
    [
        Reading, $"{Repository?.Host}/{Repository}", Branch, Folder, Namespace, $"{AsBackstage}", $"{TakesPeople}", Processors.Digest,
        .. Files.Include.Select(g => $"+{g.Pattern}"), .. Files.Exclude.Select(g => $"-{g.Pattern}"),
    ]));

    /// <summary>The source as the artifact knows it.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="repository">The repository; null where it is not known.</param>
    internal SourceIdentity Identity(string kind, RepositorySlug? repository) => new(Name, kind, repository is null ? null : $"{repository.Host}/{repository}", Digest, Folder)
    {
        Branch = Branch,
        RepositoryId = RepositoryId,
        TakesPeople = TakesPeople || AsBackstage,
    };

    /// <summary>Reads its files.</summary>
    /// <param name="identity">The source.</param>
    /// <param name="tree">The files.</param>
    /// <param name="repository">The repository; null where it is not known.</param>
    /// <param name="refs">One object for each ref.</param>
    /// <param name="judge">How documents are found in a file's text; null for descriptors as people write them.</param>
    internal DescriptorFileReader Reader(SourceIdentity identity, FileTree tree, RepositorySlug? repository, EntityRefs refs, Func<SourceText, DescriptorContext, CancellationToken, ValidatedFile>? judge = null)
    {
        var annotations = repository is null ? LocationAnnotations.OfSource(Name) : LocationAnnotations.OfRepository(repository, Branch, Folder, withProject: !AsBackstage);
        IReadOnlyList<IDescriptorProcessor> processors = AsBackstage ? []
            : [.. Processors.ForRelations(), .. Processors.OwnerFromCodeowners ? [new OwnerFromCodeowners(tree, OwnershipSettings.Default, repository, CancellationToken.None)] : Array.Empty<IDescriptorProcessor>()];
        return new DescriptorFileReader(identity, tree, repository, new EntityProcessor(refs, annotations) { Processors = processors, MasksSecrets = !AsBackstage }, AsBackstage) { Namespace = Namespace, Judge = judge };
    }
}
