using System.CommandLine;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Git.Disk;
using Automation.Git.Repositories;
using Automation.Jobs.Scaffolding;
using Automation.Reporting.Json;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;
using Automation.Templates.Updating;

namespace Automation.Cli.Templates;

/// <summary><c>automation template update [DIR]</c>: brings a newer revision of its template to a service.</summary>
internal sealed class TemplateUpdateCommand : ITerminalCommand
{
    private readonly Argument<string> _service = new("DIR") { Description = "A clone of the service", DefaultValueFactory = _ => "." };
    private readonly Option<string?> _template = new("--template") { Description = "A clone of the template's repository", HelpName = "DIR", Required = true };
    private readonly Option<string> _to = new("--to") { Description = "The revision to update to", HelpName = "REV", DefaultValueFactory = _ => "HEAD" };
    private readonly Option<string?> _values = new("--values")
    {
        Description = "Values of new parameters, as YAML or JSON: a file, or - for standard input",
        HelpName = "FILE",
    };
    private readonly Option<string[]> _restore = new("--restore")
    {
        Description = "A file that the service deleted, which comes back; can be repeated",
        HelpName = "PATH",
    };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Write nothing: say what would change" };

    public Command For(Terminal terminal)
    {
        var command = new Command("update", "Update a service to a newer revision of the template that made it; its own changes are kept.")
        {
            _service,
            _template,
            _to,
            _values,
            _restore,
            _dryRun,
        };
        var common = new CommonOptions.Definition(command, OutputFormat.Text, OutputFormat.Json);
        command.SetAction((parsed, _) => RunAsync(parsed, common.Read(parsed), terminal));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var folder = terminal.FullPath(parsed.GetValue(_service)!);
        using var service = Repository(folder, parsed.GetValue(_service)!);
        using var template = Repository(terminal.FullPath(parsed.GetValue(_template)!), parsed.GetValue(_template)!);
        var isDryRun = parsed.GetValue(_dryRun);
        if (!isDryRun && service.Head is { } head && service.ChangedPaths(head).Count > 0)
        {
            throw new UsageException(
                $"'{parsed.GetValue(_service)}' has changes that are not committed: commit them first, so that the update can be reviewed alone.");
        }

        var root = service.WorkingDirectory!;
        var tree = new DirectoryTree(root);
        var update = new UpdateTemplate(Request(parsed, tree, service, template, terminal));
        var report = await update.RunAsync(terminal.Cancelled);
        if (!isDryRun && report.Refusal is null)
        {
            UpdatedFolder.Write(update.Changes, root);
        }

        IWriter<UpdateReport> writer = options.Format == OutputFormat.Json ? new UpdateJsonWriter() : new UpdateTextWriter(options.ForTerminal(terminal));
        writer.Write(report, terminal.Output);
        return report.Refusal is not null || report.Conflicts.Any() ? ExitCode.Findings : ExitCode.Fine;
    }

    private UpdateRequest Request(ParseResult parsed, DirectoryTree tree, GitRepository service, GitRepository template, Terminal terminal)
    {
        var revision = parsed.GetValue(_to)!;
        var commit = template.Resolve(revision) is RevisionOutcome.Found(var found)
            ? found
            : throw new UsageException($"The template's repository has no revision '{revision}'.");
        var path = ScaffoldRecord.In(tree)?.Origin.Path ?? "";
        return new UpdateRequest(
            tree,
            new TemplateOrigin("", template.Remote()?.ToString(), path, commit.ToString(), null),
            id => template.Resolve(id) is RevisionOutcome.Found(var at) ? template.TreeAt(at) : null)
        {
            Restored = (parsed.GetValue(_restore) ?? []).ToHashSet(StringComparer.Ordinal),
            Values = ValuesInput.Read(parsed.GetValue(_values), terminal),
            IsIgnored = service.IsIgnored,
        };
    }

    private static GitRepository Repository(string folder, string named) =>
        GitRepository.Discover(folder) ?? throw new UsageException($"'{named}' is no clone of a repository.");
}
