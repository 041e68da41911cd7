namespace Automation.GitHub.Webhooks;

/// <summary>Why nothing is done about the other events.</summary>
internal static class UnhandledEvent
{
    public static string Reason(string eventName) => eventName switch
    {
        "ping" => "the webhook is set up and its secret is correct",
        "public" => "the catalog does not contain the visibility of repositories",
        "create" or "delete" => "pushes and pull requests have events of their own",
        "pull_request_review" or "pull_request_review_comment" or "pull_request_review_thread" => "reviews do not affect the check; to run it again, comment '/automation recheck' on the pull request",
        "team_add" or "member" => "the permissions in a repository are read from GitHub when a pull request is checked",
        "workflow_run" or "workflow_job" or "workflow_dispatch" or "repository_dispatch" => "workflows do not affect the check",
        "github_app_authorization" => "no tokens of users are stored",
        _ => $"the event '{Said.Of(eventName)}' is not handled; the App need not subscribe to it",
    };
}
