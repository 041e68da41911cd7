namespace Automation.Reporting.Terminal;

/// <summary>Lines on a <see cref="TextWriter"/>, in colour or not.</summary>
/// <remarks>Most runs write to a file or a pipe; for them no library of colours is loaded.</remarks>
internal sealed class TerminalPage(TextWriter output, bool colours)
{
    private readonly ColouredConsole? _coloured = colours ? new(output) : null;

    /// <summary>Prints one line.</summary>
    public void Line(params ReadOnlySpan<(string Text, Tone Tone)> parts)
    {
        if (_coloured is not null)
        {
            _coloured.Line(parts);
            return;
        }

        foreach (var (text, _) in parts)
        {
            output.Write(text);
        }

        output.Write('\n');
    }
}
