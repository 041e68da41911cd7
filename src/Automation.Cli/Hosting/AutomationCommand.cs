using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Automation.Catalog.Artifact;
using Automation.Core.Text;
using Automation.Git.Objects;
using Automation.Reporting.GitHub;

namespace Automation.Cli.Hosting;

/// <summary>The whole program: its commands, and the handling of their exceptions.</summary>
internal sealed class AutomationCommand
{
    // A file name can begin with '@', so '@x' is not a response file.
    private static readonly ParserConfiguration AsWritten = new() { ResponseFileTokenReplacer = null };

    private readonly RootCommand _root = new("Validate catalog-info.yaml as Backstage does, on the pull request, with the line, the reason and the fix; "
        + "compare owners with CODEOWNERS; build the catalog.");
    private readonly Terminal _terminal;

    private AutomationCommand(Terminal terminal)
    {
        _terminal = terminal;
        _root.SetAction(parsed => ShowHelp(parsed));
    }

    public static AutomationCommand Create(Terminal terminal) => new(terminal);

    public AutomationCommand Add(ITerminalCommand command)
    {
        _root.Add(command.For(_terminal));
        return this;
    }

    /// <summary>Runs the command line and returns the exit code.</summary>
    public int Invoke(string[] args)
    {
        var exitCode = Run(args);
        try
        {
            _terminal.Output.Flush();
        }
        catch (IOException e)
        {
            // For example, the disk is full. The report is incomplete, which must not look like success.
            exitCode = Fail(ExitCode.OutsideWorld, $"The report could not be written: {e.Message}");
        }

        try
        {
            _terminal.Error.Flush();
        }
        catch (IOException)
        {
            // The output is closed, so nothing can be reported.
        }

        return exitCode;
    }

    private int Run(string[] args)
    {
        try
        {
            var parsed = _root.Parse(args, AsWritten);
            return parsed is { Errors.Count: > 0, Action: ParseErrorAction } || UnknownOptions(parsed).Any() ? Refuse(parsed) : Invoke(parsed);
        }
        catch (UsageException e)
        {
            return Fail(ExitCode.Usage, e.Message);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Cancelled;
        }
        catch (Exception e) when (e is RepositoryException or ArtifactException or IOException or UnauthorizedAccessException)
        {
            return Fail(ExitCode.OutsideWorld, e.Message);
        }
    }

    private int Invoke(ParseResult parsed) =>
        parsed.Invoke(new InvocationConfiguration
        {
            Output = _terminal.Output,
            Error = _terminal.Error,
            EnableDefaultExceptionHandler = false,
            // Signals are handled in one place, Interruption. The library's handler would hold them back for two seconds.
            ProcessTerminationTimeout = null,
        });

    private int Refuse(ParseResult parsed)
    {
        List<string> unknown = [.. UnknownOptions(parsed)];
        unknown = unknown.Count > 0 ? unknown : [.. parsed.UnmatchedTokens];
        if (unknown.Count == 0
            && parsed.Tokens is [.., { Type: TokenType.Command }]
            && parsed.CommandResult.Command is { Hidden: false, Subcommands.Count: > 0 })
        {
            return ShowHelp(parsed);
        }

        // If an argument is misspelt, missing ones are not reported.
        foreach (var message in unknown.Count > 0 ? unknown.Select(token => Unknown(token, parsed.CommandResult)) : parsed.Errors.Select(e => e.Message))
        {
            _terminal.Warn(message);
        }

        _terminal.Warn($"Run 'automation {NamesOf(parsed.CommandResult)}--help' for usage.");
        return ExitCode.Usage;
    }

    // The parser treats an unknown option as an argument. A file may have that name; after '--' it is an argument.
    private IEnumerable<string> UnknownOptions(ParseResult parsed) =>
        parsed.Tokens.Any(t => t.Type == TokenType.DoubleDash)
            ? []
            : parsed.CommandResult.Children.OfType<ArgumentResult>()
                .SelectMany(a => a.Tokens)
                .Select(t => t.Value)
                .Where(v => v.Length > 1 && v[0] == '-' && !Path.Exists(_terminal.FullPath(v)));

    // A group of commands without a command, such as "automation owners", prints its help.
    private int ShowHelp(ParseResult parsed) =>
        Invoke(_root.Parse([.. NamesOf(parsed.CommandResult).Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"], AsWritten));

    private static string Unknown(string token, CommandResult command)
    {
        var isOption = token.StartsWith('-');
        var known = isOption
            ? command.Command.Options.SelectMany(o => o.Aliases.Append(o.Name)).Append("--help")
            : command.Command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name);
        var what = isOption ? "an option" : command.Command.Subcommands.Count > 0 ? "a command" : "expected here";
        return $"'{token}' is not {what}.{(DidYouMean.Closest(token, known) is { } meant ? $" Did you mean '{meant}'?" : "")}";
    }

    // "owners report ", as typed; empty for the program itself.
    private static string NamesOf(CommandResult command) => command.Parent is CommandResult parent ? $"{NamesOf(parent)}{command.Command.Name} " : "";

    private int Fail(int exitCode, string message)
    {
        // The runner reads commands also from standard error; a message that quotes a repository must not become one.
        if (_terminal.Variable("GITHUB_ACTIONS") == "true")
        {
            _terminal.Error.WriteLine(WorkflowCommandWriter.Problem(message));
        }
        else
        {
            _terminal.Warn(message);
        }

        return exitCode;
    }
}
