using System.CommandLine;
using Automation.Catalog.Artifact;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Git.Disk;
using Automation.Git.Repositories;
using Automation.Jobs.Documents;
using Automation.Jobs.Portal.Building;
using Automation.Jobs.Portal.Content;
using Automation.Jobs.Portal.Publishing;
using Automation.Portal.Pages;
using Automation.Reporting.Model;

namespace Automation.Cli.Catalog;

/// <summary>The option <c>--site DIR</c> of <c>catalog build</c>, and those that belong to it: the portal as static pages.</summary>
internal sealed class SiteOutput
{
    private readonly Option<string?> _site = new("--site") { Description = "Also write the portal as static pages into this folder", HelpName = "DIR" };
    private readonly Option<bool> _only = new("--site-only") { Description = "Build nothing: write the portal of the catalog as it is" };
    private readonly Option<string?> _basePath = new("--base-path")
    {
        Description = "The path of the site at its address, such as /catalog/ (default: /); only its page for unknown addresses needs it",
        HelpName = "PATH",
    };
    private readonly Option<string?> _address = new("--site-address")
    {
        Description = "The address of the site, for links that search engines follow",
        HelpName = "URL",
    };
    private readonly Option<string?> _title = new("--site-title") { Description = "The name of the portal (default: Catalog)", HelpName = "TEXT" };
    private readonly Option<bool> _public = new("--public")
    {
        Description = "Everybody can open the address of the site: show only sources with 'public: true', and no health",
    };
    private readonly Option<string?> _health = new("--health")
    {
        Description = "A folder with the report of 'health report', whose state is shown",
        HelpName = "DIR",
    };
    private readonly Option<string?> _at = TimeOption.Create();

    public void AddTo(Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)[_site, _only, _basePath, _address, _title, _public, _health, _at])
        {
            command.Add(option);
        }
    }

    /// <summary>Whether the catalog stays as it is.</summary>
    public bool IsAlone(ParseResult parsed) => parsed.GetValue(_only);

    /// <summary>Refuses what cannot be combined, before anything is built.</summary>
    /// <exception cref="UsageException">The options contradict each other.</exception>
    public void Check(ParseResult parsed, CatalogSelection? selection, Terminal terminal)
    {
        if (parsed.GetValue(_site) is not { } site)
        {
            if (IsAlone(parsed))
            {
                throw new UsageException("'--site-only' needs a folder for the site: add '--site DIR'.");
            }

            return;
        }

        var folder = terminal.FullPath(site);
        FolderWriter.Recover(folder);
        if (Directory.Exists(folder) && !File.Exists(Path.Join(folder, BuildSite.Marker)) && Directory.EnumerateFileSystemEntries(folder).Any(IsForeign))
        {
            throw new UsageException($"'{site}' has files that this program did not write: specify an empty folder with --site.");
        }

        if (parsed.GetValue(_public) && selection is null)
        {
            throw new UsageException("'--public' needs the sources, which say what is public: it cannot be combined with '--site-only'.");
        }

        if (parsed.GetValue(_public) && selection?.Sources.Any(s => s.Settings.IsPublic) == false)
        {
            throw new UsageException(
                "No source has 'public: true', so a site for a public address would be empty. Write it in the file of sources at each source that everybody "
                + "can read, or publish the site at an address that only readers of the catalog repository can open.");
        }

        if (parsed.GetValue(_basePath) is { } path && (!path.StartsWith('/') || !path.EndsWith('/')))
        {
            throw new UsageException($"'{path}' is not a path such as /catalog/: begin and end it with '/'.");
        }
    }

    /// <summary>Writes the site of a catalog; null if none is asked for.</summary>
    public SiteReport? Write(ParseResult parsed, CatalogSelection? selection, string artifact, EntityRefs refs, Terminal terminal)
    {
        if (parsed.GetValue(_site) is not { } site || ArtifactInput.Find(artifact, refs) is not { } stored)
        {
            return null;
        }

        var isPublic = parsed.GetValue(_public) && selection is not null;
        using var repository = GitFolder.FindRoot(artifact) is null ? null : GitRepository.Discover(artifact);
        var history = repository?.WorkingDirectory is { } root
            ? CatalogHistory.Read(repository, Slashed(Path.GetRelativePath(root, artifact)), terminal.Cancelled)
            : null;
        var everything = new ReadPortal(stored)
        {
            Health = parsed.GetValue(_health) is { } health && !isPublic ? HealthInput.Open(terminal, health) : null,
            Now = TimeOption.Of(parsed.GetValue(_at)),
            History = history,
            Documents = new StoredDocuments(new DirectoryTree(artifact)),
        }.Run(terminal.Cancelled);
        var catalog = isPublic ? everything.ForEverybody(Public(selection!)) : everything;
        var outcome = new BuildSite(catalog, Settings(parsed, isPublic, history, repository)).Run(
            new DirectoryTree(terminal.FullPath(site)), terminal.Cancelled);
        if (outcome.IsTooLarge)
        {
            throw new UsageException(
                $"The site has {outcome.Report.Bytes / 1e6:N0} MB, and GitHub Pages publishes at most {BuildSite.Limit / 1e6:N0} MB. Serve the portal with "
                + "automation-server instead.");
        }

        FolderWriter.Apply(terminal.FullPath(site), outcome.Changes, terminal.Cancelled);
        return outcome.Report;
    }

    private PortalSettings Settings(ParseResult parsed, bool isPublic, CatalogHistory? history, GitRepository? repository)
    {
        var commits = repository?.Remote() is { } remote ? $"https://{remote.Host}/{remote}/commit/" : null;
        return new PortalSettings(parsed.GetValue(_title) ?? "Catalog")
        {
            Built = history?.Commits is [{ } newest, ..] && !isPublic
                ? new BuiltFrom(newest.Commit, Automation.Core.Text.ShownTime.Of(newest.Date), commits is null ? null : commits + newest.Commit)
                : null,
            CommitPage = commits,
            Address = parsed.GetValue(_address) is { } address ? address.TrimEnd('/') + "/" : null,
            BasePath = parsed.GetValue(_basePath) ?? "/",
            Audience = isPublic ? "This site is public: it shows only public repositories, and no health."
                : "Everyone who can read the catalog repository can see this site.",
        };
    }

    private static ReadableRepositories.Only Public(CatalogSelection selection) =>
        new([], [.. selection.Sources.Where(s => s.Settings.IsPublic).Select(s => s.Settings.Name)]);

    private static bool IsForeign(string path) => Path.GetFileName(path) is not (".git" or "CNAME" or ".gitattributes" or ".gitignore");

    private static string Slashed(string path) => path is "." ? "" : path.Replace('\\', '/');
}
