namespace Automation.Cli.Hosting;

/// <summary>The exit codes; part of the contract (docs/guide/formats.md).</summary>
internal static class ExitCode
{
    public const int Fine = 0;

    /// <summary>Findings at or above <c>--fail-on</c>.</summary>
    public const int Findings = 1;

    public const int Usage = 2;

    /// <summary>An external failure: files, git, the network.</summary>
    public const int OutsideWorld = 3;

    /// <summary>The user or the runner cancelled the command.</summary>
    public const int Cancelled = 130;
}
