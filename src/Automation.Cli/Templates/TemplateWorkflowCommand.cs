using System.CommandLine;
using System.Text;
using Automation.Cli.Catalog;
using Automation.Cli.Hosting;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Git.Disk;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Reporting.Wording;
using Automation.Templates.Documents;
using Automation.Templates.Workflows;

namespace Automation.Cli.Templates;

/// <summary><c>automation template workflow FILE</c>: writes the workflow that asks for the parameters of a template and runs it, or compares it.</summary>
internal sealed class TemplateWorkflowCommand : ITerminalCommand
{
    // More than a workflow with the most inputs and choices.
    private const long LargestWorkflow = 4L << 20;

    private readonly Argument<string> _file = new("FILE") { Description = "The template, such as template.yaml" };
    private readonly Option<string?> _out = new("--out") { Description = "The workflow to write; standard output without it", HelpName = "PATH" };
    private readonly Option<string?> _catalog = new("--catalog")
    {
        Description = "A stitched catalog, whose owners and other entities become choices in the form",
        HelpName = "DIR",
    };

    private readonly Option<string?> _check = new("--check")
    {
        Description = "Compare this workflow with the template, and end with 1 if it differs; choices from a catalog are not compared",
        HelpName = "PATH",
    };

    public Command For(Terminal terminal)
    {
        var command = new Command("workflow", "Write a workflow_dispatch workflow whose inputs are the parameters of a template.")
        {
            _file,
            _out,
            _catalog,
            _check,
        };
        command.SetAction(parsed => Run(parsed, terminal));
        return command;
    }

    private int Run(ParseResult parsed, Terminal terminal)
    {
        var (named, output, check) = (parsed.GetValue(_file)!, parsed.GetValue(_out), parsed.GetValue(_check));
        if (output is not null && check is not null)
        {
            throw new UsageException("--check only compares: leave out --out.");
        }

        var location = TemplateLocation.Of(terminal, named);
        if (!TemplateWorkflow.CanName(location.Path))
        {
            throw new UsageException("A workflow cannot name this template: its path has invisible characters or '${{'. Rename the file or its folder.");
        }

        var problems = new TemplateReader(location.Tree, location.Path).TryRead(out var template);
        foreach (var problem in problems)
        {
            terminal.Warn(problem.Span is { } span ? $"{named}:{span.Start.Line}:{span.Start.Column}: {problem.Message}" : $"{named}: {problem.Message}");
        }

        return template is null ? ExitCode.Findings
            : check is not null ? Check(template, location.Path, named, check, terminal)
            : Write(template, location.Path, output, parsed.GetValue(_catalog), terminal);
    }

    private static int Write(TemplateDocument template, string path, string? output, string? catalog, Terminal terminal)
    {
        var everyone = ScaffoldActor.NotKnown("the workflow is the same for everybody who starts it");
        var entities = catalog is null ? null : new ScaffoldCatalog(ArtifactInput.Open(terminal, catalog)).For(everyone);
        var committed = output is null ? null : Committed(output, terminal);
        var workflow = TemplateWorkflow.Create(template, path, entities is null ? null : TemplateWorkflow.From(entities), committed?.Action);
        foreach (var note in workflow.Notes)
        {
            terminal.Warn(note);
        }

        if (output is null)
        {
            terminal.Output.Write(workflow.Text);
            return ExitCode.Fine;
        }

        var full = terminal.FullPath(output);
        var folder = Path.GetDirectoryName(full) ?? throw new UsageException($"'{output}' is not a file.");
        Directory.CreateDirectory(folder);
        return WorkingFile.Replace(folder, Path.GetFileName(full), Encoding.UTF8.GetBytes(workflow.Text)) is WriteOutcome.Refused { Reason: var reason }
            ? throw new UsageException($"'{output}' cannot be written: {reason}.")
            : ExitCode.Fine;
    }

    private static int Check(TemplateDocument template, string path, string named, string check, Terminal terminal)
    {
        var update = $"automation template workflow {Word(named)} --out {Word(check)}";
        var committed = Committed(check, terminal) ?? throw new UsageException($"There is no workflow '{check}'. Write it with: {update}");
        var offersEntities = false;
        var current = TemplateWorkflow.Create(template, path, (input, field) =>
        {
            var offered = committed.Offered(input);
            offersEntities |= offered is not null;
            return offered;
        }, committed.Action);
        var edits = committed.EditsTo(current.Text);
        if (edits.Count == 0)
        {
            return ExitCode.Fine;
        }

        var diff = UnifiedDiff.Of(VisibleText.Of(check), committed.Text, edits);
        terminal.Output.Write(terminal.IsInteractive ? string.Join('\n', diff.Split('\n').Select(line => VisibleText.Of(line))) : diff);
        terminal.Warn($"'{check}' is not up to date with the template. Update it with: {update}{(offersEntities ? " --catalog DIR" : "")}");
        return ExitCode.Findings;
    }

    private static CommittedWorkflow? Committed(string named, Terminal terminal)
    {
        var full = terminal.FullPath(named);
        return new DirectoryTree(Path.GetDirectoryName(full) ?? full).Read(Path.GetFileName(full), LargestWorkflow) is FileContent.Whole { Bytes: var bytes }
            ? CommittedWorkflow.Read(SourceText.Decode(named, bytes.Span).Content)
            : null;
    }

    // As a POSIX shell reads it.
    private static string Word(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '/' or '-' or ':' or '=' or '+')
            ? text
            : $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
