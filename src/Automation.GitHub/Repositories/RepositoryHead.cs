namespace Automation.GitHub.Repositories;

/// <summary>What GitHub says of a repository's default branch.</summary>
public abstract record RepositoryHead
{
    private RepositoryHead()
    {
    }

    /// <summary>It is at a commit.</summary>
    /// <param name="Sha">The commit.</param>
    public sealed record At(string Sha) : RepositoryHead;

    /// <summary>The repository is there, and GitHub does not let it be read: it was disabled, or the organisation does not let the App in.</summary>
    public sealed record Refused : RepositoryHead;
}
