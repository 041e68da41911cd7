using System.Collections.Immutable;

namespace Automation.Testing.GitHub.Model;

/// <summary>A pull request.</summary>
public sealed class PullRequest
{
    internal PullRequest(long id, int number, HostedRepository repository, Account author, DateTimeOffset createdAt) =>
        (Id, Number, Repository, Author, CreatedAt, UpdatedAt) = (id, number, repository, author, createdAt, createdAt);

    /// <summary>GitHub's number of it among all pull requests.</summary>
    public long Id { get; }

    /// <summary>Its number in the repository.</summary>
    public int Number { get; }

    /// <summary>The repository it goes to.</summary>
    public HostedRepository Repository { get; }

    /// <summary>Who opened it.</summary>
    public Account Author { get; }

    /// <summary>When it was opened.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; internal set; }

    /// <summary>When it was closed, while it is.</summary>
    public DateTimeOffset? ClosedAt { get; internal set; }

    /// <summary>When it was merged.</summary>
    public DateTimeOffset? MergedAt { get; internal set; }

    /// <summary>Who merged it.</summary>
    public Account? MergedBy { get; internal set; }

    /// <summary>The repository it comes from: a fork, or the same.</summary>
    public required HostedRepository HeadRepository { get; init; }

    /// <summary>The branch it comes from.</summary>
    public required string HeadRef { get; init; }

    /// <summary>The newest commit of that branch.</summary>
    public required string HeadSha { get; set; }

    /// <summary>The branch it goes to.</summary>
    public required string BaseRef { get; set; }

    /// <summary>Where that branch was when the head last changed.</summary>
    public required string BaseSha { get; set; }

    /// <summary>The title.</summary>
    public required string Title { get; set; }

    /// <summary>The description.</summary>
    public string? Body { get; internal set; }

    /// <summary>Whether it is a draft.</summary>
    public bool IsDraft { get; internal set; }

    /// <summary><c>open</c> or <c>closed</c>.</summary>
    public string State => ClosedAt is null ? "open" : "closed";

    /// <summary>The commit that merges it: a trial while it is open, the real one afterwards; null where there is a conflict.</summary>
    public string? MergeCommitSha { get; internal set; }

    /// <summary>Whether the two sides merge without a conflict.</summary>
    public bool IsMergeable { get; internal set; }

    /// <summary>Whether GitHub merges it when its checks pass.</summary>
    public bool IsAutoMerged { get; internal set; }

    /// <summary>Reviews, oldest first.</summary>
    public ImmutableList<Review> Reviews { get; internal set; } = [];

    /// <summary>Comments on lines, oldest first.</summary>
    public ImmutableList<ReviewComment> ReviewComments { get; internal set; } = [];
}
