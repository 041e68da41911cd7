using System.CommandLine;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Git.Disk;
using Automation.Git.Repositories;
using Automation.Jobs.Scaffolding;
using Automation.Reporting.Json;

namespace Automation.Cli.Templates;

/// <summary><c>automation template lint [PATH]</c>: reports problems of templates before they run.</summary>
internal sealed class TemplateLintCommand : ITerminalCommand
{
    private readonly Argument<string> _path = new("PATH")
    {
        Description = "A template, or a folder with templates",
        DefaultValueFactory = _ => ".",
    };

    public Command For(Terminal terminal)
    {
        var command = new Command("lint", "Report problems in templates: expressions, actions, inputs, and the skeletons that they fetch.") { _path };
        var common = new CommonOptions.Definition(command);
        command.SetAction(parsed => Run(parsed, common.Read(parsed), terminal));
        return command;
    }

    private int Run(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var named = parsed.GetValue(_path)!;
        var full = terminal.FullPath(named);
        var isFolder = Directory.Exists(full);
        if (!isFolder && !File.Exists(full))
        {
            throw new UsageException($"There is no file or folder '{named}'.");
        }

        var folder = isFolder ? full : Path.GetDirectoryName(full)!;
        var root = GitFolder.FindRoot(folder) ?? folder;
        var lint = new LintTemplates(
            new WorkingTree(new DirectoryTree(root), terminal),
            ScaffoldActions.Described,
            path => PathExpansion.Shown(Path.GetRelativePath(terminal.WorkingDirectory, Path.Combine(root, path))));
        var inside = PathExpansion.Slashed(Path.GetRelativePath(root, full));
        var report = lint.Run(isFolder ? lint.In(inside == "." ? "" : inside, terminal.Cancelled) : [inside], terminal.Cancelled);
        return new ReportOutput(terminal, options).Write(report, new FindingLinesWriter());
    }
}
