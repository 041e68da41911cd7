namespace Automation.GitHub.Webhooks;

/// <summary><c>team</c>, <c>membership</c> and <c>organization</c>: memberships changed. The payload is a hint; people and teams are read again.</summary>
internal static class OrganisationEvent
{
    public static DeliveryOutcome Analyse(string eventName, Payload payload) => (eventName, payload.Action) switch
    {
        _ when payload["organization"]["login"].Text is null => new DeliveryOutcome.Ignore("the payload names no organisation"),
        ("team", "added_to_repository" or "removed_from_repository") => new DeliveryOutcome.Ignore("the permissions of a team are read from GitHub when a pull request is checked"),
        ("organization", "member_invited") => new DeliveryOutcome.Ignore("an invited person becomes a member when they accept, which is another event"),
        ("organization", "deleted") => new DeliveryOutcome.Ignore("the organisation and the App's installation no longer exist; the catalog keeps the last version"),
        ("team", "created" or "edited" or "deleted") or ("membership", "added" or "removed") or ("organization", "member_added" or "member_removed" or "renamed") =>
            new DeliveryOutcome.MarkDirty(new DirtyOrganisation(payload["organization"]["login"].Text!, payload.InstallationId)),
        _ => new DeliveryOutcome.Ignore($"the action '{Said.Of(payload.Action)}' changes neither people nor teams"),
    };
}
