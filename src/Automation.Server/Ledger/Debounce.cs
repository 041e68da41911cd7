namespace Automation.Server.Ledger;

/// <summary>How long a work item waits for others to join it.</summary>
/// <param name="Quiet">For so long nothing must have joined.</param>
/// <param name="AtMost">After so long it starts in any case.</param>
internal sealed record Debounce(TimeSpan Quiet, TimeSpan AtMost)
{
    /// <summary>It starts at once.</summary>
    public static readonly Debounce None = new(TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>A merge train, or a bot that edits all repositories, becomes few commits of the catalog.</summary>
    public static readonly Debounce Catalog = new(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1));
}
