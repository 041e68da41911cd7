using Automation.Catalog.Artifact;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Git.Disk;
using Automation.Git.Repositories;
using Automation.Jobs.Documents;
using Automation.Jobs.Portal.Building;
using Automation.Jobs.Portal.Content;
using Automation.Jobs.Portal.Publishing;
using Automation.Jobs.Scorecards;
using Automation.Portal.Pages;
using Automation.Reporting.Model;

namespace Automation.Cli.Catalog;

/// <summary>A portal as static pages, as a command or an action asks for it.</summary>
/// <param name="Site">The folder of the site, as it was named.</param>
internal sealed record SiteRequest(string Site)
{
    /// <summary>The path of the site at its address, with a slash at both ends.</summary>
    public string BasePath { get; init; } = "/";

    /// <summary>The address of the site; null if it is not known.</summary>
    public string? Address { get; init; }

    /// <summary>The name of the portal.</summary>
    public string Title { get; init; } = "Catalog";

    /// <summary>Whether everybody can open its address.</summary>
    public bool IsPublic { get; init; }

    /// <summary>The folder with the report of health; null for none.</summary>
    public string? Health { get; init; }

    /// <summary>The time at which health is shown.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Refuses what cannot be meant, before anything is built.</summary>
    /// <exception cref="UsageException">It cannot be meant.</exception>
    public void Check(Terminal terminal)
    {
        var folder = terminal.FullPath(Site);
        FolderWriter.Recover(folder);
        if (Directory.Exists(folder) && !File.Exists(Path.Join(folder, BuildSite.Marker)) && Directory.EnumerateFileSystemEntries(folder).Any(IsForeign))
        {
            throw new UsageException($"'{Site}' has files that Automation did not write: use an empty folder for the site.");
        }

        if (!BasePath.StartsWith('/') || !BasePath.EndsWith('/'))
        {
            throw new UsageException($"'{BasePath}' is not a path such as /catalog/: begin and end it with '/'.");
        }
    }

    /// <summary>Refuses a site for a public address if nothing is public.</summary>
    /// <param name="hasPublic">Whether a source is public.</param>
    /// <exception cref="UsageException">The site would be empty.</exception>
    public void CheckPublic(bool hasPublic)
    {
        if (IsPublic && !hasPublic)
        {
            throw new UsageException(
                "No source has 'public: true', so a site for a public address would be empty. Write it in the file of sources at each source that everybody "
                + "can read, and build the catalog again; or publish the site at an address that only readers of the catalog repository can open.");
        }
    }

    /// <summary>Writes the site of a stitched catalog.</summary>
    /// <param name="artifact">The full path of the catalog.</param>
    /// <exception cref="UsageException">There is no catalog, or the site would be too large.</exception>
    public async Task<SiteReport> WriteAsync(string artifact, Terminal terminal)
    {
        var stored = ArtifactInput.Find(artifact, new EntityRefs())
            ?? throw new UsageException($"There is no stitched catalog in '{artifact}': it has no {ArtifactPaths.Summary}.");
        CheckPublic(stored.AllSources().Any(s => s.IsPublic));
        using var repository = GitFolder.FindRoot(artifact) is null ? null : GitRepository.Discover(artifact);
        var history = repository?.WorkingDirectory is { } root && ClonedCommits.Of(repository, Slashed(Path.GetRelativePath(root, artifact))) is { } commits
            ? await CatalogHistory.ReadAsync(commits, earlier: null, int.MaxValue, terminal.Cancelled)
            : null;
        var everything = new ReadPortal(stored)
        {
            Health = Health is not null && !IsPublic ? HealthInput.Open(terminal, Health) : null,
            Now = At,
            History = history,
            Documents = new StoredDocuments(new DirectoryTree(artifact)),
            Facts = new StoredFacts(new DirectoryTree(artifact)),
        }.Run(terminal.Cancelled);
        var catalog = IsPublic
            ? everything.ForEverybody(new ReadableRepositories.Only([], [.. stored.AllSources().Where(s => s.IsPublic).Select(s => s.Name)]))
            : everything;
        var outcome = new BuildSite(catalog, Settings(history, repository)).Run(new DirectoryTree(terminal.FullPath(Site)), terminal.Cancelled);
        if (outcome.IsTooLarge)
        {
            throw new UsageException(
                $"The site has {outcome.Report.Bytes / 1e6:N0} MB, and GitHub Pages publishes at most {BuildSite.Limit / 1e6:N0} MB. Serve the portal with "
                + "automation-server instead.");
        }

        FolderWriter.Apply(terminal.FullPath(Site), outcome.Changes, terminal.Cancelled);
        return outcome.Report;
    }

    private PortalSettings Settings(CatalogHistory? history, GitRepository? repository)
    {
        var commits = repository?.Remote() is { } remote ? $"https://{remote.Host}/{remote}/commit/" : null;
        return new PortalSettings(Title)
        {
            Built = history?.Commits is [{ } newest, ..] && !IsPublic
                ? new BuiltFrom(newest.Commit, Core.Text.ShownTime.Of(newest.Date), commits is null ? null : commits + newest.Commit)
                : null,
            CommitPage = commits,
            Address = Address is null ? null : Address.TrimEnd('/') + "/",
            BasePath = BasePath,
            Audience = IsPublic ? "This site is public: it shows only public repositories, and no health."
                : "Everyone who can read the catalog repository can see this site.",
        };
    }

    private static bool IsForeign(string path) => Path.GetFileName(path) is not (".git" or "CNAME" or ".gitattributes" or ".gitignore");

    private static string Slashed(string path) => path is "." ? "" : path.Replace('\\', '/');
}
