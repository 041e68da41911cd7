namespace Automation.GitHub.Repositories;

/// <summary>A list of repositories could not be read completely, so a missing repository means nothing.</summary>
public sealed class IncompleteListException() : Exception("The list of repositories changed three times in a row while it was read.");
