using Automation.Core;
using Automation.Core.Trees;
using Automation.Jobs.Portal.Building;
using Automation.Jobs.Portal.Content;
using Automation.Portal.Design;
using Automation.Portal.Searching;
using Automation.Reporting.Model;

namespace Automation.Jobs.Portal.Publishing;

/// <summary>Makes the files of a static site: every page of what its readers may see. Only files that differ from the existing ones are written.</summary>
/// <param name="catalog">What its readers may see.</param>
/// <param name="settings">The settings of the portal.</param>
public sealed class BuildSite(PortalCatalog catalog, PortalSettings settings)
{
    /// <summary>The file that shows that a folder is a site of this program.</summary>
    public const string Marker = "portal.json";

    /// <summary>
    /// The largest site that GitHub Pages publishes (docs.github.com/pages/getting-started-with-github-pages/github-pages-limits: 1 GB).
    /// </summary>
    public const long Limit = 1L << 30;

    private const string NotFound = "404.html";

    // GitHub Pages leaves out files that begin with an underscore or a dot unless it finds this one.
    private const string NoJekyll = ".nojekyll";

    // These belong to the publisher of the site.
    private static readonly string[] Foreign = ["CNAME", ".gitattributes", ".gitignore"];

    /// <summary>The changes to the folder of the site.</summary>
    /// <param name="existing">The folder as it is.</param>
    public SiteOutcome Run(FileTree existing, CancellationToken cancellationToken)
    {
        var files = Files(settings, cancellationToken);
        var leavesOut = Size(files) > Limit;
        if (leavesOut)
        {
            files = Files(settings with { LeavesOutTexts = true }, cancellationToken);
        }

        var changes = new List<TreeChange>();
        foreach (var (path, content) in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!existing.Holds(path, content, cancellationToken))
            {
                changes.Add(new TreeChange(path, content));
            }
        }

        var written = changes.Count;
        changes.AddRange(existing.List(cancellationToken).Select(e => e.Path)
            .Where(p => !files.ContainsKey(p) && !Foreign.Contains(p, StringComparer.Ordinal)).Select(p => new TreeChange(p, null)));
        return new SiteOutcome(
            changes,
            new SiteReport(files.Count, Size(files), Limit) { Written = written, Deleted = changes.Count - written, LeavesOutTexts = leavesOut });
    }

    private static long Size(SortedDictionary<string, byte[]> files) => files.Values.Sum(f => (long)f.Length);

    private SortedDictionary<string, byte[]> Files(PortalSettings used, CancellationToken cancellationToken)
    {
        var search = SearchData.Files(SearchEntries.Of(catalog));
        var pages = new PortalPages(catalog, used with { Scripts = PortalAssets.Scripts, SearchFiles = search.Count });
        var all = pages.All().ToList();
        var contents = new byte[all.Count][];

        // A page is made without waiting for anything.
        SideBySide.For(all.Count, 1, i => contents[i] = all[i].RenderAsync().GetAwaiter().GetResult(), cancellationToken);
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [NoJekyll] = [],
            [Marker] = "{\"format\": 1}\n"u8.ToArray(),
            [NotFound] = pages.NotFoundAsync().GetAwaiter().GetResult(),
        };
        for (var i = 0; i < all.Count; i++)
        {
            files.Add(all[i].File, contents[i]);
        }

        foreach (var (i, content) in search.Index())
        {
            files.Add(PortalAddress.Search + SearchData.FileName(i), content);
        }

        foreach (var (name, content) in PortalAssets.All)
        {
            files.Add(PortalAssets.Folder + name, content);
        }

        return files;
    }
}

/// <param name="Changes">The files to write and to delete.</param>
public sealed record SiteOutcome(IReadOnlyList<TreeChange> Changes, SiteReport Report)
{
    /// <summary>Whether it is too large for GitHub Pages.</summary>
    public bool IsTooLarge => Report.Bytes > Report.Limit;
}
