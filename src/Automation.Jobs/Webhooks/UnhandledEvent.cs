using Octokit.Webhooks;

namespace Automation.Jobs.Webhooks;

/// <summary>Why nothing is done about the other events.</summary>
internal static class UnhandledEvent
{
    public static string Reason(string eventName) => eventName switch
    {
        WebhookEventType.Ping => "GitHub says hello: the webhook is set up, and its secret is right",
        WebhookEventType.Public => "the catalog does not say who may see a repository",
        WebhookEventType.Create or WebhookEventType.Delete => "branches are followed by their pushes and pull requests",
        WebhookEventType.PullRequestReview or WebhookEventType.PullRequestReviewComment or WebhookEventType.PullRequestReviewThread =>
            "reviews change nothing that is checked; ask with '/automation recheck' in a comment of the pull request",
        WebhookEventType.TeamAdd or WebhookEventType.Member => "who may do what in a repository is asked of GitHub when a pull request is checked",
        WebhookEventType.WorkflowRun or WebhookEventType.WorkflowJob or WebhookEventType.WorkflowDispatch or WebhookEventType.RepositoryDispatch =>
            "workflows run by themselves",
        WebhookEventType.GithubAppAuthorization => "no tokens of users are kept",
        _ => $"nobody here handles '{PayloadWord.Of(eventName)}'; the App need not subscribe to it",
    };
}
