namespace Automation.Reporting.Model;

/// <param name="Found">How many entities match.</param>
/// <param name="Hits">The best matches, best first.</param>
public sealed record SearchReport(int Found, IReadOnlyList<SearchResult> Hits);

/// <summary>A matching entity.</summary>
/// <param name="Title">The title, or the name.</param>
/// <param name="Type">The type; null if it has none.</param>
/// <param name="Owner">The owner's ref; null if it has none.</param>
/// <param name="Description">The shortened description; null if it has none.</param>
public sealed record SearchResult(string Ref, string Title, string? Type, string? Owner, string? Description);
