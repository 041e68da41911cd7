namespace Automation.GitHub;

/// <summary>Notes down what is about to be written to GitHub, durably, before it is written: after a crash it can be told what may have been done.</summary>
/// <param name="what">What is written, and where; no text of a user is in it.</param>
/// <param name="cancellationToken">Ends the wait.</param>
public delegate Task WriteIntent(string what, CancellationToken cancellationToken);
