using Octokit.Webhooks;

namespace Automation.Jobs.Webhooks;

/// <summary>Why nothing is done about the other events.</summary>
internal static class UnhandledEvent
{
    public static string Reason(string eventName) => eventName switch
    {
        WebhookEventType.Ping => "the webhook is set up and its secret is correct",
        WebhookEventType.Public => "the catalog does not contain the visibility of repositories",
        WebhookEventType.Create or WebhookEventType.Delete => "pushes and pull requests have events of their own",
        WebhookEventType.PullRequestReview or WebhookEventType.PullRequestReviewComment or WebhookEventType.PullRequestReviewThread =>
            "reviews do not affect the check; to run it again, comment '/automation recheck' on the pull request",
        WebhookEventType.TeamAdd or WebhookEventType.Member => "the permissions in a repository are read from GitHub when a pull request is checked",
        WebhookEventType.WorkflowRun or WebhookEventType.WorkflowJob or WebhookEventType.WorkflowDispatch or WebhookEventType.RepositoryDispatch =>
            "workflows do not affect the check",
        WebhookEventType.GithubAppAuthorization => "no tokens of users are stored",
        _ => $"the event '{PayloadWord.Of(eventName)}' is not handled; the App need not subscribe to it",
    };
}
