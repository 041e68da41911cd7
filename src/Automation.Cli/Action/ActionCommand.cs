using System.CommandLine;
using System.Diagnostics;
using Automation.Catalog.Artifact;
using Automation.Cli.Catalog;
using Automation.Cli.Check;
using Automation.Cli.GitOps;
using Automation.Cli.Health;
using Automation.Cli.Hosting;
using Automation.Cli.Onboard;
using Automation.Cli.Options;
using Automation.Cli.Owners;
using Automation.Cli.Templates;
using Automation.Jobs.Checks;
using Automation.Jobs.Configuration;
using Automation.Reporting.GitHub;
using Automation.Reporting.Model;

namespace Automation.Cli.Action;

/// <summary>
/// The commands that run inside a GitHub Action, with its inputs, outputs, annotations and summary: <c>automation action check</c> and its parts,
/// <c>stitch-catalog</c>, <c>scaffold-service</c>, <c>update-baseline</c>, <c>onboard</c>,
/// <c>propose-gitops</c>, <c>report-health</c> and <c>build-portal</c>.
/// </summary>
internal sealed class ActionCommand : ITerminalCommand
{
    public Command For(Terminal terminal)
    {
        var check = new Command("check", "Check the repository of the job; reads INPUT_* and GITHUB_*.");
        check.SetAction(_ => Run(terminal, (_, _, report) => report));
        var owners = new Command("check-owners", "Check only owners: CODEOWNERS, the catalog's owners, and the effect of a change on them.");
        owners.SetAction(
            _ => Run(terminal, (request, settings, report) => CheckOwners.Of(report, new OwnershipRunner(terminal).Change(request, settings.Owners.Dialect))));
        var stitch = new Command("stitch-catalog", "Publish the catalog of the sources to the catalog repository.");
        stitch.SetAction(_ => Stitch(terminal));
        var scaffold = new Command("scaffold-service", "Run a software template.");
        scaffold.SetAction((_, _) => ScaffoldAsync(terminal));
        var update = new Command("update-baseline", "Update the services of a template to a revision, by pull requests.");
        update.SetAction(async (_, _) => new UpdateOutput(terminal).Write(await new WavesRunner(terminal, UpdateInputs.Read(terminal)).RunAsync()));
        var onboard = new Command("onboard", "Propose a descriptor to every repository that has none, by pull requests.");
        onboard.SetAction(async (_, _) => new OnboardOutput(terminal).Write(await new OnboardRunner(terminal, OnboardInputs.Read(terminal)).RunAsync()));
        var propose = new Command("propose-gitops", "Propose what components need in the GitOps repository.");
        propose.SetAction(async (_, _) => new ProposeOutput(terminal).Write(await new ProposeRunner(terminal, ProposeInputs.Read(terminal)).RunAsync()));
        var health = new Command("report-health", "Read clusters and commit the health of the catalog's services.");
        health.SetAction(async (_, _) => new HealthOutput(terminal).Write(await new HealthReportRunner(terminal, HealthInputs.Read(terminal)).RunAsync()));
        var portal = new Command("build-portal", "Write the portal of a stitched catalog as static pages.");
        portal.SetAction((_, _) => PortalAsync(terminal));
        return new Command("action", "Run as one of the GitHub Actions of this repository.")
        {
            Subcommands = { check, owners, stitch, scaffold, update, onboard, propose, health, portal },
            Hidden = true,
        };
    }

    private static int Stitch(Terminal terminal)
    {
        var since = Stopwatch.GetTimestamp();
        var inputs = StitchInputs.Read(terminal);
        var refs = new EntityRefs();
        var (branch, outcome) = inputs.Target.Publish(terminal, inputs.Sources, refs);
        new PublishOutput(terminal, new CommonOptions(OutputFormat.Text, null, null, Quiet: false, Verbose: false, Color: "never")).Write(
            branch, outcome, Stopwatch.GetElapsedTime(since));
        new StitchOutput(terminal).Write(branch, outcome);
        return ExitCode.Fine;
    }

    private static async Task<int> PortalAsync(Terminal terminal)
    {
        var (catalog, site) = PortalInputs.Read(terminal);
        site.Check(terminal);
        new PortalOutput(terminal).Write(site, await site.WriteAsync(catalog, terminal));
        return ExitCode.Fine;
    }

    private static async Task<int> ScaffoldAsync(Terminal terminal)
    {
        var runner = new TemplateRunner(terminal, ScaffoldInputs.Read(terminal));
        var configured = runner.Configuration();
        if (configured.IsBroken)
        {
            new WorkflowCommandWriter().Write(configured.Refusal(), terminal.Output);
            return ExitCode.Usage;
        }

        return new ScaffoldOutput(terminal).Write(await runner.RunAsync(configured.Settings.Scaffold));
    }

    private static int Run(Terminal terminal, Func<CheckRequest, AutomationSettings, Report, Report> concern)
    {
        var inputs = ActionInputs.Read(terminal);
        using var compared = ComparedCommits.Of(terminal, inputs);
        var request = new CheckRequest(inputs.Folder, inputs.Shown, compared.Base, compared.Head, inputs.Config, inputs.Repository)
        {
            History = compared.Fetched?.Folder,
            Branch = terminal.Variable("GITHUB_BASE_REF") is { Length: > 0 } branch ? branch : null,
            Charts = inputs.Charts,
            Definitions = inputs.Crds,
            Schemas = inputs.Schemas,
            HowToSetCatalog = "set the input 'catalog' to a folder with the stitched catalog",
        };
        var (configured, report) = new CheckRunner(terminal, CatalogOption.Open(terminal, inputs.Catalog)).Run(request);
        var output = new ActionOutput(terminal, OutputFolder.Of(terminal, inputs.OutputDir), inputs.Repository, compared.Head);
        if (report is not null)
        {
            report = concern(request, configured.Settings, report with { RequiresDescriptor = inputs.RequireDescriptor });
            report = inputs.FailOn is null ? report : report with { FailOn = CommonOptions.Threshold(inputs.FailOn) };
        }

        var exitCode = report is null ? output.RefuseConfiguration(configured) : output.Write(report);
        new ActionComment(terminal, inputs, output.Links()).Write(report);
        return exitCode;
    }
}
