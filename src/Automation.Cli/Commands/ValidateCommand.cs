using System.CommandLine;
using Automation.Cli.Hosting;
using Automation.Cli.Inputs;
using Automation.Cli.Output;
using Automation.Core.Findings;
using Automation.Git;
using Automation.Jobs;
using Automation.Jobs.Configuration;
using Automation.Reporting.Json;

namespace Automation.Cli.Commands;

/// <summary><c>automation validate [PATH...]</c>: descriptors, each document by itself.</summary>
internal sealed class ValidateCommand : ITerminalCommand
{
    private readonly Argument<string[]> _paths = new("PATH") { Description = "Files, folders (every .yaml and .yml below), or - for standard input. None: the descriptors of this repository", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _repository = new("--repository") { Description = "The repository the files are in (default: the git remote, then GITHUB_REPOSITORY)", HelpName = "OWNER/REPO" };
    private readonly Option<string?> _changed = new("--changed") { Description = "Only descriptors that differ from this git revision", HelpName = "REV" };
    private readonly Option<bool> _fix = new("--fix") { Description = "Write the fixes that need no judgement" };
    private readonly Option<string?> _catalog = CatalogOption.Create();

    public Command For(Terminal terminal)
    {
        var command = new Command("validate", "Says whether Backstage would take each document, and why not.") { _paths, _repository, _changed, _fix, _catalog };
        var common = new CommonOptions.Definition(command);
        command.SetAction(parsed => Run(parsed, common.Read(parsed), terminal));
        return command;
    }

    private int Run(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var paths = parsed.GetValue(_paths) ?? [];
        var repository = Repositories.Parse(parsed.GetValue(_repository));
        var output = new ReportOutput(terminal, options);
        var root = RootOf(paths, terminal);
        var tree = new DirectoryTree(root);
        string Show(string path) => PathExpansion.Join(PathExpansion.Shown(Path.GetRelativePath(terminal.WorkingDirectory, root)), path);

        var configured = Configured.Read(InheritedConfiguration.Read(terminal, options.Config), tree, Show, withBaseline: true, terminal.Cancelled);
        if (configured.IsBroken)
        {
            return output.RefuseConfiguration(configured);
        }

        var expansion = new PathExpansion(terminal, repository);
        IEnumerable<Jobs.Descriptors.DescriptorInput> named = paths.Length > 0
            ? expansion.Expand(paths, terminal.Cancelled)
            : new OwnDescriptors(terminal, tree, repository ?? Repositories.Slug(terminal, root)).Find(configured.Settings, Show);
        var inputs = ChangedFiles.Only(named, parsed.GetValue(_changed), root).ToList();

        var catalog = CatalogOption.Read(terminal, parsed.GetValue(_catalog), repository, root)?.Known;
        var job = new ValidateDescriptors(configured.Settings, configured.Baseline, catalog) { MendsKinds = parsed.GetValue(_fix) };
        var report = job.Run(inputs, terminal.Cancelled);
        if (parsed.GetValue(_fix))
        {
            var fixedReport = new FixFiles(terminal).Apply(report, [.. inputs.Select(i => new MendableFile(i.File, i.TreePath, i.Tree, i.Limits.FileBytes))]);
            report = job.Run(inputs, terminal.Cancelled) with { Fixed = fixedReport };
        }

        var lacksDescriptor = inputs.Count == 0 && parsed.GetValue(_changed) is null;
        report = report with
        {
            LacksDescriptor = lacksDescriptor,
            Findings = [.. configured.Findings, .. report.Findings],
            Files = report.Files + configured.Findings.Select(f => f.File).Distinct(StringComparer.Ordinal).Count(),
            NotChecked = !lacksDescriptor ? report.NotChecked : [.. report.NotChecked, new NotChecked("any descriptor", OwnDescriptors.None)],
        };
        return output.Write(report, new JsonLinesWriter());
    }

    // The repository of the first path that is one; standard input belongs to the working directory.
    private static string RootOf(string[] paths, Terminal terminal)
    {
        var first = Array.Find(paths, p => p != "-") is { } path ? terminal.FullPath(path) : terminal.WorkingDirectory;
        var folder = Directory.Exists(first) ? first : Path.GetDirectoryName(first)!;
        return (Directory.Exists(folder) ? GitFolder.FindRoot(folder) : null) ?? terminal.WorkingDirectory;
    }
}
