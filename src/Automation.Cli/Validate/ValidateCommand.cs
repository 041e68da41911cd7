using System.Collections.Immutable;
using System.CommandLine;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Core.Findings;
using Automation.Core.Trees;
using Automation.Git.Disk;
using Automation.Git.Repositories;
using Automation.Jobs.Checks;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Reporting.Json;

namespace Automation.Cli.Validate;

/// <summary><c>automation validate [PATH...]</c>: descriptors, each document by itself.</summary>
internal sealed class ValidateCommand : ITerminalCommand
{
    private const string NoFiles =
        "there is no .yaml or .yml file in the given folders; a node_modules folder is searched only if it is given itself";

    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Files, folders (every .yaml and .yml file below) or - for standard input (default: the descriptors of this repository)",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<string?> _repository = new("--repository")
    {
        Description = "The repository the files are in (default: the git remote, then GITHUB_REPOSITORY)",
        HelpName = "OWNER/REPO",
    };
    private readonly Option<string?> _changed = new("--changed")
    {
        Description = "Validate only descriptors that differ from this git revision",
        HelpName = "REV",
    };
    private readonly Option<bool> _fix = new("--fix") { Description = "Write the fixes into the files" };
    private readonly Option<bool> _diff = new("--diff") { Description = "Show what --fix would change, as a unified diff, and write nothing" };
    private readonly Option<bool> _onlyDescriptors = new("--only-descriptors")
    {
        Description = "Validate only the PATHs that are descriptors of the repository, for hooks that pass every file",
    };
    private readonly Option<string?> _catalog = CatalogOption.Create();

    public Command For(Terminal terminal)
    {
        var command = new Command("validate", "Validate descriptors exactly as Backstage does, document by document.")
        {
            _paths,
            _repository,
            _changed,
            _onlyDescriptors,
            _fix,
            _diff,
            _catalog,
        };
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
        var shown = PathExpansion.Shown(Path.GetRelativePath(terminal.WorkingDirectory, root));
        string Show(string path) => PathExpansion.Join(shown, path);

        var configured = Configured.Read(InheritedConfiguration.Read(terminal, options.Config), tree, Show, withBaseline: true, terminal.Cancelled);
        if (configured.IsBroken)
        {
            return output.RefuseConfiguration(configured);
        }

        var isOwn = paths.Length == 0 || parsed.GetValue(_onlyDescriptors);
        var own = isOwn ? OwnDescriptors.Find(terminal, tree, repository ?? Repositories.Slug(terminal, root), configured.Settings, shown) : null;
        var expansion = new PathExpansion(terminal, repository);
        var named = paths.Length == 0 ? own!.Inputs : expansion.Expand(paths, terminal.Cancelled);
        var changed = parsed.GetValue(_changed);
        var inputs = ChangedFiles.Only(paths.Length > 0 && own is not null ? own.Among(named) : named, changed, root, terminal).ToList();

        var catalog = CatalogOption.Read(terminal, parsed.GetValue(_catalog), repository, root)?.Known;
        var job = new ValidateDescriptors(configured.Settings, configured.Baseline, catalog)
        {
            FixesKinds = parsed.GetValue(_fix) || parsed.GetValue(_diff),
            AreFilesNamed = own is null,
            Whole = own is null && changed is null ? expansion.Whole : ImmutableHashSet<FileTree>.Empty,
            Listed = some => some is DirectoryTree directory ? new WorkingTree(directory, terminal) : some,
        };
        var report = job.Run(inputs, terminal.Cancelled) with { HasFixOption = true };
        FixableFile[] files = [.. inputs.Select(i => new FixableFile(i.File, i.TreePath, i.Tree, i.Limits.FileBytes))];
        if (parsed.GetValue(_diff))
        {
            output.RequireText("--diff");
            new FixFiles(terminal).Show(report, files);
            return output.WriteOutcomeAlone(report with { Findings = [.. configured.Findings, .. report.Findings] });
        }

        if (parsed.GetValue(_fix))
        {
            var fixedReport = new FixFiles(terminal).Apply(report, files);
            report = job.Run([.. inputs.Select(i => i with { Validated = null })], terminal.Cancelled) with { Fixed = fixedReport, HasFixOption = true };
        }

        var lacksDescriptor = inputs.Count == 0 && !parsed.GetValue(_onlyDescriptors) && changed is null;
        report = report with
        {
            LacksDescriptor = lacksDescriptor,
            Findings = [.. configured.Findings, .. report.Findings],
            Files = report.Files + configured.Findings.Select(f => f.File).Distinct(StringComparer.Ordinal).Count(),
            NotChecked = !lacksDescriptor ? report.NotChecked
                : [
                    .. report.NotChecked,
                    new NotChecked(
                        "descriptors",
                        own is null
                            ? NoFiles
                            : NoDescriptors.Why(new WorkingTree(tree, terminal), own.Skeletons.Count > 0, NoDescriptors.MostFiles, terminal.Cancelled)),
                ],
            Skeletons = paths.Length == 0 ? own!.Skeletons : report.Skeletons,
            AreFilesNamed = paths.Length > 0,
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
