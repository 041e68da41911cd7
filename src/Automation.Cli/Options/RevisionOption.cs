namespace Automation.Cli.Options;

/// <summary>A revision to compare with, as options name it.</summary>
internal static class RevisionOption
{
    /// <summary>
    /// The revision; null if there is nothing to compare with, for example after a push that creates a branch: then GitHub's name for the commit before it is
    /// all zeros.
    /// </summary>
    public static string? Base(string? revision) => revision is not null && CommitName.IsNone(revision) ? null : revision;
}
