using Spectre.Console;

namespace Automation.Reporting.Terminal;

/// <summary>Writes lines in colour, independent of the machine: the caller decides whether there is a terminal.</summary>
internal sealed class ColouredConsole
{
    // A wrapped sentence could put words of a repository at the start of a line, where a workflow runner reads commands; terminals wrap text themselves.
    private const int NeverWrap = 1_000_000;

    private readonly IAnsiConsole _console;

    public ColouredConsole(TextWriter output)
    {
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
            Interactive = InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            EnvironmentVariables = [],
            Out = new AnsiConsoleOutput(output),
        });
        _console.Profile.Width = NeverWrap;
    }

    public void Line(ReadOnlySpan<(string Text, Tone Tone)> parts)
    {
        var line = new Paragraph();
        foreach (var (text, tone) in parts)
        {
            line.Append(text, StyleOf(tone));
        }

        _console.Write(line.Append("\n"));
    }

    private static Style StyleOf(Tone tone) =>
        new(
            ColourOf(tone.Colour),
            decoration: (tone.IsBold ? Decoration.Bold : Decoration.None) | (tone.IsUnderlined ? Decoration.Underline : Decoration.None));

    private static Color ColourOf(TerminalColour colour) => colour switch
    {
        TerminalColour.Grey => Color.Grey,
        TerminalColour.Blue => Color.Blue,
        TerminalColour.Teal => Color.Teal,
        TerminalColour.Red => Color.Red,
        TerminalColour.Yellow => Color.Yellow,
        TerminalColour.Green => Color.Green,
        _ => Color.Default,
    };
}
