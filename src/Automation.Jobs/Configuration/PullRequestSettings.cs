namespace Automation.Jobs.Configuration;

/// <summary>What is said on pull requests, and when.</summary>
public sealed record PullRequestSettings
{
    /// <summary>What is in force without any configuration.</summary>
    public static PullRequestSettings Default { get; } = new();

    /// <summary>Whether drafts are checked; without, a pull request is checked once it is ready for review. Only for the GitHub App.</summary>
    public bool Drafts { get; init; } = true;

    /// <summary>Whether fixes are suggested at their lines, besides the button that commits them all. Only for the GitHub App.</summary>
    public bool Suggestions { get; init; } = true;
}
