using System.CommandLine;
using System.Text.Json;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Core.Findings;
using Automation.Git.Disk;
using Automation.Jobs.Checks;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Owners;
using Automation.Owners.Linting;
using Automation.Owners.Reading;
using Automation.Reporting.Json;
using Automation.Reporting.Model;

namespace Automation.Cli.Owners;

/// <summary><c>automation owners lint [PATH]</c>: problems of the CODEOWNERS file of a repository, or of one file.</summary>
internal sealed class OwnersLintCommand : ITerminalCommand
{
    private readonly Argument<string?> _path = new("PATH")
    {
        Description = "The root of a repository, or a CODEOWNERS file (default: this repository)",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<string?> _codeowners = new("--codeowners")
    {
        Description = "A CODEOWNERS file in any place; with PATH, its patterns are matched against the files there",
        HelpName = "FILE",
    };
    private readonly Option<string?> _dialect = DialectOption.Create();
    private readonly Option<string?> _catalog = CatalogOption.Create();
    private readonly Option<bool> _fix = new("--fix") { Description = "Write the fixes into the file" };
    private readonly Option<bool> _diff = new("--diff") { Description = "Show what --fix would change, as a unified diff, and write nothing" };

    public Command For(Terminal terminal)
    {
        var command = new Command("lint", "Report problems in CODEOWNERS: GitHub's errors, and lines that match no file or have no effect.")
        {
            _path,
            _codeowners,
            _dialect,
            _catalog,
            _fix,
            _diff,
        };
        var common = new CommonOptions.Definition(command);
        command.SetAction(parsed => Run(parsed, common.Read(parsed), terminal));
        return command;
    }

    private int Run(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var output = new ReportOutput(terminal, options);
        var target = LintTarget.Of(terminal, parsed.GetValue(_path), parsed.GetValue(_codeowners));
        var tree = new DirectoryTree(target.Root);
        var shown = PathExpansion.Shown(Path.GetRelativePath(terminal.WorkingDirectory, target.Root));
        var repository = Repositories.Slug(terminal, target.Root);
        var snapshot = new RepositorySnapshot(new WorkingTree(tree, terminal), shown, repository);

        var configured = Configured.Read(InheritedConfiguration.Read(terminal, options.Config), tree, snapshot.Show, withBaseline: true, terminal.Cancelled);
        if (configured.IsBroken)
        {
            return output.RefuseConfiguration(configured);
        }

        var dialect = DialectOption.Read(parsed.GetValue(_dialect)) ?? configured.Settings.Owners.Dialect;
        var catalog = CatalogOption.Read(terminal, parsed.GetValue(_catalog), repository, target.Root)?.Known;
        var report = Lint();
        var files = Fixable(target, dialect, tree, snapshot);
        if (parsed.GetValue(_diff))
        {
            output.RequireText("--diff");
            new FixFiles(terminal).Show(report, files);
            return output.WriteOutcomeAlone(report with { Findings = [.. configured.Findings, .. report.Findings] });
        }

        if (parsed.GetValue(_fix))
        {
            var written = new FixFiles(terminal).Apply(report, files);
            report = Lint() with { Fixed = written };
        }

        return output.Write(
            report with
            {
                Findings = [.. configured.Findings, .. report.Findings],
                Files = report.Files + configured.Findings.Select(f => f.File).Distinct(StringComparer.Ordinal).Count(),
                Sources = report.Sources.Concat(configured.Sources.Select(s => KeyValuePair.Create(s.Path, s))).DistinctBy(s => s.Key).ToDictionary(),
            },
            new CodeownersErrorsWriter());

        Report Lint()
        {
            var lint = new LintCodeowners(configured.Settings, configured.Baseline, dialect)
            {
                Catalog = catalog,
                Given = target.File is { } file ? NamedCodeowners.Read(terminal, file, dialect) : null,
                WithFiles = target.HasFiles,
            };
            return lint.Run(snapshot, terminal.Cancelled) with { HasFixOption = true };
        }
    }

    private static IReadOnlyList<FixableFile> Fixable(LintTarget target, Dialect dialect, DirectoryTree tree, RepositorySnapshot snapshot) =>
        target.File is { } file
        ? [
            new FixableFile(
                PathExpansion.Shown(file),
                Path.GetFileName(target.FullFile!),
                new DirectoryTree(Path.GetDirectoryName(target.FullFile!)!, intoRepositories: true),
                CodeownersLookup.TooLarge),
        ]
        : [.. CodeownersLookup.Places(dialect).Select(place => new FixableFile(snapshot.Show(place), place, tree, CodeownersLookup.TooLarge))];
}

/// <summary><c>owners lint --format jsonl</c>: one finding per line, in the format of GitHub's own list of errors, with its severity.</summary>
internal sealed class CodeownersErrorsWriter : IWriter<Report>
{
    public void Write(Report report, TextWriter output)
    {
        using var lines = new JsonOutput(output);
        foreach (var finding in report.Findings)
        {
            Write(lines.Json, GitHubError.Of(finding, report.Sources.GetValueOrDefault(finding.File)), finding.Severity);
            lines.EndLine();
        }
    }

    private static void Write(Utf8JsonWriter json, GitHubError error, Severity severity)
    {
        json.WriteStartObject();
        json.WriteNumber("line", error.Line);
        json.WriteNumber("column", error.Column);
        json.WriteString("kind", error.Kind);
        json.WriteString("source", error.Source);
        json.WriteString("suggestion", error.Suggestion);
        json.WriteString("message", error.Message);
        json.WriteString("path", error.Path);
        json.WriteString("severity", severity.ToString().ToLowerInvariant());
        json.WriteEndObject();
    }
}
