using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.GitHub.PullRequests;
using Automation.Reporting.GitHub;
using Automation.Reporting.Markdown;

namespace Automation.Jobs.PullRequests;

/// <summary>Replies to <c>/automation help</c> and <c>/automation explain</c>: one comment for each command.</summary>
/// <param name="login">Finds the App's login.</param>
/// <param name="intent">Records each write before it is done.</param>
internal sealed class AnswerComment(RepositoryAccess access, Func<Task<string>> login, WriteIntent intent)
{
    private const string Help = """
        People with write access to this repository can write these commands in a comment, at the start of a line:

        - `/automation recheck`: checks the pull request again;
        - `/automation explain`: explains each finding: why its rule exists and how to fix it;
        - `/automation help`: shows this list.

        If problems can be fixed automatically, the check run has the button *Fix it*.
        """;

    public async Task<PullRequestOutcome> HelpAsync(PullRequestFacts pull, long? comment, CancellationToken cancellationToken)
    {
        await WriteAsync(pull, comment, Help, cancellationToken);
        return new PullRequestOutcome.Done("help was given");
    }

    /// <summary>Explains each rule that was broken.</summary>
    public async Task<PullRequestOutcome> ExplainAsync(
        PullRequestFacts pull,
        long? comment,
        PullRequestChecker checker,
        GitHubPages pages,
        CancellationToken cancellationToken)
    {
        if (await checker.RunAsync(pull, cancellationToken) is not var (configured, report, _))
        {
            return PullRequestOutcome.NoBase(pull);
        }

        var findings = report?.Findings ?? configured.Findings;
        await WriteAsync(
            pull,
            comment,
            new ExplanationWriter(pages.LinksInto(pull.HeadSha)).Write(findings, CommentWriter.MostCharacters - Marker(comment).Length - 1),
            cancellationToken);
        return new PullRequestOutcome.Done($"{findings.Select(f => f.Rule).Distinct().Count()} rules were explained");
    }

    private Task WriteAsync(PullRequestFacts pull, long? comment, string text, CancellationToken cancellationToken) => pull.Number is not { } number
        ? Task.CompletedTask
        : new CommentStep(access, login, intent).WriteAsync(number, Marker(comment), $"{Marker(comment)}\n{text}", cancellationToken);

    private static string Marker(long? comment) => $"<!-- automation:answer:{comment} -->";
}
