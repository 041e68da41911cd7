namespace Automation.GitHub.Repositories;

/// <summary>A list of repositories could not be read as a whole. Nothing may be concluded from what is missing in it.</summary>
public sealed class IncompleteListException() : Exception("The list of repositories changed while it was read, three times in a row.");
