using System.Diagnostics;
using System.Text;
using Automation.Cli.Hosting;
using Automation.Reporting.Terminal;
using Spectre.Console.Testing;

namespace Automation.Cli.Tests.Driving;

/// <summary>Runs the whole program in a world of the test's making: in this process, or where another program is tested, as a process of its own.</summary>
internal sealed class Run
{
    // What a process needs to run at all, and to be measured; everything else is the test's to say.
    private static readonly HashSet<string> Inherited = new(StringComparer.Ordinal) { "PATH", "HOME", "TMPDIR", "DOTNET_ROOT", "DOTNET_EnableDiagnostics" };

    private readonly string[] _arguments;
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);
    private string _folder = Path.GetTempPath();
    private byte[] _input = [];
    private int? _width;
    private bool _showsProgress;
    private TestConsole? _person;
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

    /// <summary>With a person who answers questions. Only within this process.</summary>
    public Run Answering(TestConsole console)
    {
        _person = console;
        return this;
    }

    /// <summary>Broken off before it begins.</summary>
    public Run BrokenOff()
    {
        _cancelled = new CancellationToken(canceled: true);
        return this;
    }

    /// <summary>Runs it to its end.</summary>
    public Outcome Go() => AutomationProcess.Published is null ? InThisProcess() : InAProcess();

    private Outcome InThisProcess()
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var input = new MemoryStream(_input);
        var terminal = new Terminal(input, output, error, _environment, _folder)
        {
            IsInteractive = _width is not null,
            Width = _width ?? 120,
            ShowsProgress = _showsProgress,
            Questions = _person is null ? null : _ => new TerminalQuestions(_person),
            Cancelled = _cancelled,
        };
        var exitCode = AutomationProgram.In(terminal).Invoke(_arguments);
        return new Outcome(exitCode, output.ToString(), error.ToString());
    }

    // The same world for a process. A shell puts a terminal into the place of a stream, or waits to be followed, and becomes the program.
    private Outcome InAProcess()
    {
        using var output = _width is null ? null : new PseudoTerminal();
        using var error = _showsProgress ? new PseudoTerminal() : null;
        string[] places =
        [
            .. output is null ? (string[])[] : [$"stty raw cols {_width} < {output.Path}", $"exec > {output.Path}"],
            .. error is null ? (string[])[] : [$"stty raw < {error.Path}", $"exec 2> {error.Path}"],
        ];
        string[] shell = places.Length > 0 || _cancelled.IsCancellationRequested
            ? ["/bin/sh", "-c", string.Join(" && ", [.. places, _cancelled.IsCancellationRequested ? EarlyInterrupt.Command : "exec \"$0\" \"$@\""])]
            : [];
        var start = AutomationProcess.Begin(_folder, [.. shell, .. AutomationProcess.Command, .. _arguments]);
        foreach (var name in start.Environment.Keys.Where(n => !Inherited.Contains(n)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        if (_cancelled.IsCancellationRequested)
        {
            EarlyInterrupt.Send(process);
        }

        var writing = Task.Run(() => Write(process));
        var outcome = AutomationProcess.Ended(process);
        writing.GetAwaiter().GetResult();
        return outcome with { Output = output?.Written() ?? outcome.Output, Errors = error?.Written() ?? outcome.Errors };
    }

    private void Write(Process process)
    {
        try
        {
            process.StandardInput.BaseStream.Write(_input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended without reading all.
        }
    }
}
