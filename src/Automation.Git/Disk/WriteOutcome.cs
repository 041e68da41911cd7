namespace Automation.Git.Disk;

/// <summary>The outcome of writing a file of a working tree.</summary>
public abstract record WriteOutcome
{
    private WriteOutcome()
    {
    }

    /// <summary>The file has the new content.</summary>
    public sealed record Written : WriteOutcome;

    /// <summary>Nothing was touched.</summary>
    /// <param name="Reason">The human-readable reason.</param>
    public sealed record Refused(string Reason) : WriteOutcome;
}
