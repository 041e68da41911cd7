using Automation.Cli.Catalog;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.GitHub;
using Automation.GitOps.Proposals;
using Automation.Jobs.Configuration;
using Automation.Jobs.GitOps.Proposing;
using Automation.Jobs.RepositoryWrites;
using Automation.Jobs.Scaffolding;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Rendering.Tools;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;
using Automation.Templates.Parameters.Forms;
using Automation.Templates.Steps;

namespace Automation.Cli.Templates;

/// <summary>Runs a template for a person at a terminal, or for a job of a workflow.</summary>
/// <param name="input">What is asked for.</param>
internal sealed class TemplateRunner(Terminal terminal, TemplateRunInput input)
{
    private readonly TemplateLocation _location = TemplateLocation.Of(terminal, input.File);
    private readonly StatusLine _status = new(terminal);
    private int _steps;
    private int _begun;

    /// <summary>The configuration, which has the policy: the organisation's, and that of the template's repository.</summary>
    public Configured Configuration() => Configured.Read(
        InheritedConfiguration.Read(terminal, input.Config),
        _location.Tree,
        path => PathExpansion.Shown(Path.GetRelativePath(terminal.WorkingDirectory, Path.Combine(_location.Root, path))),
        withBaseline: false,
        terminal.Cancelled);

    /// <exception cref="OperationCanceledException">The person at the terminal declines the run.</exception>
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
            throw new UsageException(
                "No step publishes the files: specify a folder for them with --out DIR (the input 'out' of the action), or use --dry-run.");
        }

        if (input.Questions is { } questions && await AnswersAsync(questions, run, gitHub, request.Catalog) is { } answers)
        {
            run = new RunTemplate(request with { Values = answers.Values, Secrets = answers.Secrets }, host, Log);
        }

        var report = await RunAsync(run);
        if (folder is not null && report.Error is null && run.Workspace is { } workspace)
        {
            WorkspaceFolder.Write(workspace, folder, terminal.Cancelled);
            report = report with { Folder = input.Out };
        }

        return input.GitOps is { } gitOps && ScaffoldedService.Find(report, run.Workspace, gitHub.Names[0]) is { } service
            ? await ProposeAsync(report, service, gitOps, gitHub)
            : report;
    }

    private async Task<ScaffoldReport> ProposeAsync(ScaffoldReport report, DeployedService service, RepositoryName gitOps, GitHubHost gitHub)
    {
        using var access = gitHub.Access(gitOps);
        using var tools = new RenderTools(RenderToolPaths.Find(terminal.Variable));
        var propose = new ProposeToRepository(new RepositoryOnGitHub(gitOps, gitHub.Connect(null)), access.Repository, gitHub.Names[0])
        {
            RequestedBy = terminal.Variable("GITHUB_ACTOR") ?? "",
            Tools = tools,
        };
        return await new ProposeScaffolded(propose, ArtifactInput.Open(terminal, input.Catalog!), gitOps).RunAsync(report, service, terminal.Cancelled);
    }

    private async Task<ScaffoldReport> RunAsync(RunTemplate run)
    {
        _steps = run.Template?.Steps.Count ?? 0;
        try
        {
            return await run.RunAsync(terminal.Cancelled);
        }
        finally
        {
            _status.Clear();
        }
    }

    // Null where nothing is asked: all is given, or the run is refused anyway.
    private async Task<Answers?> AnswersAsync(TerminalQuestions questions, RunTemplate run, GitHubHost gitHub, ScaffoldCatalog? catalog)
    {
        if (run.Template is not { } template || await run.ObstacleAsync(terminal.Cancelled) is not null)
        {
            return null;
        }

        var form = ParameterForm.Read(template.Parameters);
        var offered = catalog?.For(await run.ActorAsync(terminal.Cancelled));
        var values = new FormValues(form, input.Values, offered);
        List<string> secrets = [.. run.NeededSecrets.Where(s => !input.Secrets.ContainsKey(s))];
        if (secrets.Count == 0 && (input.NamesValues ? !values.LacksSomething : !values.Shown.Any()))
        {
            return null;
        }

        questions.Heading($"{template.Entity["metadata"]?["title"] ?? template.Ref.Name}", template.Entity["metadata"]?["description"]?.ToString());
        var answers = await new ParameterQuestions(questions, form, values, offered, gitHub.Names[0])
            .AskAsync(input.Secrets, secrets, input.IsDryRun ? "Start the dry run?" : "Run the template?", terminal.Cancelled);
        if (answers is null)
        {
            terminal.Warn("nothing was run.");
            throw new OperationCanceledException();
        }

        return answers;
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
        : ScaffoldActor.NotKnown("the job has no GITHUB_ACTOR: pass this variable to the container");

    private void Log(StepEvent happened)
    {
        if (happened is { Status: null, Message: null })
        {
            _status.Show($"Step {++_begun} of {_steps}: {happened.Step.Name}");
        }
        else if (input.IsVerbose && happened is { Message: { } message, Status: null })
        {
            _status.Clear();
            terminal.Warn($"{happened.Step.Id}: {message}");
        }
    }
}
