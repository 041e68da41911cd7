namespace Automation.GitHub.Access;

/// <summary>GitHub forbids something until a permission is changed.</summary>
public sealed class GitHubRefusalException(string message) : Exception(message);
