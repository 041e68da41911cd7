using System.CommandLine;
using Automation.Cli.Hosting;
using Automation.Cli.Inputs;
using Automation.Cli.Output;

namespace Automation.Cli.Commands;

/// <summary><c>automation owners report [DIR]</c>: who owns the files of a repository, and what a change means to owners.</summary>
internal sealed class OwnersReportCommand : ITerminalCommand
{
    private const int DeepestFolder = 16;

    private readonly Argument<string> _folder = new("DIR") { Description = "The root of a repository", DefaultValueFactory = _ => "." };
    private readonly Option<string?> _base = new("--base") { Description = "Compare with this git revision: whose files the change touches, and which change hands", HelpName = "REV" };
    private readonly Option<string?> _codeowners = new("--codeowners") { Description = "Take this file for CODEOWNERS, instead of the one that is in force", HelpName = "FILE" };
    private readonly Option<string?> _dialect = DialectOption.Create();
    private readonly Option<int> _depth = new("--depth") { Description = "How deep folders are counted one by one", HelpName = "N", DefaultValueFactory = _ => 2 };

    public Command For(Terminal terminal)
    {
        _depth.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, out var depth) && depth is >= 0 and <= DeepestFolder))
            {
                result.AddError($"--depth takes a number from 0 to {DeepestFolder}, and '{token.Value}' is none.");
            }
        });
        var command = new Command("report", "Says who owns the files of a repository, and what nobody owns.") { _folder, _base, _codeowners, _dialect, _depth };
        var common = new CommonOptions.Definition(command);
        command.SetAction(parsed => Run(parsed, common.Read(parsed), terminal));
        return command;
    }

    private int Run(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var output = new OwnershipOutput(terminal, options);
        var folder = parsed.GetValue(_folder)!;
        var full = terminal.FullPath(folder);
        if (!Directory.Exists(full))
        {
            throw new UsageException(folder.StartsWith('-') ? UsageException.NoOption(folder, "owners report") : $"There is no folder '{folder}'.");
        }

        var request = new CheckRequest(full, PathExpansion.Shown(folder), parsed.GetValue(_base), Head: null, Config: null, Catalog: null, Repository: null);
        return output.Write(new OwnershipCheckup(terminal).Run(request, DialectOption.Read(parsed.GetValue(_dialect), terminal, options.Config, full), parsed.GetValue(_depth), parsed.GetValue(_codeowners)));
    }
}
