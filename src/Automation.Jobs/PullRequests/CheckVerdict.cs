using Automation.GitHub;
using Automation.Reporting.Repositories;

namespace Automation.Jobs.PullRequests;

/// <summary>How the check of a pull request ended, for those who look at all of them.</summary>
/// <param name="Repository">The repository.</param>
/// <param name="Number">The pull request; null for a merge queue.</param>
/// <param name="HeadSha">The commit.</param>
/// <param name="Outcome">The verdict, whatever the check run concludes.</param>
/// <param name="IsShadow">Whether the check run concludes neutral all the same.</param>
public sealed record CheckVerdict(RepositoryName Repository, int? Number, string HeadSha, RepositoryOutcome Outcome, bool IsShadow);
