namespace Automation.Core.Findings;

/// <summary>Something that was not judged, and why: silence must never look like approval.</summary>
/// <param name="What">What was not checked.</param>
/// <param name="Why">Why not, and what would change that.</param>
public sealed record NotChecked(string What, string Why);
