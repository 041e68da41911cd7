using System.CommandLine;
using System.Text;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Git.Disk;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Jobs.Inference;
using Automation.Reporting.Json;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;

namespace Automation.Cli.Init;

/// <summary><c>automation init [DIR]</c>: writes the descriptors of a repository that has none, inferred from its files.</summary>
internal sealed class InitCommand : ITerminalCommand
{
    private readonly Argument<string?> _folder = FolderArgument.Create();
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Print the descriptors, and write nothing" };
    private readonly Option<string?> _catalog = CatalogOption.Create();
    private readonly Option<string?> _repository = new("--repository")
    {
        Description = "The repository (default: the git remote, then GITHUB_REPOSITORY)",
        HelpName = "OWNER/REPO",
    };
    private readonly Option<bool> _noInput = new("--no-input") { Description = "Never ask, even in a terminal: comments mark what a person has to decide" };

    public Command For(Terminal terminal)
    {
        var command = new Command("init", "Write a catalog-info.yaml inferred from the repository: name, type, owner, APIs and more.")
        {
            _folder, _dryRun, _catalog, _repository, _noInput,
        };
        var common = new CommonOptions.Definition(command, OutputFormat.Text, OutputFormat.Json);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, common.Read(parsed), terminal));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var (folder, full) = FolderArgument.Read(terminal, parsed.GetValue(_folder));
        var repository = Repositories.Parse(parsed.GetValue(_repository)) ?? Repositories.Slug(terminal, full);
        var tree = new WorkingTree(new DirectoryTree(full), terminal);
        var snapshot = new RepositorySnapshot(tree, PathExpansion.Shown(folder), repository);
        var configured = Configured.Read(InheritedConfiguration.Read(terminal, options.Config), tree, snapshot.Show, withBaseline: false, terminal.Cancelled);
        if (configured.IsBroken)
        {
            return new ReportOutput(terminal, options).RefuseConfiguration(configured);
        }

        var catalog = CatalogOption.Read(terminal, parsed.GetValue(_catalog), repository, full);
        var report = new InferDescriptors(snapshot, configured.Settings) { FolderName = Path.GetFileName(full), Catalog = catalog }.Run(terminal.Cancelled);
        var isDryRun = parsed.GetValue(_dryRun);
        if (!isDryRun && !parsed.GetValue(_noInput) && terminal.Questions?.Invoke(options.ForTerminal(terminal).Colours) is { } questions)
        {
            report = await new InitQuestions(questions, catalog).AskAsync(report, terminal.Cancelled);
        }

        if (report.Existing.Count == 0 && !isDryRun)
        {
            report = Written(report, snapshot, full);
        }

        Write(report, options, isDryRun, terminal);
        return ExitCode.Fine;
    }

    private static InferenceReport Written(InferenceReport report, RepositorySnapshot snapshot, string root)
    {
        foreach (var file in report.Descriptors)
        {
            if (WorkingFile.Replace(root, snapshot.TreePathOf(file.Path), Encoding.UTF8.GetBytes(file.Text)) is WriteOutcome.Refused { Reason: var reason })
            {
                throw new UsageException($"{file.Path} was not written: {reason}.");
            }
        }

        return report with { IsWritten = true };
    }

    private static void Write(InferenceReport report, CommonOptions options, bool isDryRun, Terminal terminal)
    {
        if (options.Format == OutputFormat.Json)
        {
            new InferenceJsonWriter().Write(report, terminal.Output);
            return;
        }

        // A dry run prints the files alone, so that its output can be one.
        var text = new InferenceTextWriter(options.ForTerminal(terminal));
        if (!isDryRun || report.Existing.Count > 0)
        {
            text.Write(report, terminal.Output);
            return;
        }

        foreach (var file in report.Descriptors)
        {
            terminal.Output.Write(report.Descriptors.Count == 1 ? file.Text : $"# {file.Path}\n{file.Text}\n");
        }

        text.Write(report, terminal.Error);
    }
}
