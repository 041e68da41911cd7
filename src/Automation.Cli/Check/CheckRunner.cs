using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Git.Disk;
using Automation.Jobs.Checks;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Jobs.GitOps;
using Automation.Rendering.Tools;
using Automation.Reporting.Model;

namespace Automation.Cli.Check;

/// <summary>Checks one repository on disk: reads both sides, the organisation's configuration and the catalog, and runs the job.</summary>
/// <param name="catalog">The entities of all repositories; null if no catalog was given.</param>
internal sealed class CheckRunner(Terminal terminal, NamedCatalog? catalog)
{
    /// <summary>The report; null if the configuration is invalid and nothing was checked.</summary>
    /// <exception cref="UsageException">A revision or folder does not exist.</exception>
    public (Configured Configured, Report? Report) Run(CheckRequest request)
    {
        var repository = Repositories.Parse(request.Repository) ?? Repositories.Slug(terminal, request.Folder);
        using var git = ComparedTrees.Open(request);
        var sides = new ComparedTrees(git, request);
        var head = new RepositorySnapshot(sides.Head(terminal), request.Shown, repository) { IsWhole = sides.AreWhole };
        var (@base, note) = sides.Base();
        using var tools = new RenderTools(RenderToolPaths.Find(terminal.Variable));
        var (configured, report) = new CheckChange(head)
        {
            Policy = sides.Policy(),
            Base = @base,
            Notes = note is null ? [] : [note],
            Inherited = InheritedConfiguration.Read(terminal, request.Config),
            WithBaseline = request.WithBaseline,
            Catalog = catalog?.For(repository, request.Folder),
            GitOps = new GitOpsInputs(tools)
            {
                Branch = request.Branch ?? RevisionOption.BranchOf(request.Base),
                Charts = request.Charts is { } charts ? new DirectoryTree(FolderArgument.Full(terminal, charts)) : null,
                Definitions = request.Definitions is { } definitions ? DefinitionFolder.Read(definitions, terminal) : [],
                Schemas = DefinitionFolder.Schemas(request.Schemas, terminal),
            },
        }.Run(terminal.Cancelled);
        return (configured, report is null ? null : report with { NotChecked = [.. report.NotChecked.Select(n => n.Advise(request.HowToSetCatalog))] });
    }
}
