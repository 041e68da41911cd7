using Automation.Cli.Catalog;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Core.Text;
using Automation.Jobs.Configuration;
using Automation.Jobs.Scaffolding;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Reporting.Model;
using Automation.Templates.Steps;

namespace Automation.Cli.Templates;

/// <summary>Runs a template for a person at a terminal, or for a job of a workflow.</summary>
/// <param name="terminal">The world.</param>
/// <param name="input">What is asked for.</param>
internal sealed class TemplateRunner(Terminal terminal, TemplateRunInput input)
{
    private readonly TemplateLocation _location = TemplateLocation.Of(terminal, input.File);

    /// <summary>The configuration, which has the policy: the organisation's, and that of the template's repository.</summary>
    public Configured Configuration() => Configured.Read(
        InheritedConfiguration.Read(terminal, input.Config),
        _location.Tree,
        path => PathExpansion.Shown(Path.GetRelativePath(terminal.WorkingDirectory, Path.Combine(_location.Root, path))),
        withBaseline: false,
        terminal.Cancelled);

    /// <summary>Runs it.</summary>
    public async Task<ScaffoldReport> RunAsync(ScaffoldSettings policy)
    {
        var folder = input.Out is null ? null : terminal.FullPath(input.Out);
        if (folder is not null)
        {
            WorkspaceFolder.Require(folder, input.Out!);
        }

        var api = GitHubApi.Of(terminal) ?? throw new UsageException($"{GitHubApi.Unsafe}.");
        using var gitHub = new GitHubHost(api, input.Token, TimeProvider.System);
        var request = Request(gitHub, policy);
        var host = new ScaffoldHost(gitHub) { Sources = input.Sources, Catalog = request.Catalog is { } catalog ? catalog.Find : null };
        var run = new RunTemplate(request, host, Log);
        if (folder is null && !input.IsDryRun && !run.Publishes)
        {
            throw new UsageException("Name the folder for the files with --out DIR, or say what would be done with --dry-run.");
        }

        var report = await run.RunAsync(terminal.Cancelled);
        if (folder is not null && report.Error is null && run.Workspace is { } workspace)
        {
            WorkspaceFolder.Write(workspace, folder);
            report = report with { Folder = input.Out };
        }

        return report;
    }

    private RunTemplateRequest Request(GitHubHost gitHub, ScaffoldSettings policy)
    {
        var catalog = input.Catalog is null ? null : new ScaffoldCatalog(ArtifactInput.Open(terminal, input.Catalog));
        return new RunTemplateRequest(_location.Tree, _location.Path, input.Values)
        {
            Catalog = catalog,
            Policy = policy,
            FindActor = _ => ActorAsync(gitHub, catalog),
            Origin = input.IsDryRun ? null : _location.Origin(),
            Secrets = input.Secrets,
            IsDryRun = input.IsDryRun,
            IsStrict = input.IsStrict,
            Hidden = input.Token is null ? [] : [input.Token],
            OpenCheckpoints = id => ScaffoldRecords.Open(terminal, id, input.Restarts),
        };
    }

    // The actor is GitHub's, and never an option.
    private async Task<ScaffoldActor> ActorAsync(GitHubHost gitHub, ScaffoldCatalog? catalog) =>
        terminal.Variable("GITHUB_ACTIONS") is null ? await ScaffoldActor.OfTokenAsync(gitHub, catalog, terminal.Cancelled)
        : terminal.Variable("GITHUB_ACTOR") is { } login ? ScaffoldActor.Named(login, catalog)
        : ScaffoldActor.Nobody("the job has no GITHUB_ACTOR: pass it on to the container");

    private void Log(StepEvent happened)
    {
        if (input.IsVerbose && happened is { Message: { } message, Status: null })
        {
            terminal.Warn($"{happened.Step.Id}: {message}");
        }
    }
}
