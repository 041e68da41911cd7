namespace Automation.Git.Objects;

/// <summary>An external failure: a damaged repository, a full disk, a folder without write access.</summary>
/// <param name="message">What failed and what to do about it, human-readable.</param>
public sealed class RepositoryException(string message, Exception? innerException = null) : Exception(message, innerException);
