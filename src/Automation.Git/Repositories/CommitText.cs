namespace Automation.Git.Repositories;

/// <param name="Message">The message; its first line is the summary.</param>
/// <param name="Author">The author, who is also the committer.</param>
public sealed record CommitText(string Message, CommitAuthor Author, DateTimeOffset Time);

public sealed record CommitAuthor(string Name, string Email);
