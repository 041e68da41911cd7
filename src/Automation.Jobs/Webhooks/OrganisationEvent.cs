namespace Automation.Jobs.Webhooks;

/// <summary><c>team</c>, <c>membership</c> and <c>organization</c>: who belongs to what changed. The payload is a hint; people and teams are read anew.</summary>
internal static class OrganisationEvent
{
    public static DeliveryOutcome Analyse(string eventName, Payload payload) => (eventName, payload.Action) switch
    {
        _ when payload["organization"]["login"].Text is null => new DeliveryOutcome.Ignore("the payload names no organisation"),
        ("team", "added_to_repository" or "removed_from_repository") => new DeliveryOutcome.Ignore("what a team may do in a repository is asked of GitHub when a pull request is checked"),
        ("organization", "member_invited") => new DeliveryOutcome.Ignore("whoever is invited belongs to the organisation once they accept, which is another event"),
        ("organization", "deleted") => new DeliveryOutcome.Ignore("the organisation is gone, and with it the App's installation; the catalog keeps what it last read"),
        ("team", "created" or "edited" or "deleted") or ("membership", "added" or "removed") or ("organization", "member_added" or "member_removed" or "renamed") =>
            new DeliveryOutcome.MarkDirty(new DirtyOrganisation(payload["organization"]["login"].Text!, payload.InstallationId)),
        _ => new DeliveryOutcome.Ignore($"the action '{PayloadWord.Of(payload.Action)}' changes neither people nor teams"),
    };
}
