using Octokit.Webhooks;
using Octokit.Webhooks.Events.PullRequest;

namespace Automation.Jobs.Webhooks;

/// <summary><c>pull_request</c>: an event of a pull request. Pull requests that the App opened are checked as well.</summary>
internal static class PullRequestEvent
{
    public static DeliveryOutcome Analyse(Payload payload) => payload.Action switch
    {
        PullRequestActionValue.Opened or PullRequestActionValue.Synchronize or PullRequestActionValue.Reopened => Check(payload),
        PullRequestActionValue.ReadyForReview or PullRequestActionValue.ConvertedToDraft => Check(payload),
        PullRequestActionValue.Edited when payload["changes"]["base"].Exists => Check(payload),
        PullRequestActionValue.Edited => new DeliveryOutcome.Ignore("the title or the description of a pull request was edited, which checks do not read"),
        PullRequestActionValue.Closed => new DeliveryOutcome.Ignore("a closed pull request needs no check"),
        var action => new DeliveryOutcome.Ignore($"pull_request.{PayloadWord.Of(action)} changes nothing that is checked"),
    };

    private static DeliveryOutcome Check(Payload payload)
    {
        var pullRequest = payload["pull_request"];
        if (payload.Repository is not { } repository
            || (payload["number"].Number ?? pullRequest["number"].Number) is not ({ } number and > 0 and <= int.MaxValue))
        {
            return new DeliveryOutcome.Ignore("the payload has no repository or no pull request");
        }

        return new DeliveryOutcome.Handle(new PullRequestItem
        {
            Repository = repository,
            RepositoryId = payload.RepositoryId,
            InstallationId = payload.InstallationId,
            Number = (int)number,
            HeadSha = pullRequest["head"]["sha"].Text,
            BaseRef = pullRequest["base"]["ref"].Text,
            Trigger = $"{WebhookEventType.PullRequest}.{payload.Action}",
            Actor = payload.Actor,
        });
    }
}
