using System.CommandLine;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.GitHub;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Jobs.Sources.Declaring;
using Automation.Reporting.Json;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;

namespace Automation.Cli.Templates;

/// <summary><c>automation template run FILE</c>: runs a template, or with <c>--dry-run</c> shows what it would do.</summary>
internal sealed class TemplateRunCommand : ITerminalCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "The template, such as template.yaml" };
    private readonly Option<string?> _values = new("--values")
    {
        Description = "The values of its parameters, as YAML or JSON: a file, or - for standard input",
        HelpName = "FILE",
    };
    private readonly Option<string?> _out = new("--out") { Description = "The folder for the files of the run; a new or empty one", HelpName = "DIR" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show what would be done, and change nothing outside the workspace" };
    private readonly Option<bool> _strict = new("--strict")
    {
        Description = "Fail if an expression has an error; otherwise its text is passed on, as in Backstage",
    };
    private readonly Option<string[]> _secrets = new("--secret")
    {
        Description = "A secret of the template, and the environment variable that holds it; can be repeated",
        HelpName = "NAME=VARIABLE",
    };

    private readonly Option<string?> _catalog = new("--catalog")
    {
        Description = "A stitched catalog: pickers offer its entities, and expressions can read them",
        HelpName = "DIR",
    };

    private readonly Option<string?> _registry = new("--catalog-repository")
    {
        Description = "The repository whose catalog-sources.yml lists the sources of the catalog; without it, the catalog follows all repositories",
        HelpName = "OWNER/REPO",
    };

    private readonly Option<string?> _gitOps = new("--gitops-repository")
    {
        Description = "The GitOps repository: a run that registers a component ends with the pull request that deploys it; needs --catalog",
        HelpName = "OWNER/REPO",
    };

    private readonly Option<bool> _noInput = new("--no-input") { Description = "Never ask, even in a terminal: missing values end the run" };
    private readonly Option<bool> _restart = new("--restart") { Description = "Forget what earlier runs of the same request created on GitHub" };

    public Command For(Terminal terminal)
    {
        var command = new Command("run", "Run a template: create its files, and publish them.")
        {
            _file, _values, _out, _dryRun, _strict, _secrets, _catalog, _registry, _gitOps, _noInput, _restart,
        };
        var common = new CommonOptions.Definition(command, OutputFormat.Text, OutputFormat.Json, OutputFormat.Markdown);
        command.SetAction((parsed, _) => RunAsync(parsed, common.Read(parsed), terminal));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var runner = new TemplateRunner(terminal, Input(parsed, options, terminal));
        var configured = runner.Configuration();
        if (configured.IsBroken)
        {
            return new ReportOutput(terminal, options).RefuseConfiguration(configured);
        }

        var report = await runner.RunAsync(configured.Settings.Scaffold);
        Writer(options, terminal).Write(report, terminal.Output);
        return report.Fails ? ExitCode.Findings : ExitCode.Fine;
    }

    private TemplateRunInput Input(ParseResult parsed, CommonOptions options, Terminal terminal) =>
        new(parsed.GetValue(_file)!, ValuesInput.Read(parsed.GetValue(_values), terminal))
        {
            NamesValues = parsed.GetValue(_values) is not null,
            Questions = parsed.GetValue(_noInput) ? null : terminal.Questions?.Invoke(options.ForTerminal(terminal).Colours),
            Out = parsed.GetValue(_out),
            IsDryRun = parsed.GetValue(_dryRun),
            IsStrict = parsed.GetValue(_strict),
            Restarts = parsed.GetValue(_restart),
            IsVerbose = options.Verbose,
            Secrets = Secrets(parsed.GetValue(_secrets) ?? [], terminal),
            Catalog = parsed.GetValue(_catalog),
            Sources = Sources(parsed.GetValue(_registry)),
            GitOps = GitOps(parsed.GetValue(_gitOps), parsed.GetValue(_catalog)),
            Config = options.Config,
            Token = terminal.Variable("GITHUB_TOKEN"),
        };

    private static DeclaredSources? Sources(string? named) =>
        named is null ? null
        : RepositoryName.Parse(named) is { } repository ? new DeclaredSources(repository, SourcesReader.FileName)
        : throw new UsageException("--catalog-repository takes OWNER/REPO, such as acme/catalog.");

    private static RepositoryName? GitOps(string? named, string? catalog) =>
        named is null ? null
        : catalog is null ? throw new UsageException("--gitops-repository needs --catalog DIR, which has the owners of what is deployed.")
        : RepositoryName.Parse(named) ?? throw new UsageException("--gitops-repository takes OWNER/REPO, such as acme/gitops.");

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

    private static IWriter<ScaffoldReport> Writer(CommonOptions options, Terminal terminal) =>
        options.WriterOf(terminal, style => new ScaffoldTextWriter(style), new ScaffoldJsonWriter(), new ScaffoldMarkdownWriter());
}
