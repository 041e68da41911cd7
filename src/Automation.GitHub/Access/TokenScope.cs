namespace Automation.GitHub.Access;

/// <summary>What an installation token may do: no more than one step needs.</summary>
/// <param name="Repository">The only repository it reaches; null for all that the installation reaches.</param>
/// <param name="Permissions">What it may do there, by GitHub's names.</param>
internal sealed record TokenScope(RepositoryName? Repository, TokenPermissions Permissions);

/// <summary>The sets of permissions that tokens are requested with.</summary>
public enum TokenPermissions
{
    /// <summary>Reads files: the organisation's configuration, the catalog.</summary>
    ReadFiles,

    /// <summary>Read a pull request and its files, and write its check run, comment and suggestions.</summary>
    ReportOnPullRequest,

    /// <summary>Reads files, and commits fixes to the branch of the pull request.</summary>
    CommitFixes,

    /// <summary>Commits the catalog.</summary>
    WriteFiles,

    /// <summary>Reads a GitOps repository, commits to branches of its own, and writes their pull requests.</summary>
    ProposeChanges,

    /// <summary>Comment on an issue.</summary>
    CommentOnIssue,

    /// <summary>Find the merged pull request of a commit, and comment on it.</summary>
    CommentOnMerged,

    /// <summary>Write deployments and their statuses.</summary>
    ShowDeployments,

    /// <summary>Read who belongs to the organisation and its teams, and what these may do.</summary>
    ReadPeople,
}
