using Automation.Owners.Naming;

namespace Automation.Owners.Reading;

/// <summary>A section of a GitLab file; a GitHub file is one section without a name.</summary>
/// <param name="Name">The name as first written; empty for the lines before any heading.</param>
/// <param name="IsOptional">Whether approval by its owners is optional.</param>
/// <param name="Approvals">How many of its owners have to approve.</param>
/// <param name="DefaultOwners">The owners for lines without owners.</param>
public sealed record Section(string Name, bool IsOptional, int Approvals, IReadOnlyList<Owner> DefaultOwners)
{
    public static Section Unnamed { get; } = new("", IsOptional: false, Approvals: 1, []);
}
