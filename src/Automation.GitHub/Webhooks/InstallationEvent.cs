namespace Automation.GitHub.Webhooks;

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
            ("installation_repositories", _) or (_, "created" or "unsuspend") => new DeliveryOutcome.MarkDirty(new DirtyRepositoryList(owner, payload.InstallationId)),
            (_, "deleted" or "suspend") => new DeliveryOutcome.Ignore("the owner's repositories can no longer be read; the catalog keeps their last version"),
            (_, "new_permissions_accepted") => new DeliveryOutcome.Ignore("new permissions apply to the next token"),
            _ => new DeliveryOutcome.Ignore($"the action '{Said.Of(payload.Action)}' does not affect the catalog"),
        };
    }
}
