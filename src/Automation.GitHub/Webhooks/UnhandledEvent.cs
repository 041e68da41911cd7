namespace Automation.GitHub.Webhooks;

/// <summary>Why nothing is done about the other events.</summary>
internal static class UnhandledEvent
{
    public static string Reason(string eventName) => eventName switch
    {
        "ping" => "GitHub says hello: the webhook is set up, and its secret is right",
        "public" => "the catalog does not say who may see a repository",
        "create" or "delete" => "branches are followed by their pushes and pull requests",
        "pull_request_review" or "pull_request_review_comment" or "pull_request_review_thread" => "reviews change nothing that is checked; ask with '/automation recheck' in a comment of the pull request",
        "team" or "team_add" or "membership" or "organization" or "member" => "teams and members are read from GitHub when the catalog is rebuilt",
        "workflow_run" or "workflow_job" or "workflow_dispatch" or "repository_dispatch" => "workflows run by themselves",
        "github_app_authorization" => "no tokens of users are kept",
        _ => $"nobody here handles '{Said.Of(eventName)}'; the App need not subscribe to it",
    };
}
