using Automation.Core.Text;
using Automation.GitHub;
using Octokit.Webhooks;
using Octokit.Webhooks.Events.IssueComment;
using Octokit.Webhooks.Events.Issues;

namespace Automation.Jobs.Webhooks;

/// <summary><c>issues</c>, and comments on issues: in the repository of the templates, people ask for a new service.</summary>
/// <param name="templates">The repository of the templates; null if people cannot ask on GitHub.</param>
/// <param name="appId">The App that the server acts as.</param>
internal sealed class IssueEvent(RepositoryName? templates, long? appId)
{
    private const string NotHere = "software templates run only for issues of the repository that Scaffold__Repository names";

    /// <summary>An issue, which can have the command in its text.</summary>
    public DeliveryOutcome Analyse(Payload payload)
    {
        var issue = payload["issue"];
        return payload.Action != IssuesActionValue.Opened
            ? new DeliveryOutcome.Ignore($"issues.{PayloadWord.Of(payload.Action)}: only a new issue can ask for a service; later, a comment can")
            : Requested(payload, issue, $"{WebhookEventType.Issues}.{IssuesActionValue.Opened}", comment: null);
    }

    /// <summary>A new comment on an issue.</summary>
    public DeliveryOutcome AnalyseComment(Payload payload) =>
        Requested(payload, payload["comment"], $"{WebhookEventType.IssueComment}.{IssueCommentActionValue.Created}", payload["comment"]["id"].Number);

    private DeliveryOutcome Requested(Payload payload, JsonPart written, string trigger, long? comment)
    {
        if (templates is null || payload.Repository is not { } repository || !repository.IsSame(templates))
        {
            return new DeliveryOutcome.Ignore(NotHere);
        }

        if ((appId is not null && written["performed_via_github_app"]["id"].Number == appId)
            || CommandLine.IsBot(payload["sender"]) || CommandLine.IsBot(written["user"]))
        {
            return new DeliveryOutcome.Ignore("written by a bot; only people can ask for a service");
        }

        if (ScaffoldCommand.Find(written["body"].Text ?? "") is not { } command)
        {
            return new DeliveryOutcome.Ignore("no line starts with '/automation scaffold'");
        }

        // A comment without a template asks again for what the issue asks for, as the issue was when the person wrote it.
        var asked = comment is null || command.Template is not null
            ? command
            : (ScaffoldCommand.Find(payload["issue"]["body"].Text ?? "") is { } first
                ? command with { Template = first.Template, Values = command.Values ?? first.Values, IsDryRun = command.IsDryRun }
                : command);
        return payload.Actor is { } actor && payload["issue"]["number"].Number is { } number and > 0 and <= int.MaxValue
            ? new DeliveryOutcome.Handle(new ScaffoldItem
            {
                Repository = repository,
                InstallationId = payload.InstallationId,
                Number = (int)number,
                Template = asked.Template,
                Values = asked.Values,
                IsDryRun = asked.IsDryRun,
                Trigger = trigger,
                Actor = actor,
                CommentId = comment,
            })
            : new DeliveryOutcome.Ignore("the payload has no sender or no issue");
    }
}
