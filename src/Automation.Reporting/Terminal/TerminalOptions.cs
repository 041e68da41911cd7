namespace Automation.Reporting.Terminal;

/// <summary>How much to print on a terminal, and how.</summary>
public sealed record TerminalOptions
{
    public bool Colours { get; init; }

    /// <summary>The terminal's width in cells; lines of code are cut to it.</summary>
    public int Width { get; init; } = 120;

    /// <summary>Whether sentences are wrapped to the width: only on a terminal.</summary>
    public bool Wraps { get; init; }

    /// <summary><c>--quiet</c>: errors and the outcome alone.</summary>
    public bool Quiet { get; init; }

    /// <summary><c>--verbose</c>: with every finding its rule, the reason for it and the side that can fix it; pre-existing findings in full.</summary>
    public bool Verbose { get; init; }
}
