namespace Automation.Jobs.Webhooks;

/// <summary>Why nothing is done about the other events.</summary>
internal static class UnhandledEvent
{
    public static string Reason(string eventName) => eventName switch
    {
        "ping" => "GitHub says hello: the webhook is set up, and its secret is right",
        "public" => "the catalog does not say who may see a repository",
        "create" or "delete" => "branches are followed by their pushes and pull requests",
        "pull_request_review" or "pull_request_review_comment" or "pull_request_review_thread" => "reviews change nothing that is checked; ask with '/automation recheck' in a comment of the pull request",
        "team_add" or "member" => "who may do what in a repository is asked of GitHub when a pull request is checked",
        "workflow_run" or "workflow_job" or "workflow_dispatch" or "repository_dispatch" => "workflows run by themselves",
        "github_app_authorization" => "no tokens of users are kept",
        _ => $"nobody here handles '{PayloadWord.Of(eventName)}'; the App need not subscribe to it",
    };
}
