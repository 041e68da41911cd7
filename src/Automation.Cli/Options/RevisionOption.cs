namespace Automation.Cli.Options;

/// <summary>A revision to compare with, as options name it.</summary>
internal static class RevisionOption
{
    /// <summary>
    /// The revision; null if there is nothing to compare with, as after a push that creates a branch: GitHub names the commit before it with zeros.
    /// </summary>
    public static string? Base(string? revision) => revision is not null && CommitName.IsNone(revision) ? null : revision;
}
