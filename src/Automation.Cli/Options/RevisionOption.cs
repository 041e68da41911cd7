namespace Automation.Cli.Options;

/// <summary>A revision to compare with, as options name it.</summary>
internal static class RevisionOption
{
    /// <summary>
    /// The revision; null if there is nothing to compare with, for example after a push that creates a branch: then GitHub's name for the commit before it is
    /// all zeros.
    /// </summary>
    public static string? Base(string? revision) => revision is not null && CommitName.IsNone(revision) ? null : revision;

    /// <summary>The branch that a revision names; null where it does not: a commit or a tag says nothing about the branch.</summary>
    public static string? BranchOf(string? revision) =>
        revision?.StartsWith("origin/", StringComparison.Ordinal) == true ? revision["origin/".Length..] : revision is "main" or "master" ? revision : null;
}
