namespace Automation.GitHub.PullRequests;

/// <summary>A change of a few lines that the author of a pull request can accept with a button.</summary>
/// <param name="Fingerprint">Its id: the same suggestion is not made twice.</param>
/// <param name="Path">The file.</param>
/// <param name="FirstLine">The first line that it replaces, from 1.</param>
/// <param name="LastLine">The last one.</param>
/// <param name="Markdown">The reason, and the new lines.</param>
public sealed record LineSuggestion(string Fingerprint, string Path, int FirstLine, int LastLine, string Markdown);
