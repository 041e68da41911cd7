namespace Automation.GitHub.Repositories;

/// <summary>The head of a repository's default branch.</summary>
public abstract record RepositoryHead
{
    private RepositoryHead()
    {
    }

    /// <summary>It is at a commit.</summary>
    /// <param name="Sha">The commit.</param>
    public sealed record At(string Sha) : RepositoryHead;

    /// <summary>The repository exists, but GitHub does not allow reading it: it was disabled, or the organisation does not let the App in.</summary>
    public sealed record Refused : RepositoryHead;
}
