namespace Automation.Git.Objects;

/// <summary>The outside world failed: a repository that is broken, a disk that is full, a folder that may not be written.</summary>
/// <param name="message">What failed and what to do about it, for people.</param>
/// <param name="innerException">Where it came from.</param>
public sealed class RepositoryException(string message, Exception? innerException = null) : Exception(message, innerException);
