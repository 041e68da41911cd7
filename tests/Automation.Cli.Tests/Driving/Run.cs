using System.Text;
using Automation.Cli.Hosting;

namespace Automation.Cli.Tests.Driving;

/// <summary>Runs the whole program in this process, in a world of the test's making.</summary>
internal sealed class Run
{
    private readonly string[] _arguments;
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);
    private string _folder = Path.GetTempPath();
    private byte[] _input = [];
    private int? _width;
    private bool _showsProgress;
    private CancellationToken _cancelled;

    private Run(string[] arguments) => _arguments = arguments;

    /// <summary><c>automation ARGUMENTS</c>.</summary>
    public static Run Automation(params string[] arguments) => new(arguments);

    /// <summary>The working directory.</summary>
    public Run In(string folder)
    {
        _folder = folder;
        return this;
    }

    /// <summary>Sets a variable of the environment, which is empty otherwise.</summary>
    public Run With(string variable, string value)
    {
        _environment[variable] = value;
        return this;
    }

    /// <summary>What comes from standard input.</summary>
    public Run Reading(string input) => Reading(Encoding.UTF8.GetBytes(input));

    /// <inheritdoc cref="Reading(string)"/>
    public Run Reading(byte[] input)
    {
        _input = input;
        return this;
    }

    /// <summary>With a person at a terminal instead of a pipe.</summary>
    public Run AtATerminal(int width = 120)
    {
        _width = width;
        return this;
    }

    /// <summary>With a person who sees standard error.</summary>
    public Run ShowingProgress()
    {
        _showsProgress = true;
        return this;
    }

    /// <summary>Broken off before it begins.</summary>
    public Run BrokenOff()
    {
        _cancelled = new CancellationToken(canceled: true);
        return this;
    }

    /// <summary>Runs it to its end.</summary>
    public Outcome Go()
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var input = new MemoryStream(_input);
        var terminal = new Terminal(input, output, error, _environment, _folder) { IsInteractive = _width is not null, Width = _width ?? 120, ShowsProgress = _showsProgress, Cancelled = _cancelled };
        var exitCode = AutomationProgram.In(terminal).Invoke(_arguments);
        return new Outcome(exitCode, output.ToString(), error.ToString());
    }
}
