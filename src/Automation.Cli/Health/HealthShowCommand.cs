using System.CommandLine;
using Automation.Catalog.Artifact;
using Automation.Cli.Catalog;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Core;
using Automation.Jobs.Health;
using Automation.Jobs.Sources;
using Automation.Reporting.Json;
using Automation.Reporting.Terminal;

namespace Automation.Cli.Health;

/// <summary><c>automation health show REF</c>: where a service runs, and who must act.</summary>
internal sealed class HealthShowCommand : ITerminalCommand
{
    private readonly Argument<string> _ref = new("REF") { Description = "The service as [kind:][namespace/]name; the kind is Component if it is omitted" };
    private readonly Option<string> _catalog = ArtifactInput.Create();
    private readonly Option<string[]> _state = new("--state")
    {
        Description = "A folder with resources as clusters return them; each folder with files is a cluster",
        HelpName = "DIR",
        Required = true,
    };
    private readonly Option<string?> _at = StateInputs.AtOption();

    public Command For(Terminal terminal)
    {
        var command = new Command("show", "Show where a service runs: version, health, since when, and who must act.") { _ref, _catalog, _state, _at };
        var common = new CommonOptions.Definition(command, OutputFormat.Text, OutputFormat.Json);
        command.SetAction(parsed => Run(parsed, common.Read(parsed), terminal));
        return command;
    }

    private int Run(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var catalog = ArtifactInput.Open(terminal, parsed.GetValue(_catalog)!);
        var entry = Named(parsed.GetValue(_ref)!, catalog);
        var entity = CatalogReports.Document(entry.Ref, catalog)
            ?? throw new ArtifactException($"{ArtifactPaths.Entity(entry.Ref)} does not exist: build the catalog again into an empty folder.");
        var files = StateInputs.Expand(terminal, parsed.GetValue(_state)!);
        try
        {
            var report = new ShowServiceHealth(entry.Ref, entity, StateInputs.At(parsed.GetValue(_at))).Run(files, terminal.Cancelled);
            if (options.Format == OutputFormat.Json)
            {
                new ServiceHealthJsonWriter().Write(report, terminal.Output);
            }
            else
            {
                new ServiceHealthTextWriter(options.ForTerminal(terminal)).Write(report, terminal.Output);
            }

            return report.HasFailed && options.FailOn is not "never" ? ExitCode.Findings : ExitCode.Fine;
        }
        catch (FormatException unusable)
        {
            throw new UsageException(unusable.Message);
        }
    }

    private static IndexEntry Named(string text, StoredCatalog catalog) =>
        EntityRef.TryParse(text, "component", EntityRef.DefaultNamespace, out var reference, out _) && catalog.Find(reference!) is { Exists: true } entry
            ? entry
            : throw new UsageException($"The catalog has no entity '{text}'.");
}
