using Automation.Core.Text;
using Octokit.Webhooks;
using Octokit.Webhooks.Events.IssueComment;

namespace Automation.Jobs.Webhooks;

/// <summary><c>issue_comment</c>: people use commands in comments on pull requests, such as <c>/automation recheck</c> at the start of a line.</summary>
internal static class CommentEvent
{
    private const string Command = "/automation";

    public static DeliveryOutcome Analyse(Payload payload, long? appId)
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

        if (IsBot(payload["sender"]) || IsBot(comment["user"]))
        {
            return new DeliveryOutcome.Ignore("a comment by a bot; only people can use commands");
        }

        if (!payload["issue"]["pull_request"].Exists)
        {
            return new DeliveryOutcome.Ignore("a comment on an issue, not on a pull request");
        }

        if (WordAfterCommand(comment["body"].Text ?? "") is not { } word)
        {
            return new DeliveryOutcome.Ignore("the comment has no command: no line starts with '/automation'");
        }

        Request? request = word switch
        {
            "recheck" => Request.Check,
            "explain" => Request.Explain,
            "help" or "" => Request.Help,
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

    private static bool IsBot(JsonPart user) => user["type"].Text == "Bot" || user["login"].Text?.EndsWith("[bot]", StringComparison.Ordinal) == true;

    // The first word after the command, of the first line that starts with it; empty if nothing follows.
    private static string? WordAfterCommand(string body)
    {
        foreach (var line in body.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(Command, StringComparison.Ordinal) && (line.Length == Command.Length || line[Command.Length] is ' ' or '\t'))
            {
                var rest = line[Command.Length..].Trim();
                var end = rest.IndexOfAny(' ', '\t');
                return (end < 0 ? rest : rest[..end]).ToString();
            }
        }

        return null;
    }
}
