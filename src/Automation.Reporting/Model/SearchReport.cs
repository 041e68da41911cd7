namespace Automation.Reporting.Model;

/// <summary>What a search found.</summary>
/// <param name="Found">How many entities match.</param>
/// <param name="Hits">The first of them, the best first.</param>
public sealed record SearchReport(int Found, IReadOnlyList<SearchResult> Hits);

/// <summary>An entity that was found.</summary>
/// <param name="Ref">Its ref.</param>
/// <param name="Title">Its title, or its name.</param>
/// <param name="Type">Its type; null where it has none.</param>
/// <param name="Owner">Its owner's ref; null where it has none.</param>
/// <param name="Description">Its description, cut short; null where it has none.</param>
public sealed record SearchResult(string Ref, string Title, string? Type, string? Owner, string? Description);
