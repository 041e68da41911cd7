using Octokit.Webhooks;
using Octokit.Webhooks.Events.Membership;
using Octokit.Webhooks.Events.Organization;
using Octokit.Webhooks.Events.Team;

namespace Automation.Jobs.Webhooks;

/// <summary><c>team</c>, <c>membership</c> and <c>organization</c>: who belongs to what changed. The payload is a hint; people and teams are read anew.</summary>
internal static class OrganisationEvent
{
    public static DeliveryOutcome Analyse(string eventName, Payload payload) => (eventName, payload.Action) switch
    {
        _ when payload["organization"]["login"].Text is null => new DeliveryOutcome.Ignore("the payload names no organisation"),
        (WebhookEventType.Team, TeamActionValue.AddedToRepository or TeamActionValue.RemovedFromRepository) =>
            new DeliveryOutcome.Ignore("what a team may do in a repository is asked of GitHub when a pull request is checked"),
        (WebhookEventType.Organization, OrganizationActionValue.MemberInvited) =>
            new DeliveryOutcome.Ignore("whoever is invited belongs to the organisation once they accept, which is another event"),
        (WebhookEventType.Organization, OrganizationActionValue.Deleted) =>
            new DeliveryOutcome.Ignore("the organisation is gone, and with it the App's installation; the catalog keeps what it last read"),
        (WebhookEventType.Team, TeamActionValue.Created or TeamActionValue.Edited or TeamActionValue.Deleted)
            or (WebhookEventType.Membership, MembershipActionValue.Added or MembershipActionValue.Removed)
            or (WebhookEventType.Organization, OrganizationActionValue.MemberAdded or OrganizationActionValue.MemberRemoved or OrganizationActionValue.Renamed) =>
            new DeliveryOutcome.MarkDirty(new DirtyOrganisation(payload["organization"]["login"].Text!, payload.InstallationId)),
        _ => new DeliveryOutcome.Ignore($"the action '{PayloadWord.Of(payload.Action)}' changes neither people nor teams"),
    };
}
