using Automation.Core.Findings;

namespace Automation.Jobs.Configuration;

/// <summary>Findings, divided into those to report and those that were accepted.</summary>
/// <param name="Kept">To be reported, including mistakes in the comments.</param>
/// <param name="Accepted">Not to be reported, only counted.</param>
public sealed record AcceptedFindings(IReadOnlyList<Finding> Kept, IReadOnlyList<Finding> Accepted)
{
    /// <summary>Those of the accepted that comments accept.</summary>
    public IReadOnlyList<Finding> ByComments { get; init; } = [];

    /// <summary>Those of the accepted that the baseline accepts.</summary>
    public IReadOnlyList<Finding> ByBaseline { get; init; } = [];
}
