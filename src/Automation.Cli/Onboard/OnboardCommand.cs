using System.CommandLine;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Jobs.Onboarding;
using Automation.Reporting.Json;
using Automation.Reporting.Markdown;
using Automation.Reporting.Terminal;

namespace Automation.Cli.Onboard;

/// <summary><c>automation onboard [ORG]</c>: a pull request with an inferred descriptor for every repository that has none.</summary>
internal sealed class OnboardCommand : ITerminalCommand
{
    private readonly Argument<string?> _organisation = new("ORG")
    {
        Description = "The organisation on GitHub (default: the repositories of the App's installation whose token is used)",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show what would be proposed, and from what it is inferred; change nothing" };
    private readonly Option<string?> _catalog = CatalogOption.Create();
    private readonly Option<string[]> _only = new("--repository")
    {
        Description = "Only this repository; can be repeated",
        HelpName = "OWNER/REPO",
    };
    private readonly Option<string[]> _exclude = new("--exclude")
    {
        Description = "Leave out repositories whose name matches, such as 'sandbox-*'; can be repeated",
        HelpName = "PATTERN",
    };
    private readonly Option<string[]> _waves = new("--wave")
    {
        Description = "The repositories of a wave, such as 'name=shop-*' or topic=pilot,language=Go; can be repeated, in order. All others come last",
        HelpName = "NAME=VALUE",
    };
    private readonly Option<bool> _merged = new("--require-merge")
    {
        Description = "Start a wave only when all pull requests of the earlier waves are merged or closed",
    };
    private readonly Option<int> _mostOpen = new("--max-open")
    {
        Description = $"The most pull requests that are open at a time (default: {OnboardingRequest.UsualMostOpen})",
        HelpName = "NUMBER",
        DefaultValueFactory = _ => OnboardingRequest.UsualMostOpen,
    };

    public Command For(Terminal terminal)
    {
        var command = new Command("onboard", "Open a pull request with an inferred catalog-info.yaml in every repository of an organisation that has none.")
        {
            _organisation, _dryRun, _catalog, _only, _exclude, _waves, _merged, _mostOpen,
        };
        var common = new CommonOptions.Definition(command, OutputFormat.Text, OutputFormat.Json, OutputFormat.Markdown);
        command.SetAction((parsed, _) => RunAsync(parsed, common.Read(parsed), terminal));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var input = new OnboardInput(parsed.GetValue(_organisation), terminal.Variable("GITHUB_TOKEN"))
        {
            Catalog = parsed.GetValue(_catalog),
            Config = options.Config,
            Only = parsed.GetValue(_only) ?? [],
            Exclude = parsed.GetValue(_exclude) ?? [],
            Waves = parsed.GetValue(_waves) ?? [],
            RequiresMerge = parsed.GetValue(_merged),
            MostOpen = parsed.GetValue(_mostOpen),
            IsDryRun = parsed.GetValue(_dryRun),
            Progress = options.Verbose || terminal.ShowsProgress ? terminal.Error.WriteLine : null,
        };
        var report = await new OnboardRunner(terminal, input).RunAsync();
        options.WriterOf(terminal, o => new OnboardingTextWriter(o), new OnboardingJsonWriter(), new OnboardingMarkdownWriter()).Write(report, terminal.Output);
        return report.Fails ? ExitCode.Findings : ExitCode.Fine;
    }
}
