using System.Globalization;

namespace Automation.Cli.Hosting;

/// <summary>A line on standard error with the progress; only in a terminal, and removed at the end.</summary>
/// <param name="terminal">The world.</param>
/// <param name="what">The unit of progress, such as <c>repositories checked</c>.</param>
/// <param name="total">The total number.</param>
internal sealed class Progress(Terminal terminal, string what, int total) : IDisposable
{
    private const int Steps = 100;

    private readonly Lock _line = new();
    private int _done;
    private int _width;

    /// <summary>Reports that one more is done.</summary>
    public void Advance()
    {
        if (!terminal.ShowsProgress)
        {
            return;
        }

        lock (_line)
        {
            _done++;
            if (_done * Steps / total != (_done - 1) * Steps / total)
            {
                var line = string.Create(CultureInfo.InvariantCulture, $"{_done:N0} of {total:N0} {what}");
                _width = line.Length;
                terminal.Error.Write($"\r{line}");
                terminal.Error.Flush();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_width > 0)
        {
            terminal.Error.Write($"\r{new string(' ', _width)}\r");
        }
    }
}
