using System.Collections.Immutable;
using System.Text;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Validation;
using Automation.Git.Disk;
using Automation.Jobs.Checks;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Jobs.Sources;

namespace Automation.Cli.Lsp;

/// <summary>A repository with the documents of an editor instead of what is on the disk.</summary>
/// <param name="root">The folder of the repository.</param>
/// <param name="catalog">The entities of all repositories, which may still be read; null without a catalog.</param>
/// <param name="inherited">The organisation's configuration; null without one.</param>
internal sealed class EditedRepository(Terminal terminal, string root, Task<KnownCatalog?> catalog, SourceText? inherited)
{
    private readonly RepositorySlug? _slug = Repositories.Slug(terminal, root);
    private WorkingTree _disk = new(new DirectoryTree(root), terminal);

    public string Root => root;

    /// <summary>The entities of all repositories; null without a catalog. Waits until they are read.</summary>
    public KnownCatalog? Catalog => catalog.GetAwaiter().GetResult();

    /// <summary>Lists the files of the disk again before the next check.</summary>
    public void Refresh() => _disk = new WorkingTree(new DirectoryTree(root), terminal);

    /// <summary>The findings of <c>check</c>, by path from the root.</summary>
    public ILookup<string, Finding> Check(ImmutableDictionary<string, OpenDocument> documents, CancellationToken cancellationToken)
    {
        var (configured, report) = new CheckChange(Snapshot(documents)) { Inherited = inherited, Catalog = Catalog }.Run(cancellationToken);
        return (report?.Findings ?? configured.Findings).ToLookup(f => f.File, StringComparer.Ordinal);
    }

    /// <summary>The descriptors of the repository.</summary>
    public IReadOnlyList<ValidatedFile> Descriptors(ImmutableDictionary<string, OpenDocument> documents, CancellationToken cancellationToken)
    {
        var snapshot = Snapshot(documents);
        var configured = Configured.Read(inherited, snapshot.Tree, snapshot.Show, withBaseline: false, cancellationToken);
        return new DescriptorSearch(snapshot, configured.Settings, cancellationToken).Run().Files;
    }

    /// <summary>The path of an editor's document from the root; null if it is elsewhere.</summary>
    public string? PathOf(string uri) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var address) && address.IsFile
        && !address.LocalPath.Contains('\0', StringComparison.Ordinal)
        && PathExpansion.Slashed(Path.GetRelativePath(root, address.LocalPath)) is var path && RepositoryPath.Segments(path) is not null ? path : null;

    /// <summary>A file of the repository as editors name it.</summary>
    public string UriOf(string path) => new Uri(Path.Combine(root, path)).AbsoluteUri;

    private RepositorySnapshot Snapshot(ImmutableDictionary<string, OpenDocument> documents) => new(
        new ChangedTree(_disk, documents.Values.DistinctBy(d => d.Path).Select(d => new TreeChange(d.Path, Encoding.UTF8.GetBytes(d.Text.Content)))),
        "",
        _slug);
}
