using Automation.Cli.Hosting;
using Automation.Core.Findings;
using Automation.Core.Trees;
using Automation.Git;
using Automation.Jobs;
using Automation.Jobs.Checks;
using Automation.Reporting;

namespace Automation.Cli.Inputs;

/// <summary>Checks one repository on disk: reads both sides and the configuration in force, and runs the job.</summary>
internal sealed class RepositoryCheckup(Terminal terminal)
{
    /// <summary>The report; null where the configuration is broken and nothing was checked.</summary>
    /// <exception cref="UsageException">A revision or folder is not there.</exception>
    public (Configured Configured, Report? Report) Run(CheckRequest request)
    {
        var repository = Repositories.Parse(request.Repository) ?? Repositories.Slug(terminal, request.Folder);
        using var git = request.Base is null && request.Head is null ? null
            : GitRepository.Discover(request.History ?? request.Folder) ?? throw new UsageException($"A revision was named, and {request.Folder} is in no git repository.");

        var sides = new Sides(git, request);
        var head = new RepositorySnapshot(sides.Head(terminal), request.Shown, repository);
        var policy = sides.Policy() ?? head.Tree;
        var configured = Configured.Read(terminal, request.Config, policy, head.Show);
        if (configured.IsBroken)
        {
            return (configured, null);
        }

        var (@base, note) = sides.Base();
        var catalog = CatalogOption.Read(terminal, request.Catalog, repository, request.Folder);
        var report = new CheckRepository(configured.Settings, configured.Baseline, catalog)
            .Run(head, @base is null ? null : head with { Tree = @base }, terminal.Cancelled);
        var own = policy == head.Tree ? configured : Configured.Read(terminal, null, head.Tree, head.Show);
        return (configured, report with
        {
            Findings = [.. own.Findings, .. report.Findings],
            Sources = report.Sources.Concat(own.Sources.Select(s => KeyValuePair.Create(s.Path, s))).DistinctBy(s => s.Key).ToDictionary(),
            NotChecked = [.. report.NotChecked, .. note is null ? Array.Empty<NotChecked>() : [note], .. Unreadable(head.Tree)],
        });
    }

    private static IEnumerable<NotChecked> Unreadable(FileTree tree) => (tree is WorkingTree { Directory: var directory } ? directory.Unreadable : tree is CommitTree commit ? commit.Unreadable : [])
        .Select(u => new NotChecked($"the folder {u.Path}", u.Reason));
}
