using Spectre.Console.Rendering;

namespace Automation.Reporting.Terminal;

/// <summary>Lines on a <see cref="TextWriter"/>, in colour or not.</summary>
/// <remarks>Most runs write to a file or a pipe; for them the colour library is not loaded.</remarks>
internal sealed class TerminalPage(TextWriter output, TerminalOptions options)
{
    private const int NarrowestText = 30;

    private readonly ColouredConsole? _coloured = options.Colours ? new(output) : null;

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

    /// <summary>
    /// Prints text that a terminal's width may break between words; elsewhere it stays one line, so that no word of a repository begins a line that a program
    /// reads.
    /// </summary>
    /// <param name="hang">The indentation of the lines after the first, in cells.</param>
    public void Sentence(int hang, params ReadOnlySpan<(string Text, Tone Tone)> parts)
    {
        if (!options.Wraps)
        {
            Line(parts);
            return;
        }

        var room = Math.Max(options.Width, hang + NarrowestText);
        var (line, cells) = (new List<(string Text, Tone Tone)>(), 0);
        foreach (var (text, tone) in parts)
        {
            foreach (var word in Words(text))
            {
                var size = Cells(word);
                if (cells > hang && cells + Cells(word.TrimEnd(' ')) > room)
                {
                    line[^1] = (line[^1].Text.TrimEnd(' '), line[^1].Tone);
                    Line([.. line]);
                    (line, cells) = ([(new string(' ', hang), tone)], hang);
                }

                line.Add((word, tone));
                cells += size;
            }
        }

        Line([.. line]);
    }

    // Each word with the spaces after it; leading spaces are a separate word.
    private static IEnumerable<string> Words(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.AsSpan(start).IndexOf(' ') is >= 0 and var blank ? start + blank : text.Length;
            while (end < text.Length && text[end] == ' ')
            {
                end++;
            }

            yield return text[start..end];
            start = end;
        }
    }

    private static int Cells(string text) => System.Text.Ascii.IsValid(text) ? text.Length : new Segment(text).CellCount();
}
