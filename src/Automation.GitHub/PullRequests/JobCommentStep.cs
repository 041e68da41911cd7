using Automation.GitHub.Access;
using Octokit;

namespace Automation.GitHub.PullRequests;

/// <summary>Maintains the comment of a job on a pull request. If an App has one with the same marker, the job deletes its own.</summary>
/// <param name="access">The repository, with the job's token.</param>
public sealed class JobCommentStep(JobAccess access)
{
    // A job has no audit log.
    private static readonly WriteIntent Unrecorded = (_, _) => Task.FromResult<WriteEnded>(_ => Task.CompletedTask);

    /// <summary>Writes it; returns why that failed, or null.</summary>
    /// <param name="number">The pull request.</param>
    /// <param name="head">The commit that was checked: a newer one has a job of its own, which may have commented already.</param>
    /// <param name="marker">What the comment begins with.</param>
    /// <param name="body">The whole comment, with the marker; null if there is nothing to report.</param>
    public async Task<string?> WriteAsync(int number, string head, string marker, string? body, CancellationToken cancellationToken)
    {
        var repository = access.Repository;
        try
        {
            if ((await repository.Client.PullRequest.Get(repository.Repository.Owner, repository.Repository.Name, number)).Head.Sha == head)
            {
                var step = new CommentStep(repository, () => Task.FromResult(JobAccess.Login), Unrecorded);
                await step.WriteAsync(number, marker, await step.IsKeptByAnotherAppAsync(number, marker) ? null : body, cancellationToken);
            }

            return null;
        }
        catch (Exception e) when (e is GitHubRefusalException or NotFoundException)
        {
            return "the token may not write comments. Give the job the permission 'pull-requests: write'";
        }
        catch (Exception e) when (e is ApiException or HttpRequestException or GitHubBusyException)
        {
            return e.Message.TrimEnd('.');
        }
    }
}
