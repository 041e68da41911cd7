namespace Automation.Server.Commands;

/// <summary>How the program ends; the contract is that of <c>automation</c> (docs/guide/formats.md).</summary>
internal static class ServerExitCode
{
    /// <summary>All went well.</summary>
    public const int Fine = 0;

    /// <summary>Wrong usage or configuration.</summary>
    public const int Usage = 2;

    /// <summary>The outside world failed.</summary>
    public const int OutsideWorld = 3;

    /// <summary>It was stopped before it was finished.</summary>
    public const int Cancelled = 130;
}
