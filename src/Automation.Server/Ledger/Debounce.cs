namespace Automation.Server.Ledger;

/// <summary>How often work items of one topic start. The first starts at once; those that come soon after it wait together for the next.</summary>
/// <param name="Pause">How long the next one waits after the last one.</param>
internal sealed record Debounce(TimeSpan Pause)
{
    /// <summary>Each starts at once.</summary>
    public static readonly Debounce Free = new(TimeSpan.Zero);

    /// <summary>A single merge is in the catalog immediately; a merge train, or a bot that edits all repositories, results in few commits.</summary>
    public static readonly Debounce Catalog = new(TimeSpan.FromSeconds(5));
}
