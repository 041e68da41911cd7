using System.CommandLine;
using Automation.Catalog.Artifact;
using Automation.Cli.Catalog;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Core;
using Automation.Jobs.Health;
using Automation.Jobs.Health.Services;
using Automation.Jobs.Sources;
using Automation.Reporting.Json;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;

namespace Automation.Cli.Health;

/// <summary><c>automation health show REF</c>: where a service runs, and who must act.</summary>
internal sealed class HealthShowCommand : ITerminalCommand
{
    private readonly ClusterInputs _clusters = new();
    private readonly Argument<string> _ref = new("REF") { Description = "The service as [kind:][namespace/]name; the kind is Component if it is omitted" };
    private readonly Option<string> _catalog = ArtifactInput.Create();
    private readonly Option<string?> _health = new("--health")
    {
        Description = "A folder with the report of 'health report', such as a checkout of the branch health, instead of clusters",
        HelpName = "DIR",
    };

    public Command For(Terminal terminal)
    {
        var command = new Command("show", "Show where a service runs: version, health, since when, and who must act.") { _ref, _catalog, _health };
        _clusters.AddTo(command);
        var common = new CommonOptions.Definition(command, OutputFormat.Text, OutputFormat.Json);
        command.SetAction((parsed, _) => RunAsync(parsed, common.Read(parsed), terminal));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var catalog = ArtifactInput.Open(terminal, parsed.GetValue(_catalog)!);
        var entry = Named(parsed.GetValue(_ref)!, catalog);
        var entity = CatalogReports.Document(entry.Ref, catalog)
            ?? throw new ArtifactException($"{ArtifactPaths.Entity(entry.Ref)} does not exist: build the catalog again into an empty folder.");
        try
        {
            var service = new CatalogService(entry.Ref, entity);
            var report = parsed.GetValue(_health) is { } folder ? Stored(service, terminal, folder, _clusters.Read(parsed).At)
                : await Read(service, _clusters.Read(parsed), terminal);
            IWriter<ServiceHealthReport> writer =
                options.Format == OutputFormat.Json ? new ServiceHealthJsonWriter() : new ServiceHealthTextWriter(options.ForTerminal(terminal));
            writer.Write(report, terminal.Output);
            return report.HasFailed && options.FailOn is not "never" ? ExitCode.Findings : ExitCode.Fine;
        }
        catch (FormatException unusable)
        {
            throw new UsageException(unusable.Message);
        }
    }

    private static async Task<ServiceHealthReport> Read(CatalogService service, ClusterSelection clusters, Terminal terminal)
    {
        var contents = await clusters.Read(terminal, service.Space is { } space ? [space] : []);
        return new ShowServiceHealth(service, clusters.At).Run(contents, terminal.Cancelled);
    }

    private static ServiceHealthReport Stored(CatalogService service, Terminal terminal, string folder, DateTimeOffset now)
    {
        var stored = HealthInput.Open(terminal, folder);
        return (stored.Find(service.Ref, now) ?? new ServiceHealthReport(service.Ref.ToString(), service.Owner, [], [], [])) with { FoundBy = service.FoundBy };
    }

    private static IndexEntry Named(string text, StoredCatalog catalog) =>
        EntityRef.TryParse(text, "component", EntityRef.DefaultNamespace, out var reference, out _) && catalog.Find(reference!) is { Exists: true } entry
            ? entry
            : throw ArtifactInput.Unknown(text, catalog);
}
