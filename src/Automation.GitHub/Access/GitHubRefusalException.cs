namespace Automation.GitHub.Access;

/// <summary>GitHub forbids something, and will go on forbidding it until somebody changes a permission.</summary>
/// <param name="message">What it says.</param>
public sealed class GitHubRefusalException(string message) : Exception(message);
