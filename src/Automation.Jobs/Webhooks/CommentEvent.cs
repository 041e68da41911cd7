using Octokit.Webhooks;
using Octokit.Webhooks.Events.IssueComment;

namespace Automation.Jobs.Webhooks;

/// <summary><c>issue_comment</c>: people use commands in comments on pull requests, such as <c>/automation recheck</c> at the start of a line.</summary>
internal static class CommentEvent
{
    public static DeliveryOutcome Analyse(Payload payload, long? appId, IssueEvent issues)
    {
        var comment = payload["comment"];
        if (payload.Action != IssueCommentActionValue.Created)
        {
            return new DeliveryOutcome.Ignore($"issue_comment.{PayloadWord.Of(payload.Action)}: only new comments can contain a command");
        }

        if (appId is not null && comment["performed_via_github_app"]["id"].Number == appId)
        {
            return new DeliveryOutcome.Ignore("our own comment");
        }

        if (CommandLine.IsBot(payload["sender"]) || CommandLine.IsBot(comment["user"]))
        {
            return new DeliveryOutcome.Ignore("a comment by a bot; only people can use commands");
        }

        if (!payload["issue"]["pull_request"].Exists)
        {
            return issues.AnalyseComment(payload);
        }

        if (CommandLine.FirstIn(comment["body"].Text ?? "") is not { } words)
        {
            return new DeliveryOutcome.Ignore("the comment has no command: no line starts with '/automation'");
        }

        Request? request = words switch
        {
            ["recheck", ..] => Request.Check,
            ["explain", ..] => Request.Explain,
            [] or ["help", ..] => Request.Help,
            _ => null,
        };
        if (request is null)
        {
            // The word is untrusted, and reasons are counted in a metric, so it is not quoted.
            return new DeliveryOutcome.Ignore("the word after '/automation' is not a command; the commands are recheck, explain and help");
        }

        if (payload.Repository is not { } repository || payload["issue"]["number"].Number is not ({ } number and > 0 and <= int.MaxValue))
        {
            return new DeliveryOutcome.Ignore("the payload has no repository or no pull request");
        }

        return new DeliveryOutcome.Handle(new PullRequestItem
        {
            Repository = repository,
            RepositoryId = payload.RepositoryId,
            InstallationId = payload.InstallationId,
            Number = (int)number,
            Request = request.Value,
            Trigger = $"{WebhookEventType.IssueComment}.{IssueCommentActionValue.Created}",
            Actor = payload.Actor,
            CommentId = comment["id"].Number,
        });
    }
}
