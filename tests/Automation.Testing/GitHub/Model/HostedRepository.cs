using System.Collections.Immutable;
using Automation.Testing.GitHub.Git;

namespace Automation.Testing.GitHub.Model;

/// <summary>A repository as GitHub knows it.</summary>
public sealed class HostedRepository
{
    internal HostedRepository(long id, Account owner, string name, DateTimeOffset createdAt, HostedRepository? parent)
    {
        (Id, Owner, Name, CreatedAt, PushedAt, Parent) = (id, owner, name, createdAt, createdAt, parent);
        Objects = parent?.Objects ?? new GitObjects();
    }

    /// <summary>GitHub's number of it; a rename keeps it.</summary>
    public long Id { get; }

    /// <summary>Whose it is.</summary>
    public Account Owner { get; internal set; }

    /// <summary>The name without the owner's.</summary>
    public string Name { get; internal set; }

    /// <summary><c>owner/name</c>.</summary>
    public string FullName => $"{Owner.Login}/{Name}";

    /// <summary>Since when it exists.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>When it was last pushed to.</summary>
    public DateTimeOffset PushedAt { get; internal set; }

    /// <summary>The repository it is a fork of.</summary>
    public HostedRepository? Parent { get; }

    /// <summary>The default branch.</summary>
    public string DefaultBranch { get; internal set; } = "main";

    /// <summary>Whether it is read-only.</summary>
    public bool IsArchived { get; internal set; }

    /// <summary>Whether GitHub blocks reading it although it exists.</summary>
    public bool IsBlocked { get; internal set; }

    /// <summary><c>public</c>, <c>private</c> or <c>internal</c>.</summary>
    public string Visibility { get; internal set; } = "private";

    /// <summary>Commits by full names of refs.</summary>
    public ImmutableSortedDictionary<string, string> Refs { get; internal set; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Pull requests, oldest first.</summary>
    public ImmutableArray<PullRequest> PullRequests { get; internal set; } = [];

    /// <summary>Comments below issues and pull requests, oldest first.</summary>
    public ImmutableList<IssueComment> Comments { get; internal set; } = [];

    /// <summary>Check suites, oldest first.</summary>
    public ImmutableList<CheckSuite> CheckSuites { get; internal set; } = [];

    /// <summary>Check runs, oldest first.</summary>
    public ImmutableArray<CheckRun> CheckRuns { get; internal set; } = [];

    /// <summary>What people may do beside what teams give them: <c>read</c>, <c>write</c> or <c>admin</c>, by login.</summary>
    public ImmutableSortedDictionary<string, string> Collaborators { get; internal set; } = ImmutableSortedDictionary.Create<string, string>(
        StringComparer.OrdinalIgnoreCase);

    /// <summary>What it has besides its content.</summary>
    public RepositorySettings Settings { get; } = new();

    /// <summary>Shared with the forks, as on GitHub.</summary>
    internal GitObjects Objects { get; }

    /// <summary>The next number of an issue or pull request.</summary>
    internal int NextNumber { get; set; } = 1;
}
