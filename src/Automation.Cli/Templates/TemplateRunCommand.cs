using System.CommandLine;
using Automation.Cli.Catalog;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.Jobs.Scaffolding;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Jobs.Sources.Declaring;
using Automation.Reporting.Json;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;
using Automation.Templates.Steps;

namespace Automation.Cli.Templates;

/// <summary><c>automation template run FILE</c>: runs a template, or with <c>--dry-run</c> says what it would do.</summary>
internal sealed class TemplateRunCommand : ITerminalCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "The template, such as template.yaml" };
    private readonly Option<string?> _values = new("--values")
    {
        Description = "The values of its parameters, as YAML or JSON: a file, or - for standard input",
        HelpName = "FILE",
    };
    private readonly Option<string?> _out = new("--out") { Description = "The folder that the files of the run end in; new, or empty", HelpName = "DIR" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Change nothing outside: say what would be done" };
    private readonly Option<bool> _strict = new("--strict")
    {
        Description = "Fail where an expression has an error; else its text is passed on, as in Backstage",
    };
    private readonly Option<string[]> _secrets = new("--secret")
    {
        Description = "A secret of the template, and the environment variable that holds it; can be repeated",
        HelpName = "NAME=VARIABLE",
    };

    private readonly Option<string?> _catalog = new("--catalog")
    {
        Description = "A stitched catalog, whose entities pickers offer and expressions find",
        HelpName = "DIR",
    };

    private readonly Option<string?> _registry = new("--catalog-repository")
    {
        Description = "The repository whose catalog-sources.yml lists the sources of the catalog; without it, the catalog follows all repositories",
        HelpName = "OWNER/REPO",
    };

    private readonly Option<bool> _restart = new("--restart") { Description = "Forget what earlier runs of the same request did outside" };

    public Command For(Terminal terminal)
    {
        var command = new Command("run", "Run a template: its steps make files, and what it publishes.")
        {
            _file, _values, _out, _dryRun, _strict, _secrets, _catalog, _registry, _restart,
        };
        var common = new CommonOptions.Definition(command, OutputFormat.Text, OutputFormat.Json);
        command.SetAction((parsed, _) => RunAsync(parsed, common.Read(parsed), terminal));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var (isDryRun, named) = (parsed.GetValue(_dryRun), parsed.GetValue(_out));
        var folder = named is null ? null : terminal.FullPath(named);
        if (folder is not null)
        {
            WorkspaceFolder.Require(folder, named!);
        }

        var token = terminal.Variable("GITHUB_TOKEN");
        using var gitHub = new GitHubHost(Api(terminal), token, TimeProvider.System);
        var request = Request(parsed, isDryRun, terminal) with
        {
            Hidden = token is null ? [] : [token],
            OpenCheckpoints = id => ScaffoldRecords.Open(terminal, id, parsed.GetValue(_restart)),
        };
        var host = new ScaffoldHost(gitHub) { Sources = Sources(parsed.GetValue(_registry)), Catalog = request.Catalog is { } catalog ? catalog.Find : null };
        var run = new RunTemplate(request, host, e => Log(e, options, terminal));
        if (folder is null && !isDryRun && !run.Publishes)
        {
            throw new UsageException("Name the folder for the files with --out DIR, or say what would be done with --dry-run.");
        }

        var report = await run.RunAsync(terminal.Cancelled);
        if (folder is not null && report.Error is null && run.Workspace is { } workspace)
        {
            WorkspaceFolder.Write(workspace, folder);
            report = report with { Folder = named };
        }

        Writer(options, terminal).Write(report, terminal.Output);
        return report.Fails ? ExitCode.Findings : ExitCode.Fine;
    }

    private RunTemplateRequest Request(ParseResult parsed, bool isDryRun, Terminal terminal)
    {
        var location = TemplateLocation.Of(terminal, parsed.GetValue(_file)!);
        var catalog = Catalog(parsed.GetValue(_catalog), terminal);
        return new RunTemplateRequest(location.Tree, location.Path, ValuesInput.Read(parsed.GetValue(_values), terminal))
        {
            Catalog = catalog,
            User = Actor(terminal) is { } login ? catalog?.User(login) : null,
            Origin = isDryRun ? null : location.Origin(),
            Secrets = Secrets(parsed.GetValue(_secrets) ?? [], terminal),
            IsDryRun = isDryRun,
            IsStrict = parsed.GetValue(_strict),
        };
    }

    private static ScaffoldCatalog? Catalog(string? folder, Terminal terminal) =>
        folder is null ? null : new ScaffoldCatalog(ArtifactInput.Open(terminal, folder));

    // The actor is GitHub's, and never an option.
    private static string? Actor(Terminal terminal) => terminal.Variable("GITHUB_ACTIONS") is null ? null : terminal.Variable("GITHUB_ACTOR");

    // As in a job of a workflow. The token is sent only over an encrypted connection.
    private static Uri Api(Terminal terminal) =>
        terminal.Variable("GITHUB_API_URL") is not { } named ? GitHubHost.PublicApi
        : Uri.TryCreate(named, UriKind.Absolute, out var url) && JobAccess.IsSafe(url) ? url
        : throw new UsageException("GITHUB_API_URL is not an https address, and the token is sent only over https.");

    private static DeclaredSources? Sources(string? named) =>
        named is null ? null
        : RepositoryName.Parse(named) is { } repository ? new DeclaredSources(repository, SourcesReader.FileName)
        : throw new UsageException("--catalog-repository takes OWNER/REPO, such as acme/catalog.");

    // A secret on the command line would be in the history of the shell and in the list of processes.
    private static Dictionary<string, string> Secrets(string[] named, Terminal terminal)
    {
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in named)
        {
            if (text.Split('=', 2) is not [{ Length: > 0 } name, { Length: > 0 } variable])
            {
                throw new UsageException("--secret takes the name of the secret and that of an environment variable: --secret TOKEN=MY_TOKEN.");
            }

            secrets[name] = terminal.Variable(variable)
                ?? throw new UsageException($"The environment variable '{variable}' for the secret '{name}' is not set.");
        }

        return secrets;
    }

    private static void Log(StepEvent happened, CommonOptions options, Terminal terminal)
    {
        if (options.Verbose && happened is { Message: { } message, Status: null })
        {
            terminal.Warn($"{happened.Step.Id}: {message}");
        }
    }

    private static IWriter<ScaffoldReport> Writer(CommonOptions options, Terminal terminal) =>
        options.Format == OutputFormat.Json ? new ScaffoldJsonWriter() : new ScaffoldTextWriter(options.ForTerminal(terminal));
}
