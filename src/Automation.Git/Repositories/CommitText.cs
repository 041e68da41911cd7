namespace Automation.Git.Repositories;

/// <summary>The message, author and time of a commit.</summary>
/// <param name="Message">The message; its first line is the summary.</param>
/// <param name="Author">Who wrote it, and commits it.</param>
/// <param name="Time">When.</param>
public sealed record CommitText(string Message, CommitAuthor Author, DateTimeOffset Time);

/// <summary>Who writes a commit.</summary>
/// <param name="Email">The address.</param>
public sealed record CommitAuthor(string Name, string Email);
