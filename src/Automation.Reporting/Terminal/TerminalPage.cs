using Spectre.Console;

namespace Automation.Reporting.Terminal;

/// <summary>Lines in colour on a <see cref="TextWriter"/>, without a look at the machine: whether there is a terminal is the caller's business.</summary>
internal sealed class TerminalPage
{
    // A wrapped sentence could put words of a repository at the start of a line, where a workflow runner reads commands; terminals wrap by themselves.
    private const int NeverWrap = 1_000_000;

    private readonly IAnsiConsole _console;

    public TerminalPage(TextWriter output, bool colours)
    {
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colours ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            EnvironmentVariables = [],
            Out = new AnsiConsoleOutput(output),
        });
        _console.Profile.Width = NeverWrap;
    }

    /// <summary>Prints one line.</summary>
    public void Line(params ReadOnlySpan<(string Text, Style Style)> parts)
    {
        var line = new Paragraph();
        foreach (var (text, style) in parts)
        {
            line.Append(text, style);
        }

        _console.Write(line.Append("\n"));
    }
}
