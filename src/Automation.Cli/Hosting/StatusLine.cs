using Automation.Core.Text;

namespace Automation.Cli.Hosting;

/// <summary>One line on standard error that changes while a command works; only in a terminal. The code that shows it must clear it.</summary>
internal sealed class StatusLine(Terminal terminal)
{
    private int _width;

    public void Show(string text)
    {
        if (!terminal.ShowsProgress)
        {
            return;
        }

        // A line that the terminal wraps could not be removed.
        var line = VisibleText.Of(text, terminal.Width - 1);
        terminal.Error.Write($"\r{line.PadRight(_width)}");
        terminal.Error.Flush();
        _width = line.Length;
    }

    public void Clear()
    {
        if (_width > 0)
        {
            terminal.Error.Write($"\r{new string(' ', _width)}\r");
            terminal.Error.Flush();
            _width = 0;
        }
    }
}
