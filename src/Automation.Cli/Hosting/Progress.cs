using System.Globalization;

namespace Automation.Cli.Hosting;

/// <summary>A line on standard error with the progress; only in a terminal, and removed at the end.</summary>
/// <param name="what">The unit of progress, such as <c>repositories checked</c>.</param>
/// <param name="total">The total number.</param>
internal sealed class Progress(Terminal terminal, string what, int total) : IDisposable
{
    private const int Steps = 100;

    private readonly Lock _lock = new();
    private readonly StatusLine _line = new(terminal);
    private int _done;

    /// <summary>Reports that one more is done.</summary>
    public void Advance()
    {
        lock (_lock)
        {
            _done++;
            if (_done * Steps / total != (_done - 1) * Steps / total)
            {
                _line.Show(string.Create(CultureInfo.InvariantCulture, $"{_done:N0} of {total:N0} {what}"));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _line.Clear();
}
