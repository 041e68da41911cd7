using Automation.Catalog.Artifact;
using Automation.Catalog.Ingestion;
using Automation.Cli.Hosting;
using Automation.Core.Text;
using Automation.Jobs.Catalogs;
using Automation.Jobs.Publishing;

namespace Automation.Cli.Inputs;

/// <summary>The sources that are published, as they are named.</summary>
/// <param name="Folders">Folders of descriptors; the first counts most.</param>
/// <param name="Patterns">What descriptors are called, where that is not the usual.</param>
/// <param name="Changed">The names of the sources to look at; none for all.</param>
/// <param name="RemoveOthers">Whether sources of the catalog that are not named go.</param>
/// <param name="ConfirmedRemovals">Sources whose removals somebody has confirmed.</param>
internal sealed record PublishedSources(IReadOnlyList<string> Folders, IReadOnlyList<string> Patterns, IReadOnlyList<string> Changed, bool RemoveOthers, IReadOnlyList<string> ConfirmedRemovals)
{
    /// <summary>Opens them; what cannot be meant is a usage error.</summary>
    public DeclaredSources Open(Terminal terminal, EntityRefs refs)
    {
        if (Folders.Count == 0)
        {
            throw new UsageException("Nothing to publish: name the folders of the sources with '--source DIR'.");
        }

        var files = Patterns.Count == 0 ? SourceFiles.Usual : new SourceFiles([.. Patterns.Select(p => new Glob(p))], []);
        var sources = Folders.Select(f => terminal.FullPath(f)).Select(f => (CatalogSource)new FolderSource(Path.GetFileName(f), f, files, refs, asBackstage: false)).ToList();
        var names = sources.Select(s => s.Identity.Name).ToList();
        if (names.GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new UsageException($"Two sources are called '{twice.Key}': a source is called like its folder, so give the folders different names.");
        }

        if (Changed.Except(names, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new UsageException($"'--changed {unknown}' names no source: there {(names.Count == 1 ? "is" : "are")} {string.Join(", ", names)}.");
        }

        return new DeclaredSources(sources, [$"compat {false}", .. Patterns])
        {
            Only = Changed.Count == 0 ? null : Changed.ToHashSet(StringComparer.Ordinal),
            RemoveOthers = RemoveOthers,
            ConfirmedRemovals = ConfirmedRemovals.ToHashSet(StringComparer.Ordinal),
        };
    }
}
