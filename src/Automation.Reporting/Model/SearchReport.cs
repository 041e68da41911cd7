namespace Automation.Reporting.Model;

/// <summary>What a search found.</summary>
/// <param name="Found">How many entities match.</param>
/// <param name="Hits">The first of them, the best first.</param>
public sealed record SearchReport(int Found, IReadOnlyList<SearchResult> Hits);

/// <summary>An entity that was found.</summary>
/// <param name="Title">Its title, or its name.</param>
/// <param name="Type">Its type; null if it has none.</param>
/// <param name="Owner">Its owner's ref; null if it has none.</param>
/// <param name="Description">Its description, cut short; null if it has none.</param>
public sealed record SearchResult(string Ref, string Title, string? Type, string? Owner, string? Description);
