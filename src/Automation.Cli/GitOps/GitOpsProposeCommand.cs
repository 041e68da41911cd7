using System.CommandLine;
using Automation.Cli.Catalog;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Reporting.Json;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;

namespace Automation.Cli.GitOps;

/// <summary><c>automation gitops propose [REF]</c>: proposes what components need in the GitOps repository, as files or as pull requests.</summary>
internal sealed class GitOpsProposeCommand : ITerminalCommand
{
    private readonly Argument<string?> _entity = new("REF")
    {
        Description = "The component, such as component:default/orders",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<bool> _all = new("--all") { Description = "Every component that needs a change" };
    private readonly Option<string> _catalog = ArtifactInput.Create();
    private readonly Option<string> _repository = new("--repository")
    {
        Description = "A checkout of the GitOps repository, or with --pull-request its name OWNER/REPO",
        HelpName = "DIR",
        DefaultValueFactory = _ => ".",
    };
    private readonly Option<string?> _out = new("--out") { Description = "Write the changed files to this folder instead of the checkout", HelpName = "DIR" };
    private readonly Option<bool> _pullRequest = new("--pull-request") { Description = "Open or update pull requests instead of writing files" };
    private readonly Option<bool> _promote = new("--promote") { Description = "Copy the pinned versions of the component from one environment to another" };
    private readonly Option<string?> _from = new("--from") { Description = "The environment whose versions are copied", HelpName = "ENV" };
    private readonly Option<string?> _to = new("--to") { Description = "The environment that gets them", HelpName = "ENV" };
    private readonly Option<bool> _remove = new("--remove") { Description = "Remove the component from the GitOps repository" };
    private readonly Option<string[]> _waves = new("--wave")
    {
        Description = "With --all, the services of a wave of re-rendering, such as tier=3; can be repeated, in order. All others come last",
        HelpName = "NAME=VALUE",
    };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show what would be done, and change nothing" };

    public Command For(Terminal terminal)
    {
        var command = new Command("propose", "Propose what components of the catalog need in the GitOps repository, as files or as pull requests.")
        {
            _entity, _all, _catalog, _repository, _out, _pullRequest, _promote, _from, _to, _remove, _waves, _dryRun,
        };
        var common = new CommonOptions.Definition(command, OutputFormat.Text, OutputFormat.Json, OutputFormat.Markdown);
        command.SetAction((parsed, _) => RunAsync(parsed, common.Read(parsed), terminal));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var (entity, isAll) = (parsed.GetValue(_entity), parsed.GetValue(_all));
        if (entity is null != isAll)
        {
            throw new UsageException(isAll ? "--all proposes every component: omit REF." : "Name a component, such as component:default/orders, or use --all.");
        }

        var input = new ProposeInput(parsed.GetValue(_catalog)!)
        {
            Entity = entity,
            Repository = parsed.GetValue(_repository)!,
            IsPullRequest = parsed.GetValue(_pullRequest),
            Out = parsed.GetValue(_out),
            IsPromotion = parsed.GetValue(_promote),
            From = parsed.GetValue(_from),
            To = parsed.GetValue(_to),
            IsRemoval = parsed.GetValue(_remove),
            Waves = parsed.GetValue(_waves) ?? [],
            IsDryRun = parsed.GetValue(_dryRun),
            Token = terminal.Variable("GITHUB_TOKEN"),
            Progress = options.Verbose || terminal.ShowsProgress ? terminal.Error.WriteLine : null,
        };
        var report = await new ProposeRunner(terminal, input).RunAsync();
        Writer(options, terminal).Write(report, terminal.Output);
        return report.Fails ? ExitCode.Findings : ExitCode.Fine;
    }

    private static IWriter<ProposalsReport> Writer(CommonOptions options, Terminal terminal) => options.Format switch
    {
        OutputFormat.Json => new ProposalsJsonWriter(),
        OutputFormat.Markdown => new ProposalsMarkdownWriter(),
        _ => new ProposalsTextWriter(options.ForTerminal(terminal)),
    };
}
