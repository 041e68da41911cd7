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
            return new DeliveryOutcome.Ignore("the payload names no account");
        }

        return (eventName, payload.Action) switch
        {
            (WebhookEventType.InstallationRepositories, _) or (_, InstallationActionValue.Created or InstallationActionValue.Unsuspend) =>
                new DeliveryOutcome.MarkDirty(new DirtyRepositoryList(owner, payload.InstallationId)),
            (_, InstallationActionValue.Deleted or InstallationActionValue.Suspend) =>
                new DeliveryOutcome.Ignore("nothing of the owner can be read any more; the catalog keeps what it last read"),
            (_, InstallationActionValue.NewPermissionsAccepted) => new DeliveryOutcome.Ignore("new permissions hold from the next token on"),
            _ => new DeliveryOutcome.Ignore($"the action '{PayloadWord.Of(payload.Action)}' changes nothing that the catalog is made of"),
        };
    }
}
