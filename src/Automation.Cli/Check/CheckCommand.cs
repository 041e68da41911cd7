using System.CommandLine;
using System.Text;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Git.Disk;
using Automation.Jobs.Configuration;
using Automation.Reporting.Json;
using Automation.Reporting.Model;

namespace Automation.Cli.Check;

/// <summary><c>automation check [DIR]</c>: all checks of a pull request, for one repository.</summary>
internal sealed class CheckCommand : ITerminalCommand
{
    private readonly Argument<string?> _folder = FolderArgument.Create();
    private readonly Option<string?> _base = new("--base")
    {
        Description = "Compare with this git revision; findings that already exist at the merge base do not fail the run",
        HelpName = "REV",
    };
    private readonly Option<string?> _repository = new("--repository")
    {
        Description = "The repository (default: the git remote, then GITHUB_REPOSITORY)",
        HelpName = "OWNER/REPO",
    };
    private readonly Option<string?> _catalog = CatalogOption.Create();
    private readonly Option<string?> _charts = new("--charts")
    {
        Description = "GitOps: a folder with charts of chart repositories, as name-version.tgz",
        HelpName = "DIR",
    };
    private readonly Option<string?> _crds = new("--crds") { Description = "GitOps: a folder with CustomResourceDefinitions", HelpName = "DIR" };
    private readonly Option<string?> _schemas = new("--schemas")
    {
        Description = "GitOps: a folder with the OpenAPI of the cluster, as JSON, to validate rendered objects",
        HelpName = "DIR",
    };
    private readonly Option<bool> _each = new("--each") { Description = "DIR is a folder of repositories: check each of them" };
    private readonly Option<bool> _requireDescriptor = new("--require-descriptor") { Description = "Fail if there is no descriptor" };
    private readonly Option<string?> _writeBaseline = new("--write-baseline")
    {
        Description = "Accept the current findings: write them to this file",
        HelpName = "FILE",
    };

    public Command For(Terminal terminal)
    {
        var command = new Command("check", "Check a repository as a pull request is checked: descriptors, references, owners, policies and manifests.")
        {
            _folder,
            _base,
            _repository,
            _catalog,
            _charts,
            _crds,
            _schemas,
            _each,
            _requireDescriptor,
            _writeBaseline,
        };
        var common = new CommonOptions.Definition(command);
        command.SetAction(parsed => Run(parsed, common.Read(parsed), terminal));
        return command;
    }

    private int Run(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var (folder, full) = FolderArgument.Read(terminal, parsed.GetValue(_folder));
        var output = new ReportOutput(terminal, options);
        var checkup = new CheckRunner(terminal, CatalogOption.Open(terminal, parsed.GetValue(_catalog)));
        var (configured, report) = parsed.GetValue(_each)
            ? (null, new EachRepository(terminal, checkup).Run(full, RequestOf, Revised))
            : checkup.Run(RequestOf(full));
        if (report is null)
        {
            return output.RefuseConfiguration(configured!);
        }

        report = Revised(report);
        BaselineOutput.Write(terminal, parsed.GetValue(_writeBaseline), report, full);
        return output.Write(report, new FindingLinesWriter());

        Report Revised(Report found) => found with
        {
            RequiresDescriptor = parsed.GetValue(_requireDescriptor),
            FailOn = options.FailOn is { } failOn ? CommonOptions.Threshold(failOn) : found.FailOn,
        };

        CheckRequest RequestOf(string repository) => new(
            repository,
            PathExpansion.Join(PathExpansion.Shown(folder), PathExpansion.Shown(Path.GetRelativePath(full, repository))),
            RevisionOption.Base(parsed.GetValue(_base)),
            Head: null,
            options.Config,
            parsed.GetValue(_repository))
        {
            Charts = parsed.GetValue(_charts),
            Definitions = parsed.GetValue(_crds),
            Schemas = parsed.GetValue(_schemas),
            WithBaseline = parsed.GetValue(_writeBaseline) is null,
        };
    }
}

/// <summary><c>--write-baseline FILE</c>: accepts all findings.</summary>
internal static class BaselineOutput
{
    /// <summary>Writes the file; does nothing without the option.</summary>
    public static void Write(Terminal terminal, string? file, Report report, string root)
    {
        if (file is null)
        {
            return;
        }

        var prefix = PathExpansion.Shown(Path.GetRelativePath(terminal.WorkingDirectory, root));
        var text = Baseline.Write(
            report.Findings, path => prefix.Length > 0 && path.StartsWith(prefix + "/", StringComparison.Ordinal) ? path[(prefix.Length + 1)..] : path);
        var full = terminal.FullPath(file);
        if (WorkingFile.Replace(Path.GetDirectoryName(full)!, Path.GetFileName(full),
            Encoding.UTF8.GetBytes(text)) is WriteOutcome.Refused { Reason: var reason })
        {
            throw new UsageException($"The baseline '{file}' was not written: {reason}");
        }
    }
}
