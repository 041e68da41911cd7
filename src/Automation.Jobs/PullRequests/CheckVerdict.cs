using Automation.GitHub;
using Automation.Reporting.Model;

namespace Automation.Jobs.PullRequests;

/// <summary>The result of the check of a pull request, for the page of all checks.</summary>
/// <param name="Number">The pull request; null for a merge queue.</param>
/// <param name="HeadSha">The commit.</param>
/// <param name="Conclusion">The verdict, which may differ from the conclusion of the check run: <c>failure</c>, <c>neutral</c> or <c>success</c>.</param>
/// <param name="Owner">The owner that most of the repository's entities name; null if none is known.</param>
/// <param name="FailingRules">The rules that fail, in ordinal order.</param>
/// <param name="IsShadow">Whether the check run concludes neutral anyway.</param>
public sealed record CheckVerdict(
    RepositoryName Repository,
    int? Number,
    string HeadSha,
    string Conclusion,
    string? Owner,
    IReadOnlyList<string> FailingRules,
    bool IsShadow)
{
    internal static CheckVerdict Of(RepositoryName repository, int? number, string headSha, RepositoryOutcome outcome, bool isShadow) => new(
        repository,
        number,
        headSha,
        outcome.Conclusion,
        outcome.Owner,
        [.. outcome.Findings.Keys.Where(f => f.Fails).Select(f => f.Rule).Distinct().Order(StringComparer.Ordinal)],
        isShadow);
}
