using System.CommandLine;
using Automation.Cli.Check;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Reporting.Json;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;

namespace Automation.Cli.Owners;

/// <summary><c>automation owners report [DIR]</c>: who owns the files of a repository, and the effect of a change on owners.</summary>
internal sealed class OwnersReportCommand : ITerminalCommand
{
    private const int DeepestFolder = 16;

    private readonly Argument<string?> _folder = FolderArgument.Create();
    private readonly Option<string?> _base = new("--base")
    {
        Description = "Compare with this git revision: whose files the change touches, and which files get different owners",
        HelpName = "REV",
    };
    private readonly Option<string?> _codeowners = new("--codeowners")
    {
        Description = "The CODEOWNERS file (default: the one that applies to this repository)",
        HelpName = "FILE",
    };
    private readonly Option<string?> _dialect = DialectOption.Create();
    private readonly Option<int> _depth = new("--depth") { Description = "How many levels of folders to list", HelpName = "N", DefaultValueFactory = _ => 2 };

    private readonly Option<int?> _failUnder = new("--fail-under")
    {
        Description = "Fail if less than this percentage of the files has an owner, such as 95",
        HelpName = "PERCENT",
    };

    public Command For(Terminal terminal)
    {
        _failUnder.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, out var percent) && percent is >= 0 and <= 100))
            {
                result.AddError($"--fail-under takes a whole number from 0 to 100, not '{token.Value}'.");
            }
        });
        _depth.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, out var depth) && depth is >= 0 and <= DeepestFolder))
            {
                result.AddError($"--depth takes a number from 0 to {DeepestFolder}, not '{token.Value}'.");
            }
        });
        var command = new Command("report", "Report who owns the files of a repository, and which files have no owner.")
        {
            _folder,
            _base,
            _codeowners,
            _dialect,
            _depth,
            _failUnder,
        };
        var common = new CommonOptions.Definition(command, OutputFormat.Text, OutputFormat.Json, OutputFormat.Markdown);
        command.SetAction(parsed => Run(parsed, common.Read(parsed), terminal));
        return command;
    }

    private int Run(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var writer = options.WriterOf(
            terminal, style => new OwnershipTextWriter(style), new OwnershipJsonWriter(), new OwnershipMarkdownWriter());
        var (folder, full) = FolderArgument.Read(terminal, parsed.GetValue(_folder));
        var request = new CheckRequest(
            full, PathExpansion.Shown(folder), RevisionOption.Base(parsed.GetValue(_base)), Head: null, Config: null, Repository: null);
        var report = new OwnershipRunner(terminal).Run(
            request, DialectOption.Read(parsed.GetValue(_dialect), terminal, options.Config, full), parsed.GetValue(_depth), parsed.GetValue(_codeowners));
        writer.Write(report, terminal.Output);
        return Outcome(report.Files, parsed.GetValue(_failUnder), terminal);
    }

    // Compared as counts: a rounded percentage must not pass.
    private static int Outcome(FileCounts files, int? failUnder, Terminal terminal)
    {
        if (failUnder is not { } percent || files.Owned * 100L >= files.All * (long)percent)
        {
            return ExitCode.Fine;
        }

        terminal.Warn($"{files.Owned:N0} of {files.All:N0} files have an owner, fewer than the {percent}% that --fail-under requires.");
        return ExitCode.Findings;
    }
}
