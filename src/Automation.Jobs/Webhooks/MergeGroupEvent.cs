using Octokit.Webhooks;
using Octokit.Webhooks.Events.MergeGroup;

namespace Automation.Jobs.Webhooks;

/// <summary><c>merge_group</c>: GitHub's merge queue created a commit of several pull requests, and requests its required checks.</summary>
internal static class MergeGroupEvent
{
    public static DeliveryOutcome Analyse(Payload payload)
    {
        if (payload.Action != MergeGroupActionValue.ChecksRequested)
        {
            return new DeliveryOutcome.Ignore($"merge_group.{PayloadWord.Of(payload.Action)} requires no check");
        }

        var group = payload["merge_group"];
        if (payload.Repository is not { } repository || group["head_sha"].Text is not { } head)
        {
            return new DeliveryOutcome.Ignore("the payload has no repository or no commit");
        }

        return new DeliveryOutcome.Handle(new PullRequestItem
        {
            Repository = repository,
            RepositoryId = payload.RepositoryId,
            InstallationId = payload.InstallationId,
            HeadSha = head,
            BaseRef = PushedBranch.Of(group["base_ref"].Text),
            Trigger = $"{WebhookEventType.MergeGroup}.{MergeGroupActionValue.ChecksRequested}",
            Actor = payload.Actor,
        });
    }
}
