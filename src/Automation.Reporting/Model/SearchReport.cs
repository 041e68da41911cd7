namespace Automation.Reporting.Model;

/// <summary>The result of a search.</summary>
/// <param name="Found">How many entities match.</param>
/// <param name="Hits">The best matches, best first.</param>
public sealed record SearchReport(int Found, IReadOnlyList<SearchResult> Hits);

/// <summary>A matching entity.</summary>
/// <param name="Title">Its title, or its name.</param>
/// <param name="Type">Its type; null if it has none.</param>
/// <param name="Owner">Its owner's ref; null if it has none.</param>
/// <param name="Description">Its shortened description; null if it has none.</param>
public sealed record SearchResult(string Ref, string Title, string? Type, string? Owner, string? Description);
