namespace Automation.Server.Commands;

/// <summary>The exit codes; the contract is that of <c>automation</c> (docs/guide/formats.md).</summary>
internal static class ServerExitCode
{
    public const int Fine = 0;

    public const int Usage = 2;

    /// <summary>An external failure: the disk, the network, GitHub.</summary>
    public const int OutsideWorld = 3;

    /// <summary>The program was stopped before it finished.</summary>
    public const int Cancelled = 130;
}
