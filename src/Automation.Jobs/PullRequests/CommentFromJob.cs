using Automation.GitHub.Access;
using Automation.GitHub.PullRequests;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Jobs.PullRequests;

/// <summary>The comment that the App would write, written by a workflow job for repositories without the App.</summary>
/// <param name="access">The repository, with the job's token.</param>
public sealed class CommentFromJob(JobAccess access)
{
    /// <summary>Writes, rewrites or deletes it; returns why that failed, or null.</summary>
    /// <param name="number">The pull request.</param>
    /// <param name="head">The commit that was checked.</param>
    /// <param name="report">The report; null if the configuration is invalid and nothing was checked.</param>
    /// <param name="links">The links that the text may use.</param>
    public Task<string?> RunAsync(int number, string head, Report? report, ReportLinks links, CancellationToken cancellationToken) =>
        new JobCommentStep(access).WriteAsync(number, head, CommentWriter.Marker, PullRequestComment.Of(report, links), cancellationToken);
}
