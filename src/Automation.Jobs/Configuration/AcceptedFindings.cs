using Automation.Core.Findings;

namespace Automation.Jobs.Configuration;

/// <summary>Findings, split into those to report and those that were accepted.</summary>
/// <param name="Kept">To be reported, including mistakes in the comments.</param>
/// <param name="Accepted">The accepted findings, which are only counted.</param>
public sealed record AcceptedFindings(IReadOnlyList<Finding> Kept, IReadOnlyList<Finding> Accepted)
{
    public IReadOnlyList<Finding> ByComments { get; init; } = [];

    public IReadOnlyList<Finding> ByBaseline { get; init; } = [];
}
