using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Automation.Catalog.Artifact;
using Automation.Git;
using Automation.Reporting.GitHub;

namespace Automation.Cli.Hosting;

/// <summary>The whole program: the commands it has, and what becomes of what they throw.</summary>
internal sealed class AutomationCommand
{
    // A file may be called '@x': that is no list of further arguments.
    private static readonly ParserConfiguration AsWritten = new() { ResponseFileTokenReplacer = null };

    private readonly RootCommand _root = new("Keeps the software catalog true: says what Backstage would say about catalog-info.yaml, earlier, with the line, the reason and the fix.");
    private readonly Terminal _terminal;

    private AutomationCommand(Terminal terminal) => _terminal = terminal;

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
            // A full disk, say. What is left of the report is lost, and nothing may pass for a whole one.
            exitCode = Fail(ExitCode.OutsideWorld, $"The report could not be written: {e.Message}");
        }

        try
        {
            _terminal.Error.Flush();
        }
        catch (IOException)
        {
            // Nobody is left to tell.
        }

        return exitCode;
    }

    private int Run(string[] args)
    {
        try
        {
            var parsed = _root.Parse(args, AsWritten);
            return parsed is { Errors.Count: > 0, Action: ParseErrorAction }
                ? Refuse(parsed)
                : parsed.Invoke(new InvocationConfiguration { Output = _terminal.Output, Error = _terminal.Error, EnableDefaultExceptionHandler = false });
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

    private int Refuse(ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
        {
            _terminal.Warn(error.Message);
        }

        _terminal.Warn($"'automation {NamesOf(parsed.CommandResult)}--help' says what there is.");
        return ExitCode.Usage;
    }

    // "owners report ", as it is typed; nothing for the program itself.
    private static string NamesOf(CommandResult command) => command.Parent is CommandResult parent ? $"{NamesOf(parent)}{command.Command.Name} " : "";

    private int Fail(int exitCode, string message)
    {
        // The runner reads commands from standard error, too; a message that quotes a repository must not become one.
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
