using Octokit.Webhooks;
using Octokit.Webhooks.Events.Installation;

namespace Automation.Jobs.Webhooks;

/// <summary><c>installation</c> and <c>installation_repositories</c>: the App sees more or fewer repositories of an owner than before.</summary>
/// <remarks>GitHub sends both to every App, subscribed or not.</remarks>
internal static class InstallationEvent
{
    public static DeliveryOutcome Analyse(string eventName, Payload payload)
    {
        if (payload["installation"]["account"]["login"].Text is not { } owner)
        {
            return new DeliveryOutcome.Ignore("the payload has no account");
        }

        return (eventName, payload.Action) switch
        {
            (WebhookEventType.InstallationRepositories, _) or (_, InstallationActionValue.Created or InstallationActionValue.Unsuspend) =>
                new DeliveryOutcome.MarkDirty(new DirtyRepositoryList(owner, payload.InstallationId)),
            (_, InstallationActionValue.Deleted or InstallationActionValue.Suspend) =>
                new DeliveryOutcome.Ignore("the owner's repositories can no longer be read; the catalog keeps their last version"),
            (_, InstallationActionValue.NewPermissionsAccepted) => new DeliveryOutcome.Ignore("new permissions apply to the next token"),
            _ => new DeliveryOutcome.Ignore($"the action '{PayloadWord.Of(payload.Action)}' does not affect the catalog"),
        };
    }
}
