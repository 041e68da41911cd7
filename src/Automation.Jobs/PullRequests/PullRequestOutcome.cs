using Automation.GitHub;
using Automation.GitHub.PullRequests;
using Automation.Reporting.Model;

namespace Automation.Jobs.PullRequests;

/// <summary>The outcome of work on a pull request. Anything else is an exception: an external failure, after which it is retried.</summary>
public abstract record PullRequestOutcome
{
    private PullRequestOutcome()
    {
    }

    public IReadOnlyList<CheckVerdict> Verdicts { get; init; } = [];

    /// <summary>The work was done.</summary>
    /// <param name="Summary">A short summary.</param>
    public sealed record Done(string Summary) : PullRequestOutcome;

    public sealed record Nothing(string Reason) : PullRequestOutcome;

    /// <summary>The work is not possible until a user changes something.</summary>
    public sealed record Mistake(string Message) : PullRequestOutcome;

    /// <summary>The pull request got a new commit in the meantime: the result is outdated, and it is checked again.</summary>
    public sealed record Moved : PullRequestOutcome;

    internal static PullRequestOutcome NoBase(PullRequestFacts pull) =>
        new Mistake($"the base branch '{pull.BaseRef}' of {pull.Subject} does not exist: create it, or change the base of the pull request");
}

/// <summary>The result of the check of a pull request, for the page of all checks.</summary>
/// <param name="Number">The pull request; null for a merge queue.</param>
/// <param name="Conclusion">The verdict, which may differ from the conclusion of the check run: <c>failure</c>, <c>neutral</c> or <c>success</c>.</param>
/// <param name="Owner">The owner of most of the repository's entities; null if there is none.</param>
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
    // The summary of a check run can be twice as long; what follows the findings is on GitHub.
    private const int LongestReport = 32_768;

    /// <summary>What the check run said, as Markdown.</summary>
    public string? Report { get; init; }

    /// <param name="report">What the check run said, as Markdown; of a long one, its start.</param>
    internal static CheckVerdict Of(
        RepositoryName repository, int? number, string headSha, RepositoryOutcome outcome, bool isShadow, string report) => new(
        repository,
        number,
        headSha,
        outcome.Conclusion,
        outcome.Owner,
        [.. outcome.Findings.Keys.Where(f => f.Fails).Select(f => f.Rule).Distinct().Order(StringComparer.Ordinal)],
        isShadow)
        {
            Report = report.Length <= LongestReport ? report : report[..(report.LastIndexOf('\n', LongestReport - 1) + 1)],
        };
}
