using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.GitHub.PullRequests;
using Automation.Jobs.Fixing;

namespace Automation.Jobs.PullRequests;

/// <summary>The button "Fix it": commits the fixes that the check offers to the branch of a pull request.</summary>
/// <param name="checker">Finds them.</param>
/// <param name="intent">Records the write before it is done.</param>
internal sealed class FixPullRequest(PullRequestChecker checker, RepositoryAccess access, WriteIntent intent)
{
    private const string Headline = "Apply the fixes that automation offers";

    public async Task<PullRequestOutcome> RunAsync(PullRequestFacts pull, CancellationToken cancellationToken)
    {
        if (pull.HeadBranch is not { } branch)
        {
            return new PullRequestOutcome.Mistake("the branch is in a fork, and the App cannot commit to forks");
        }

        if (await checker.RunAsync(pull, cancellationToken) is not var (_, report, files))
        {
            return PullRequestOutcome.NoBase(pull);
        }

        if (report is null || !Fixes.Any(report))
        {
            return new PullRequestOutcome.Nothing("there is nothing left to fix");
        }

        var (changes, edits) = (new List<TreeChange>(), 0);
        foreach (var findings in Fixes.ByFile(report))
        {
            if (report.Sources.TryGetValue(findings.Key, out var validated)
                && files.Read(findings.Key, long.MaxValue, cancellationToken) is FileContent.Whole { Bytes: var bytes }
                && Fixes.Apply(findings, SourceText.Decode(findings.Key, bytes.Span), validated) is { Edits.Count: > 0 } made)
            {
                changes.Add(new TreeChange(findings.Key, made.Content));
                edits += made.Edits.Count;
            }
        }

        if (changes.Count == 0)
        {
            return new PullRequestOutcome.Nothing("no file could be fixed");
        }

        return await intent.RunAsync(
            new GitHubWrite("commit", access.Repository, $"commit {edits} fixes on top of {pull.HeadSha}") { Number = pull.Number, Ref = branch },
            () => new BranchCommit(access).WriteAsync(branch, pull.HeadSha, Headline, changes),
            cancellationToken,
            isCommitted => isCommitted ? null : "the branch has a newer commit")
            ? new PullRequestOutcome.Done($"{edits} fixes in {changes.Count} files committed to {branch}")
            : new PullRequestOutcome.Moved();
    }
}
