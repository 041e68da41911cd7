namespace Automation.Git.Repositories;

/// <summary>The message, author and time of a commit.</summary>
/// <param name="Message">The message; its first line is the summary.</param>
/// <param name="Author">The author, who is also the committer.</param>
/// <param name="Time">When.</param>
public sealed record CommitText(string Message, CommitAuthor Author, DateTimeOffset Time);

/// <summary>The author of a commit.</summary>
/// <param name="Email">The address.</param>
public sealed record CommitAuthor(string Name, string Email);
