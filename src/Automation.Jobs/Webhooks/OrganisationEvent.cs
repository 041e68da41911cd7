using Octokit.Webhooks;
using Octokit.Webhooks.Events.Membership;
using Octokit.Webhooks.Events.Organization;
using Octokit.Webhooks.Events.Team;

namespace Automation.Jobs.Webhooks;

/// <summary><c>team</c>, <c>membership</c> and <c>organization</c>: memberships changed. The payload is a hint; people and teams are read again.</summary>
internal static class OrganisationEvent
{
    public static DeliveryOutcome Analyse(string eventName, Payload payload) => (eventName, payload.Action) switch
    {
        _ when payload["organization"]["login"].Text is null => new DeliveryOutcome.Ignore("the payload has no organisation"),
        (WebhookEventType.Team, TeamActionValue.AddedToRepository or TeamActionValue.RemovedFromRepository) =>
            new DeliveryOutcome.Ignore("the permissions of a team are read from GitHub when a pull request is checked"),
        (WebhookEventType.Organization, OrganizationActionValue.MemberInvited) =>
            new DeliveryOutcome.Ignore("an invited person becomes a member when they accept, which is another event"),
        (WebhookEventType.Organization, OrganizationActionValue.Deleted) =>
            new DeliveryOutcome.Ignore("the organisation and the App's installation no longer exist; the catalog keeps the last version"),
        (WebhookEventType.Team, TeamActionValue.Created or TeamActionValue.Edited or TeamActionValue.Deleted)
            or (WebhookEventType.Membership, MembershipActionValue.Added or MembershipActionValue.Removed)
            or (WebhookEventType.Organization, OrganizationActionValue.MemberAdded or OrganizationActionValue.MemberRemoved
                or OrganizationActionValue.Renamed) =>
            new DeliveryOutcome.MarkDirty(new DirtyOrganisation(payload["organization"]["login"].Text!, payload.InstallationId)),
        _ => new DeliveryOutcome.Ignore($"the action '{PayloadWord.Of(payload.Action)}' changes neither people nor teams"),
    };
}
