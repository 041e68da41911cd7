using System.CommandLine;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Git.Disk;
using Automation.Git.Repositories;
using Automation.GitHub;
using Automation.Jobs.Scaffolding.Updating;
using Automation.Reporting.Json;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;
using Automation.Templates.Updating;
using Automation.Templates.Workspaces;

namespace Automation.Cli.Templates;

/// <summary><c>automation template update [DIR]</c>: updates a service to a newer revision of its template.</summary>
internal sealed class TemplateUpdateCommand : ITerminalCommand
{
    private readonly Argument<string> _service = new("DIR") { Description = "A clone of the service", DefaultValueFactory = _ => "." };
    private readonly Option<string?> _template = new("--template")
    {
        Description = "A clone of the template's repository, its address, or OWNER/REPO (default: the repository that the service records)",
        HelpName = "REPOSITORY",
    };
    private readonly Option<string?> _to = new("--to")
    {
        Description = "The revision to update to (default: the highest version tag; without tags, the checked-out commit)",
        HelpName = "REV",
    };
    private readonly Option<string?> _values = new("--values")
    {
        Description = "Values of new parameters, as YAML or JSON: a file, or - for standard input",
        HelpName = "FILE",
    };
    private readonly Option<string[]> _restore = new("--restore")
    {
        Description = "Restore this file, which the service deleted; can be repeated",
        HelpName = "PATH",
    };
    private readonly Option<string?> _path = new("--path")
    {
        Description = "The template's path in its repository, if it was moved since the service was made",
        HelpName = "FILE",
    };
    private readonly Option<bool> _unrelated = new("--allow-unrelated")
    {
        Description = "Also accept a revision that does not come after the service's",
    };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show what would change, and write nothing" };

    public Command For(Terminal terminal)
    {
        var command = new Command("update", "Update a service to a newer revision of the template that made it; its own changes are kept.")
        {
            _service, _template, _to, _path, _values, _restore, _unrelated, _dryRun,
        };
        var common = new CommonOptions.Definition(command, OutputFormat.Text, OutputFormat.Json);
        command.SetAction((parsed, _) => RunAsync(parsed, common.Read(parsed), terminal));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var named = parsed.GetValue(_service)!;
        using var service = Clones.Open(terminal, named);
        var folder = terminal.FullPath(named);
        using var template = TemplateRepository.Open(terminal, parsed.GetValue(_template) ?? Recorded(folder));
        var root = service.WorkingDirectory ?? throw new UsageException($"'{named}' has no working folder.");
        var isDryRun = parsed.GetValue(_dryRun);
        if (!isDryRun && IsFinished(folder, root, service, terminal))
        {
            return ExitCode.Fine;
        }

        if (!isDryRun && service.Head is { } head && service.ChangedPaths(head).Count > 0)
        {
            throw new UsageException(
                $"The repository of '{named}' has changes that are not committed: commit them first, so that the update can be reviewed separately.");
        }

        var update = new UpdateTemplate(Request(parsed, root, folder, service, template.Repository, terminal));
        var report = await update.RunAsync(terminal.Cancelled);
        if (!isDryRun && report.Refusal is null)
        {
            FolderWriter.Apply(folder, [.. update.Changes.Select(c => WorkspaceFolder.Change(c.Key, c.Value))], terminal.Cancelled);
        }

        IWriter<UpdateReport> writer = options.Format == OutputFormat.Json ? new UpdateJsonWriter()
            : new UpdateTextWriter(options.ForTerminal(terminal), isDryRun);
        writer.Write(report, terminal.Output);
        return report.Refusal is not null || report.Conflicts.Any() ? ExitCode.Findings : ExitCode.Fine;
    }

    // What a killed update had begun. Such a folder in a commit is none of ours.
    private static bool IsFinished(string folder, string root, GitRepository service, Terminal terminal)
    {
        if (!FolderWriter.IsUnfinished(folder))
        {
            FolderWriter.DiscardUnfinished(folder);
            return false;
        }

        var path = PathExpansion.Slashed(Path.GetRelativePath(root, Path.Combine(folder, FolderWriter.Journal)));
        if (service.Head is { } head && service.TreeAt(head).Find(path) is not null)
        {
            throw new UsageException($"'{path}' is committed, but Automation stores unfinished changes there: remove it from the repository first.");
        }

        FolderWriter.Recover(folder);
        FolderWriter.DiscardUnfinished(folder);
        terminal.Output.WriteLine("An interrupted update was finished now: review and commit it.");
        return true;
    }

    private static string Recorded(string folder) =>
        Read(folder) is not { } record ? throw new UsageException(UpdateTemplate.NoRecord)
        : record.Origin.Repository is { } recorded && IsRepository(recorded) ? recorded
        : throw new UsageException($"{ScaffoldRecord.FilePath} does not name the template's repository as OWNER/REPO: specify it with --template.");

    private static bool IsRepository(string text) => RepositoryName.Parse(text) is not null && text[0] is not ('-' or '.' or '/');

    private static ScaffoldRecord? Read(string folder)
    {
        try
        {
            return ScaffoldRecord.In(new DirectoryTree(folder));
        }
        catch (StepException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    private UpdateRequest Request(ParseResult parsed, string root, string folder, GitRepository service, GitRepository template, Terminal terminal)
    {
        var below = PathExpansion.Slashed(Path.GetRelativePath(root, folder)) is var relative && relative == "." ? "" : relative;
        return new UpdateRequest(new DirectoryTree(root), new TemplateHistory(template))
        {
            Folder = below,
            To = parsed.GetValue(_to),
            Path = parsed.GetValue(_path),
            Restored = (parsed.GetValue(_restore) ?? []).ToHashSet(StringComparer.Ordinal),
            Values = ValuesInput.Read(parsed.GetValue(_values), terminal),
            AllowsUnrelated = parsed.GetValue(_unrelated),
            IsIgnored = path => service.IsIgnored(below.Length == 0 ? path : $"{below}/{path}"),
            ObjectAt = id => service.Blob(id, UpdateTemplate.LargestFile),
        };
    }
}
