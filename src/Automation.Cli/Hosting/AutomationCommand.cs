using System.CommandLine;
using System.CommandLine.Invocation;
using Automation.Git;
using Automation.Reporting.GitHub;

namespace Automation.Cli.Hosting;

/// <summary>The whole program: the commands it has, and what becomes of what they throw.</summary>
internal sealed class AutomationCommand
{
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
        try
        {
            var parsed = _root.Parse(args);
            var isMistake = parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction;
            var exitCode = parsed.Invoke(new InvocationConfiguration { Output = _terminal.Output, Error = _terminal.Error, EnableDefaultExceptionHandler = false });
            return isMistake ? ExitCode.Usage : exitCode;
        }
        catch (UsageException e)
        {
            return Fail(ExitCode.Usage, e.Message);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Cancelled;
        }
        catch (Exception e) when (e is RepositoryException or IOException or UnauthorizedAccessException)
        {
            return Fail(ExitCode.OutsideWorld, e.Message);
        }
        finally
        {
            _terminal.Output.Flush();
            _terminal.Error.Flush();
        }
    }

    private int Fail(int exitCode, string message)
    {
        // The runner reads commands from standard error, too; a message that quotes a repository must not become one.
        _terminal.Error.WriteLine(_terminal.Variable("GITHUB_ACTIONS") == "true" ? WorkflowCommandWriter.Problem(message) : $"automation: {message}");
        return exitCode;
    }
}
